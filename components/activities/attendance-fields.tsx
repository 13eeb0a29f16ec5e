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
  /** What it says of absences, by person. */
  notes?: Record<string, string>
}

/** 应到: everybody of the day, present until a reason says otherwise; the figures follow. */
export function AttendanceFields(props: AttendanceFieldsProps) {
  const { people, isChosen, given = {}, notes = {} } = props
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
            note={notes[person.personId]}
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
  note: string | undefined
  onChange: (value: string) => void
}

function PersonLine({ person, isChosen, initial, note, onChange }: PersonLineProps) {
  const name = `attendance_${person.personId}`
  const { isRefused, value } = useFieldState(name)
  const chosen = isRefused && typeof value === 'string' ? value : initial
  return (
    <li className="group/person flex flex-wrap items-center justify-between gap-x-3 gap-y-1 px-3 py-1">
      <label htmlFor={name} className="min-w-0 flex-1">
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
      {isChosen ? null : <AbsenceNote person={person} given={note} />}
    </li>
  )
}

/** 缺席说明: hidden by style alone while the person is there, so it also opens without scripts. */
function AbsenceNote({ person, given }: { person: RosterPerson; given: string | undefined }) {
  const name = `note_${person.personId}`
  const { isRefused, value } = useFieldState(name)
  const text = isRefused && typeof value === 'string' ? value : given
  return (
    <div className="w-full group-has-[option[value=present]:checked]/person:hidden">
      <input
        key={text}
        type="text"
        name={name}
        aria-label={`${person.name}的缺席说明`}
        placeholder="缺席说明，可不填"
        maxLength={100}
        autoComplete="off"
        defaultValue={text}
        className={controlClass}
      />
    </div>
  )
}

function remarkOf({ post, memberKind }: RosterPerson): string | null {
  return post ?? (memberKind === 'probationary' ? memberKindLabels.probationary : null)
}
