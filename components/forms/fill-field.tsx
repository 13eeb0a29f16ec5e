import type { ReactNode } from 'react'
import { Uploader } from '@/components/files/uploader'
import { CheckboxGroupField, RadioField, SelectField } from '@/components/ui/choice-field'
import { DateField, TextAreaField, TextField } from '@/components/ui/text-field'
import type { KnownValue } from '@/lib/facts/states'
import type { StoredFile } from '@/lib/files/states'
import type { FieldValue, FormField, NamedChoice } from '@/lib/forms/states'
import { KnownMark } from './known-mark'

type FillFieldProps = {
  field: FormField
  value: FieldValue | undefined
  known?: KnownValue
  people: readonly NamedChoice[]
  organisations: readonly NamedChoice[]
  files: readonly StoredFile[]
  error?: string
  isPreview?: boolean
  onLeave: () => void
  onChange: (value: FieldValue) => void
}

const mostRadios = 5

/** One field of a form with the mark of what was brought in. */
export function FillField(props: FillFieldProps) {
  const { value, known } = props
  return (
    <div>
      {controlOf(props)}
      {known ? <KnownMark known={known} value={typeof value === 'string' ? value : ''} /> : null}
    </div>
  )
}

function controlOf(props: FillFieldProps): ReactNode {
  const { field, value, error, onLeave, onChange } = props
  const text = typeof value === 'string' ? value : ''
  const common = {
    name: `v.${field.key}`,
    label: field.label || '（未命名）',
    hint: hintOf(field),
    error,
    required: field.required,
    onBlur: onLeave,
  }
  const typed = {
    ...common,
    value: text,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  }
  switch (field.kind) {
    case 'number':
      return <TextField {...typed} inputMode="decimal" autoComplete="off" />
    case 'date':
      return <DateField {...typed} min={field.min || undefined} max={field.max || undefined} />
    case 'computed':
      return <Computed field={field} value={text} />
    case 'choice':
      return <ChoiceControl {...props} />
    case 'person':
      return <SelectField {...typed} placeholder="请选择" choices={asChoices(props.people)} />
    case 'organisation':
      return (
        <SelectField {...typed} placeholder="请选择" choices={asChoices(props.organisations)} />
      )
    case 'file':
      return props.isPreview ? (
        <TextField {...common} readOnly value="填报时在这里上传附件" required />
      ) : (
        <FileControl {...props} />
      )
    default:
      // What is brought in is a name or a word; what is written may be long.
      return field.knownKey ? <TextField {...typed} /> : <TextAreaField {...typed} rows={2} />
  }
}

/** What may be written, before the writer has to guess. */
export function hintOf(field: FormField): string | undefined {
  const { min, max, unit, decimals } = field
  const bounds =
    min && max ? `${min} 至 ${max}` : min ? `不小于 ${min}` : max ? `不大于 ${max}` : ''
  const parts = [
    field.help,
    unit ? `单位：${unit}` : '',
    field.kind === 'number' && decimals > 0 ? `最多 ${decimals} 位小数` : '',
    field.kind === 'date' ? bounds.replaceAll('小于', '早于').replaceAll('大于', '晚于') : bounds,
  ].filter(Boolean)
  return parts.length > 0 ? parts.join('；') : undefined
}

function asChoices(all: readonly NamedChoice[]) {
  return all.map(({ id, label }) => ({ value: id, label }))
}

function Computed({ field, value }: { field: FormField; value: string }) {
  return (
    <div>
      <p className="font-medium">{field.label || '（未命名）'}</p>
      <p className="mt-1 rounded-control bg-sunken px-3 py-2" aria-live="polite">
        {value === '' ? (
          <span className="text-muted">填好相关数字后自动算出</span>
        ) : (
          <>
            {value}
            {field.unit ? <span className="ps-1 text-muted">{field.unit}</span> : null}
          </>
        )}
      </p>
    </div>
  )
}

function ChoiceControl({ field, value, error, onLeave, onChange }: FillFieldProps) {
  const choices = field.choices.filter(Boolean).map((one) => ({ value: one, label: one }))
  const common = {
    label: field.label || '（未命名）',
    hint: hintOf(field),
    error,
    required: field.required,
    choices,
  }
  if (field.multiple) {
    const chosen = Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: the boxes inside are what one presses
      <div
        onBlur={onLeave}
        onChange={(event) => {
          const box = event.target as unknown as HTMLInputElement
          const others = chosen.filter((one) => one !== box.value)
          onChange(box.checked ? [...others, box.value] : others)
        }}
      >
        <CheckboxGroupField {...common} name={`v.${field.key}[]`} defaultValue={chosen} />
      </div>
    )
  }
  const text = typeof value === 'string' ? value : ''
  const listen = {
    onBlur: onLeave,
    onChange: (event: { target: unknown }) => onChange((event.target as HTMLInputElement).value),
  }
  return choices.length <= mostRadios ? (
    <div {...listen}>
      <RadioField {...common} name={`v.${field.key}`} defaultValue={text} />
    </div>
  ) : (
    <SelectField
      {...common}
      {...listen}
      name={`v.${field.key}`}
      value={text}
      placeholder="请选择"
    />
  )
}

function FileControl({ field, value, files, error, onChange }: FillFieldProps) {
  const ids = Array.isArray(value) ? value : []
  return (
    <Uploader
      label={field.required ? `${field.label}（必须）` : field.label}
      hint={hintOf(field)}
      error={error}
      name={`v.${field.key}[]`}
      initial={files.filter((file) => (ids as string[]).includes(file.id))}
      onStored={(stored) => onChange(stored.map((file) => file.id))}
    />
  )
}
