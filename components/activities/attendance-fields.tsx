'use client'

import { useState } from 'react'
import { useFieldState } from '@/components/form/action-form'
import { controlClass, FieldError } from '@/components/ui/field'
import { absenceReasons } from '@/db/enums'
import type { RosterPerson } from '@/lib/activities/attendance'
import { absenceLabels, outsideValue, presentValue } from '@/lib/activities/states'
import { memberKindLabels } from '@/lib/organisation/schema'

type AttendanceFieldsProps = {
  people: RosterPerson[]
  /** 谈心谈话: nobody takes part until chosen. */
  isChosen: boolean
  /** What a record that is being corrected says, by person. */
  given?: Record<string, string>
}

/** 应到: everybody of the day, present until a reason says otherwise; the figures follow. */
export function AttendanceFields({ people, isChosen, given = {} }: AttendanceFieldsProps) {
  const { error } = useFieldState('attendance')
  const initial = (id: string) => given[id] ?? (isChosen ? outsideValue : presentValue)
  const [values, setValues] = useState<Record<string, string>>({})
  const all = people.map(({ personId }) => values[personId] ?? initial(personId))
  const expected = all.filter((value) => value !== outsideValue).length
  const present = all.filter((value) => value === presentValue).length
  return (
    <fieldset className="min-w-0">
      <legend className="font-medium">到会情况</legend>
      <p className="mb-2 text-muted text-sm" aria-live="polite">
        应到 {expected} 人，实到 {present} 人，缺席 {expected - present} 人。
        {isChosen ? '选出参加谈话的人。' : '默认全部到会，没来的改成原因。'}
      </p>
      {error ? <FieldError id="attendance">{error}</FieldError> : null}
      <ul className="divide-y divide-line rounded-card border border-line">
        {people.map((person) => (
          <PersonLine
            key={person.personId}
            person={person}
            isChosen={isChosen}
            initial={initial(person.personId)}
            onChange={(value) => setValues((before) => ({ ...before, [person.personId]: value }))}
          />
        ))}
      </ul>
    </fieldset>
  )
}

type PersonLineProps = {
  person: RosterPerson
  isChosen: boolean
  initial: string
  onChange: (value: string) => void
}

function PersonLine({ person, isChosen, initial, onChange }: PersonLineProps) {
  const name = `attendance_${person.personId}`
  const { isRefused, value } = useFieldState(name)
  const chosen = isRefused && typeof value === 'string' ? value : initial
  return (
    <li className="flex items-center justify-between gap-3 px-3 py-1">
      <label htmlFor={name} className="min-w-0">
        {person.name}
        {remarkOf(person) ? (
          <span className="ps-2 text-muted text-sm">{remarkOf(person)}</span>
        ) : null}
      </label>
      <select
        key={chosen}
        id={name}
        name={name}
        defaultValue={chosen}
        onChange={(event) => onChange(event.currentTarget.value)}
        className={`${controlClass} max-w-36 shrink-0`}
      >
        {isChosen ? <option value={outsideValue}>没参加</option> : null}
        <option value={presentValue}>到会</option>
        {isChosen
          ? null
          : absenceReasons.map((reason) => (
              <option key={reason} value={reason}>
                {absenceLabels[reason]}
              </option>
            ))}
      </select>
    </li>
  )
}

function remarkOf({ post, memberKind }: RosterPerson): string | null {
  return post ?? (memberKind === 'probationary' ? memberKindLabels.probationary : null)
}
