import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, useId } from 'react'
import {
  controlClass,
  describedBy,
  Field,
  FieldError,
  type FieldText,
  Hint,
  Optional,
} from './field'

export type Choice = {
  value: string
  label: ReactNode
  /** A second line: what choosing this means. Not shown by SelectField. */
  detail?: ReactNode
  disabled?: boolean
}

type Named = FieldText & { name: string; id?: string }

export type SelectFieldProps = Named & {
  choices: Choice[]
  /** First entry with an empty value, e.g. 请选择. */
  placeholder?: string
} & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'name' | 'id'>

/** One of many, with the device's own list. For up to five choices prefer RadioField. */
export function SelectField(props: SelectFieldProps) {
  const { label, hint, error, id, choices, placeholder, className, ...select } = props
  const fallback = useId()
  const controlId = id ?? fallback
  return (
    <Field id={controlId} label={label} hint={hint} error={error} required={select.required}>
      {/* A form that is reset after its action goes back to the first default; a new default needs a new list. */}
      <select
        key={String(select.defaultValue ?? '')}
        {...select}
        id={controlId}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(controlId, { label, hint, error })}
        className={`${controlClass} ${className ?? ''}`}
      >
        {placeholder === undefined ? null : <option value="">{placeholder}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} disabled={choice.disabled}>
            {choice.label}
          </option>
        ))}
      </select>
    </Field>
  )
}

const boxClass = 'mt-[0.2em] size-[1.15em] shrink-0 accent-brand'
const rowClass = 'flex min-h-target items-start gap-2.5 py-[calc((var(--spacing-target)-1.55em)/2)]'

type TickProps = InputHTMLAttributes<HTMLInputElement> & { label: ReactNode; detail?: ReactNode }

function Tick({ label, detail, ...input }: TickProps) {
  return (
    <label className={rowClass}>
      <input {...input} className={boxClass} />
      <span className="min-w-0">
        {label}
        {detail ? <span className="block text-muted text-sm">{detail}</span> : null}
      </span>
    </label>
  )
}

export type CheckboxFieldProps = Named &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'id' | 'type'>

/** A single yes or no; the whole line is the target. */
export function CheckboxField({ label, hint, error, id, ...input }: CheckboxFieldProps) {
  const fallback = useId()
  const controlId = id ?? fallback
  return (
    <div>
      <Tick
        {...input}
        id={controlId}
        type="checkbox"
        label={label}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(controlId, { label, hint, error })}
      />
      {hint ? <Hint id={controlId}>{hint}</Hint> : null}
      {error ? <FieldError id={controlId}>{error}</FieldError> : null}
    </div>
  )
}

export type ChoiceFieldProps = Named & {
  choices: Choice[]
  required?: boolean
  /** Side by side where there is room, for short words. */
  inRow?: boolean
  /** Values chosen at first. */
  defaultValue?: string | string[]
}

function ChoiceSet(props: ChoiceFieldProps & { type: 'radio' | 'checkbox' }) {
  const { label, hint, error, id, name, choices, required, defaultValue, type, inRow } = props
  const fallback = useId()
  const groupId = id ?? fallback
  const chosen = Array.isArray(defaultValue) ? defaultValue : [defaultValue]
  return (
    <fieldset
      id={groupId}
      className="min-w-0"
      aria-describedby={describedBy(groupId, { label, hint, error })}
    >
      <legend className="font-medium">
        {label}
        <Optional required={required} />
      </legend>
      {hint ? <Hint id={groupId}>{hint}</Hint> : null}
      <div className={arrangement(choices.length, inRow)}>
        {choices.map((choice) => (
          <Tick
            key={choice.value}
            type={type}
            name={name}
            value={choice.value}
            label={choice.label}
            detail={choice.detail}
            disabled={choice.disabled}
            required={required && type === 'radio'}
            defaultChecked={chosen.includes(choice.value)}
          />
        ))}
      </div>
      {error ? <FieldError id={groupId}>{error}</FieldError> : null}
    </fieldset>
  )
}

function arrangement(count: number, inRow: boolean | undefined): string | undefined {
  if (inRow) {
    return 'sm:flex sm:flex-wrap sm:gap-x-6'
  }
  return count > 8 ? 'sm:grid sm:grid-cols-2 sm:gap-x-4' : undefined
}

/** One of a few, all visible. */
export function RadioField(props: ChoiceFieldProps) {
  return <ChoiceSet {...props} type="radio" />
}

/** Several of a few; sends `name` once for each chosen value. */
export function CheckboxGroupField(props: ChoiceFieldProps) {
  return <ChoiceSet {...props} type="checkbox" />
}
