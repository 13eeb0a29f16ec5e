'use client'

import { useRef, useState } from 'react'
import { useFieldState } from '@/components/form/action-form'
import { FieldError } from '@/components/ui/field'
import type { RosterPerson } from '@/lib/activities/attendance'
import { outsideValue, presentValue } from '@/lib/activities/states'
import { EverybodyPresent } from './everybody-present'
import { PersonLine } from './person-line'

type AttendanceFieldsProps = {
  people: RosterPerson[]
  /** 谈心谈话: nobody takes part until chosen. */
  isChosen: boolean
  /** What a record that is being corrected says, by person. */
  given?: Record<string, string>
  /** What it says of absences, by person. */
  notes?: Record<string, string>
}

/** 应到: everybody of the day. Nothing is preset: each is marked, by one tap for all or one by one. */
export function AttendanceFields(props: AttendanceFieldsProps) {
  const { people, isChosen, given = {}, notes = {} } = props
  const place = useRef<HTMLFieldSetElement>(null)
  const { error } = useFieldState('attendance')
  const initial = (id: string) => given[id] ?? (isChosen ? outsideValue : '')
  const [values, setValues] = useState<Record<string, string>>({})
  const all = people.map(({ personId }) => values[personId] ?? initial(personId))
  const open = all.filter((value) => value === '').length
  return (
    <fieldset ref={place} className="min-w-0">
      <legend className="font-medium">到会情况</legend>
      <p className="mb-2 text-muted text-sm" aria-live="polite">
        {figuresOf(all, open)}
        {isChosen ? '选出参加谈话的人。' : null}
      </p>
      {isChosen ? null : (
        <EverybodyPresent place={place} open={open} isUntouched={open === people.length} />
      )}
      {error ? <FieldError id="attendance">{error}</FieldError> : null}
      <ul className="divide-y divide-line rounded-card border border-line">
        {people.map((person) => (
          <PersonLine
            key={person.personId}
            person={person}
            isChosen={isChosen}
            initial={initial(person.personId)}
            note={notes[person.personId]}
            onChange={(value) => setValues((before) => ({ ...before, [person.personId]: value }))}
          />
        ))}
      </ul>
    </fieldset>
  )
}

function figuresOf(all: readonly string[], open: number): string {
  const expected = all.filter((value) => value !== outsideValue).length
  const present = all.filter((value) => value === presentValue).length
  const rest = open > 0 ? `，还有 ${open} 人没有选` : ''
  return `应到 ${expected} 人，实到 ${present} 人，缺席 ${expected - present - open} 人${rest}。`
}
