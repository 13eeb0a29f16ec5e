import { useFieldState } from '@/components/form/action-form'
import { controlClass } from '@/components/ui/field'
import { absenceReasons } from '@/db/enums'
import type { RosterPerson } from '@/lib/activities/attendance'
import { absenceLabels, outsideValue, presentValue } from '@/lib/activities/states'
import { memberKindLabels } from '@/lib/organisation/schema'

type PersonLineProps = {
  person: RosterPerson
  isChosen: boolean
  /** Empty: no mark yet. */
  initial: string
  note: string | undefined
  onChange: (value: string) => void
}

/** One person of the roster with the mark, and what is to be said of an absence. */
export function PersonLine({ person, isChosen, initial, note, onChange }: PersonLineProps) {
  const name = `attendance_${person.personId}`
  const { isRefused, value, error } = useFieldState(name)
  const kept = typeof value === 'string' ? value : ''
  const chosen = isRefused ? kept : initial
  const choices = isChosen ? talkChoices : meetingChoices
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
        aria-invalid={error ? true : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
        className={`${controlClass} max-w-36 shrink-0`}
      >
        {choices.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      {isChosen ? null : <AbsenceNote person={person} given={note} />}
    </li>
  )
}

const talkChoices = [
  [outsideValue, '没参加'],
  [presentValue, '到会'],
] as const
const meetingChoices = [
  ['', '请选择'],
  [presentValue, '到会'],
  ...absenceReasons.map((reason) => [reason, absenceLabels[reason]] as const),
] as const

/** 缺席说明: hidden by style alone unless the person is absent, so it also opens without scripts. */
function AbsenceNote({ person, given }: { person: RosterPerson; given: string | undefined }) {
  const name = `note_${person.personId}`
  const { isRefused, value } = useFieldState(name)
  const text = isRefused && typeof value === 'string' ? value : given
  return (
    <div className="w-full group-has-[option[value='']:checked]/person:hidden group-has-[option[value=present]:checked]/person:hidden">
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
