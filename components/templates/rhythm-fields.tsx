'use client'

import { useState, useSyncExternalStore } from 'react'
import { RadioField, SelectField, TextField } from '@/components/form/form-fields'
import { Card } from '@/components/ui/card'
import { type Recurrence, recurrences } from '@/db/enums'
import type { Anchor, AnchorDay } from '@/lib/tasks/templates/schema'
import {
  dayChoices,
  dayLabel,
  fieldOfDay,
  monthsOf,
  recurrenceLabels,
} from '@/lib/tasks/templates/states'

export type RhythmValues = { recurrence: Recurrence; anchor: Anchor }

/** How often it goes out, on which day, and by when it is due: chosen from words, not from numbers. */
export function RhythmFields({ recurrence, anchor }: RhythmValues) {
  const [chosen, setChosen] = useState(recurrence)
  const hasScripts = useSyncExternalStore(subscribeToNothing, isBrowser, isServer)
  // Without scripts every field stands there, for whichever rhythm is chosen.
  const months = hasScripts ? monthsOf[chosen] : anyMonth
  return (
    <Card title="多久一次">
      <div className="space-y-4" onChange={(event) => setChosen(recurrenceIn(event, chosen))}>
        <RadioField
          name="recurrence"
          label="周期"
          required
          inRow
          choices={recurrences.map((value) => ({
            value,
            label: value === 'none' ? '不重复' : `${recurrenceLabels[value]}一次`,
          }))}
          defaultValue={recurrence}
        />
        {hasScripts && chosen === 'none' ? null : (
          <>
            <DayFields prefix="out" label="哪天下达" day={anchor.out} months={months} />
            <DayFields prefix="due" label="哪天截止" day={anchor.due} months={months} />
            <TextField
              type="time"
              name="dueTime"
              label="截止的时刻"
              required
              defaultValue={anchor.dueTime}
              className="max-w-40"
            />
          </>
        )}
      </div>
    </Card>
  )
}

type DayFieldsProps = {
  prefix: 'out' | 'due'
  label: string
  day: AnchorDay
  months: readonly string[]
}

function DayFields({ prefix, label, day, months }: DayFieldsProps) {
  const isKnown = dayChoices.some((choice) => fieldOfDay(choice) === fieldOfDay(day))
  const days = isKnown ? dayChoices : [...dayChoices, day]
  const [only] = months
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {months.length > 1 ? (
        <SelectField
          // Another rhythm has other months, of which it begins with the nearest.
          key={months.length}
          name={`${prefix}Month`}
          label={`${label}：哪个月`}
          required
          choices={months.map((words, index) => ({ value: String(index + 1), label: words }))}
          defaultValue={String(Math.min(day.month, months.length))}
        />
      ) : (
        <input type="hidden" name={`${prefix}Month`} value={only ? '1' : String(day.month)} />
      )}
      <SelectField
        name={`${prefix}Day`}
        label={months.length > 1 ? '这个月的哪一天' : label}
        hint={months.length > 1 ? undefined : '这个月没有这一天的，按最后一天'}
        required
        choices={days.map((choice) => ({ value: fieldOfDay(choice), label: dayLabel(choice) }))}
        defaultValue={fieldOfDay(day)}
      />
    </div>
  )
}

function recurrenceIn(event: React.FormEvent<HTMLElement>, before: Recurrence): Recurrence {
  const field = event.target
  return field instanceof HTMLInputElement && field.name === 'recurrence'
    ? (recurrences.find((value) => value === field.value) ?? before)
    : before
}

const anyMonth = Array.from({ length: 12 }, (_, index) => `第 ${index + 1} 个月`)
const subscribeToNothing = () => () => {}
const isBrowser = () => true
const isServer = () => false
