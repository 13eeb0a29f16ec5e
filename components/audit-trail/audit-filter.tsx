import { type ReactNode, useId } from 'react'
import { Button, LinkButton } from '@/components/ui/button'
import { controlClass } from '@/components/ui/field'
import type { AuditQuery } from '@/lib/audit-trail/schema'

type AuditFilterProps = { query: AuditQuery; actions: Record<string, string> }

/** Who, what, about what, on which day: a plain form whose answer is an address. */
export function AuditFilter({ query, actions }: AuditFilterProps) {
  const id = useId()
  const field = (name: string) => ({ id: `${id}${name}`, name, className: controlClass })
  return (
    <form
      action="/audit"
      method="get"
      className="mb-4 grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-[repeat(4,minmax(0,1fr))_auto]"
    >
      <Labelled id={`${id}person`} label="人员">
        <input {...field('person')} placeholder="姓名或工号" defaultValue={query.person} />
      </Labelled>
      <Labelled id={`${id}action`} label="事项">
        <select key={query.action} {...field('action')} defaultValue={query.action ?? ''}>
          <option value="">全部</option>
          {Object.entries(actions).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </Labelled>
      <Labelled id={`${id}subject`} label="对象编号">
        <input {...field('subject')} placeholder="全文" defaultValue={query.subject} />
      </Labelled>
      <Labelled id={`${id}day`} label="日期">
        <input {...field('day')} type="date" defaultValue={query.day} />
      </Labelled>
      <div className="flex gap-2">
        <Button type="submit">查找</Button>
        <LinkButton href="/audit" tone="quiet">
          清除
        </LinkButton>
      </div>
    </form>
  )
}

function Labelled({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
      </label>
      {children}
    </div>
  )
}
