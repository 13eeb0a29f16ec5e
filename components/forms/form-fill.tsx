import { useState } from 'react'
import type { KnownValue } from '@/lib/facts/states'
import type { StoredFile } from '@/lib/files/states'
import { validateReport } from '@/lib/forms/in-browser/states'
import type { FormDefinition, NamedChoice, ReportValues } from '@/lib/forms/states'
import { FillField } from './fill-field'
import { FillTable } from './fill-table'

export type FormFillProps = {
  definition: FormDefinition
  values: ReportValues
  onChange: (values: ReportValues) => void
  /** What was brought in, by field key. */
  known: Record<string, KnownValue>
  people: readonly NamedChoice[]
  organisations: readonly NamedChoice[]
  /** Files that values name, for file fields. */
  files?: readonly StoredFile[]
  /** Sentences of the server by path of the cell. */
  faults?: Record<string, string>
  /** Looked at in the builder: nothing is uploaded or required. */
  isPreview?: boolean
}

/**
 * The fields of a form, checked as soon as one leaves a field; what the server found stands until its
 * cell is changed. Every control has a name of its own, so that a browser without scripts sends it.
 */
export function FormFill(props: FormFillProps) {
  const { definition, values, onChange, known, faults = {}, isPreview } = props
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set())
  const checked = validateReport(definition, values, props)
  const leave = (path: string) => setLeft((before) => withOne(before, path))
  const faultAt = (path: string) =>
    (left.has(path) ? checked.faults[path] : undefined) ??
    (changed.has(path) ? undefined : faults[path])
  const change = (key: string, path: string, value: ReportValues[string]) => {
    setChanged((before) => withOne(before, path))
    onChange({ ...values, [key]: value })
  }
  return (
    <div className="space-y-5">
      {definition.intro ? (
        <p className="max-w-reading whitespace-pre-line text-soft">{definition.intro}</p>
      ) : null}
      {definition.fields.map((field) =>
        field.kind === 'table' ? (
          <FillTable
            key={field.key}
            field={field}
            value={values[field.key]}
            faultAt={faultAt}
            onLeave={leave}
            onChange={(rows, path) => change(field.key, path, rows)}
          />
        ) : (
          <FillField
            key={field.key}
            field={field}
            value={field.kind === 'computed' ? checked.values[field.key] : values[field.key]}
            known={known[field.key]}
            people={props.people}
            organisations={props.organisations}
            files={props.files ?? []}
            error={faultAt(field.key)}
            isPreview={isPreview}
            onLeave={() => leave(field.key)}
            onChange={(value) => change(field.key, field.key, value)}
          />
        ),
      )}
    </div>
  )
}

function withOne(set: ReadonlySet<string>, one: string): ReadonlySet<string> {
  return set.has(one) ? set : new Set([...set, one])
}
