import { type InputHTMLAttributes, type TextareaHTMLAttributes, useId } from 'react'
import { controlClass, describedBy, Field, type FieldText } from './field'

type Named = FieldText & { name: string; id?: string }

export type TextFieldProps = Named & Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'id'>

/** A one-line field; `type` may be text, password, tel, number, search, url. */
export function TextField({ label, hint, error, id, className, ...input }: TextFieldProps) {
  const fallback = useId()
  const controlId = id ?? fallback
  return (
    <Field id={controlId} label={label} hint={hint} error={error} required={input.required}>
      <input
        type="text"
        {...input}
        id={controlId}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(controlId, { label, hint, error })}
        className={`${controlClass} ${className ?? ''}`}
      />
    </Field>
  )
}

export type TextAreaFieldProps = Named &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'name' | 'id'>

/** A field for several lines; grows with its text where the browser can. */
export function TextAreaField(props: TextAreaFieldProps) {
  const { label, hint, error, id, className, rows = 4, ...textarea } = props
  const fallback = useId()
  const controlId = id ?? fallback
  return (
    <Field id={controlId} label={label} hint={hint} error={error} required={textarea.required}>
      <textarea
        {...textarea}
        rows={rows}
        // A field that grows with its text forgets `rows`, but for this.
        style={{ minHeight: `max(var(--spacing-target), calc(${rows}lh + 0.75rem))` }}
        id={controlId}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(controlId, { label, hint, error })}
        className={`${controlClass} field-sizing-content ${className ?? ''}`}
      />
    </Field>
  )
}

export type DateFieldProps = Omit<TextFieldProps, 'type'> & {
  /** `moment` is a date with a time; `defaultValue` is then `2026-09-30T18:00`, Asia/Shanghai. */
  unit?: 'day' | 'moment' | 'month'
}

const dateTypes = { day: 'date', moment: 'datetime-local', month: 'month' } as const

/** A date with the device's own picker. */
export function DateField({ unit = 'day', ...rest }: DateFieldProps) {
  return <TextField {...rest} type={dateTypes[unit]} />
}
