'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { AgendaBranch } from '@/lib/review/preparation'
import { classLabels } from '@/lib/scorecard/scheme/states'

type AgendaEditorProps = {
  agenda: AgendaBranch[]
  leftOut: AgendaBranch[]
  /** Name of the form's field. */
  name: string
}

/** The order of the branches, moved by buttons; what is taken off can be put back. */
export function AgendaEditor({ agenda, leftOut, name }: AgendaEditorProps) {
  const [listed, setListed] = useState(agenda)
  const [rest, setRest] = useState(leftOut)
  const move = (from: number, to: number) => {
    const next = [...listed]
    const [one] = next.splice(from, 1)
    if (one && to >= 0 && to <= next.length) {
      next.splice(to, 0, one)
      setListed(next)
    }
  }
  const takeOff = (one: AgendaBranch) => {
    setListed(listed.filter((each) => each.id !== one.id))
    setRest([...rest, one])
  }
  const putBack = (one: AgendaBranch) => {
    setRest(rest.filter((each) => each.id !== one.id))
    setListed([...listed, one])
  }
  return (
    <fieldset>
      <legend className="font-medium">议程（{listed.length} 个支部）</legend>
      <input type="hidden" name={name} value={listed.map((one) => one.id).join(' ')} />
      <ol className="mt-2 max-h-96 overflow-y-auto rounded-card border border-line" tabIndex={-1}>
        {listed.map((one, at) => (
          <li
            key={one.id}
            className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 border-line border-b px-3 py-1 last:border-b-0"
          >
            <span className="min-w-0">
              <span className="inline-block w-8 text-muted">{at + 1}</span>
              {one.name} <ClassWord one={one} />
            </span>
            <span className="flex gap-1">
              <Button
                size="small"
                tone="quiet"
                aria-label={`${one.name}上移`}
                disabled={at === 0}
                onClick={() => move(at, at - 1)}
              >
                上移
              </Button>
              <Button
                size="small"
                tone="quiet"
                aria-label={`${one.name}下移`}
                disabled={at === listed.length - 1}
                onClick={() => move(at, at + 1)}
              >
                下移
              </Button>
              <Button
                size="small"
                tone="quiet"
                aria-label={`${one.name}不列入`}
                disabled={listed.length === 1}
                onClick={() => takeOff(one)}
              >
                不列入
              </Button>
            </span>
          </li>
        ))}
      </ol>
      {rest.length > 0 ? (
        <p className="mt-2 flex flex-wrap items-center gap-2 text-sm">
          未列入：
          {rest.map((one) => (
            <Button key={one.id} size="small" onClick={() => putBack(one)}>
              列入{one.name}
            </Button>
          ))}
        </p>
      ) : null}
    </fieldset>
  )
}

function ClassWord({ one }: { one: AgendaBranch }) {
  return one.class ? <span className="text-muted text-sm">{classLabels[one.class]}</span> : null
}
