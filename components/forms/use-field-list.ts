import { useState } from 'react'
import type { FormFieldKind } from '@/db/enums'
import { blankColumn, blankField, type FormField, freeKey } from '@/lib/forms/states'

/** The fields under construction, with what the buttons do to them; one of them is open. */
export function useFieldList(initial: readonly FormField[]) {
  const [fields, setFields] = useState<FormField[]>([...initial])
  const [openKey, open] = useState<string | null>(null)
  // A key that was ever used is not given again: a removed field must not come back as another.
  const [used, setUsed] = useState<string[]>(initial.map((field) => field.key))

  const insert = (field: FormField, at: number) => {
    setUsed([...used, field.key])
    setFields(fields.toSpliced(at, 0, field))
    open(field.key)
  }
  return {
    fields,
    openKey,
    open,
    add: (kind: FormFieldKind) => {
      const field = blankField(freeKey('f', used), kind)
      const columns = kind === 'table' ? [blankColumn('c1')] : []
      insert({ ...field, columns, choices: kind === 'choice' ? ['', ''] : [] }, fields.length)
    },
    change: (key: string, part: Partial<FormField>) =>
      setFields(fields.map((field) => (field.key === key ? { ...field, ...part } : field))),
    move: (key: string, by: 1 | -1) => {
      const from = fields.findIndex((field) => field.key === key)
      const field = fields[from]
      const to = from + by
      if (field && to >= 0 && to < fields.length) {
        setFields(fields.toSpliced(from, 1).toSpliced(to, 0, field))
      }
    },
    copy: (key: string) => {
      const at = fields.findIndex((field) => field.key === key)
      const field = fields[at]
      if (field) {
        const label = `${field.label}（副本）`
        insert({ ...field, key: freeKey('f', used), label, publishKey: '' }, at + 1)
      }
    },
    remove: (key: string) => setFields(fields.filter((field) => field.key !== key)),
  }
}
