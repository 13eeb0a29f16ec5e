import { Button, LinkButton } from '@/components/ui/button'
import { SelectField } from '@/components/ui/choice-field'
import { DateField, TextField } from '@/components/ui/text-field'
import type { AuditQuery } from '@/lib/audit-trail/schema'

type AuditFilterProps = { query: AuditQuery; actions: Record<string, string> }

/** Who, what, about what, on which day: a plain form whose answer is an address. */
export function AuditFilter({ query, actions }: AuditFilterProps) {
  return (
    <form
      action="/audit"
      method="get"
      className="mb-4 grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-[repeat(4,minmax(0,1fr))_auto]"
    >
      <TextField name="person" label="人员" placeholder="姓名或工号" defaultValue={query.person} />
      <SelectField
        key={query.action}
        name="action"
        label="事项"
        placeholder="全部"
        defaultValue={query.action ?? ''}
        choices={Object.entries(actions).map(([value, label]) => ({ value, label }))}
      />
      <TextField name="subject" label="对象编号" placeholder="全文" defaultValue={query.subject} />
      <DateField name="day" label="日期" defaultValue={query.day} />
      <div className="flex gap-2">
        <Button type="submit">查找</Button>
        <LinkButton href="/audit" tone="quiet">
          清除
        </LinkButton>
      </div>
    </form>
  )
}
