import { SelectField } from '@/components/ui/choice-field'
import { TextAreaField, TextField } from '@/components/ui/text-field'
import { decimalChoices, type FormField } from '@/lib/forms/states'
import { Columns } from './column-editor'

type KindOptionsProps = {
  field: FormField
  faults: Record<string, string>
  fieldLabels: string[]
  onChange: (part: Partial<FormField>) => void
}

/** What only some kinds of field have: unit and range, choices, formula, columns. */
export function KindOptions(props: KindOptionsProps) {
  const { field, faults, onChange } = props
  const id = `editor-${field.key}`
  const text = (part: 'unit' | 'min' | 'max', label: string, type = 'text') => (
    <TextField
      name={`${id}-${part}`}
      label={label}
      type={type}
      value={field[part]}
      error={faults[part]}
      onChange={(event) => onChange({ [part]: event.currentTarget.value })}
    />
  )
  const decimals = (
    <SelectField
      name={`${id}-decimals`}
      label="小数"
      required
      value={String(field.decimals)}
      choices={decimalChoices}
      onChange={(event) => onChange({ decimals: Number(event.currentTarget.value) })}
    />
  )
  switch (field.kind) {
    case 'number':
      return (
        <>
          {text('unit', '单位')}
          {decimals}
          {text('min', '最小值')}
          {text('max', '最大值')}
        </>
      )
    case 'date':
      return (
        <>
          {text('min', '最早', 'date')}
          {text('max', '最晚', 'date')}
        </>
      )
    case 'computed':
      return (
        <>
          {text('unit', '单位')}
          {decimals}
          <Formula {...props} />
        </>
      )
    case 'choice':
      return <Choices {...props} />
    case 'table':
      return <Columns {...props} />
    default:
      return null
  }
}

function Formula({ field, faults, fieldLabels, onChange }: KindOptionsProps) {
  const others = fieldLabels.filter((label) => label !== field.label).slice(0, 12)
  return (
    <div className="sm:col-span-2">
      <TextField
        name={`editor-${field.key}-expression`}
        label="计算公式"
        hint={`可用 + − × ÷ 和括号；多行表格用 sum(表名.列名) 合计、count(表名) 数行。可用的名称：${others.join('、')}`}
        required
        maxLength={200}
        value={field.expression}
        error={faults.expression}
        onChange={(event) => onChange({ expression: event.currentTarget.value })}
      />
    </div>
  )
}

function Choices({ field, faults, onChange }: KindOptionsProps) {
  return (
    <div className="space-y-2 sm:col-span-2">
      <TextAreaField
        name={`editor-${field.key}-choices`}
        label="选项"
        hint="一行一个"
        required
        rows={3}
        value={field.choices.join('\n')}
        error={faults.choices}
        onChange={(event) => onChange({ choices: event.currentTarget.value.split('\n') })}
      />
      <label className="flex min-h-target items-center gap-2">
        <input
          type="checkbox"
          className="size-[1.15em] accent-brand"
          checked={field.multiple}
          onChange={(event) => onChange({ multiple: event.currentTarget.checked })}
        />
        可以选多个
      </label>
    </div>
  )
}
