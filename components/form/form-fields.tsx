'use client'

import {
  type CheckboxFieldProps,
  type ChoiceFieldProps,
  CheckboxField as PlainCheckboxField,
  CheckboxGroupField as PlainCheckboxGroupField,
  RadioField as PlainRadioField,
  SelectField as PlainSelectField,
  type SelectFieldProps,
} from '@/components/ui/choice-field'
import {
  type DateFieldProps,
  DateField as PlainDateField,
  TextAreaField as PlainTextAreaField,
  TextField as PlainTextField,
  type TextAreaFieldProps,
  type TextFieldProps,
} from '@/components/ui/text-field'
import { useFieldState } from './action-form'

// The fields of components/ui, wired to the ActionForm around them.

/** A one-line field that shows its refusal and keeps what was filled in. */
export function TextField(props: TextFieldProps) {
  return <PlainTextField {...props} {...useKept(props)} />
}

/** A field for several lines, likewise. */
export function TextAreaField(props: TextAreaFieldProps) {
  return <PlainTextAreaField {...props} {...useKept(props)} />
}

/** A date or moment, likewise. */
export function DateField(props: DateFieldProps) {
  return <PlainDateField {...props} {...useKept(props)} />
}

/** One of many, likewise. */
export function SelectField(props: SelectFieldProps) {
  const kept = useKept(props)
  // A select ignores a new default after a reset, so a kept value makes a new one.
  return <PlainSelectField key={String(kept.defaultValue)} {...props} {...kept} />
}

/** A single yes or no, likewise. */
export function CheckboxField(props: CheckboxFieldProps) {
  const { isRefused, error, value } = useFieldState(props.name)
  const isKept = isRefused ? value !== undefined : props.defaultChecked
  return <PlainCheckboxField {...props} error={error ?? props.error} defaultChecked={isKept} />
}

/** One of a few, likewise. */
export function RadioField(props: ChoiceFieldProps) {
  return <PlainRadioField {...props} {...useKeptChoice(props)} />
}

/** Several of a few, likewise. */
export function CheckboxGroupField(props: ChoiceFieldProps) {
  return <PlainCheckboxGroupField {...props} {...useKeptChoice(props)} />
}

function useKept<P extends { name: string; error?: React.ReactNode; defaultValue?: unknown }>(
  props: P,
) {
  const { isRefused, error, value } = useFieldState(props.name)
  const kept = isRefused ? value : props.defaultValue
  return { error: error ?? props.error, defaultValue: kept as string | undefined }
}

function useKeptChoice(props: ChoiceFieldProps) {
  const { isRefused, error, value } = useFieldState(props.name)
  return { error: error ?? props.error, defaultValue: isRefused ? value : props.defaultValue }
}
