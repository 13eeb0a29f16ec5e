import { Button } from '@/components/ui/button'
import { SelectField } from '@/components/ui/choice-field'
import { TextAreaField, TextField } from '@/components/ui/text-field'
import {
  blankColumn,
  type ColumnKind,
  columnKindLabels,
  columnKinds,
  type FormField,
  freeKey,
  maxColumns,
  type TableColumn,
} from '@/lib/forms/states'

type KindOptionsProps = {
  field: FormField
  faults: Record<string, string>
  fieldLabels: string[]
  onChange: (part: Partial<FormField>) => void
}

const decimalChoices = ['0', '1', '2', '3', '4', '6'].map((value) => ({
  value,
  label: value === '0' ? '整数' : `${value} 位小数`,
}))

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

function Columns({ field, faults, onChange }: KindOptionsProps) {
  const { columns } = field
  const change = (key: string, part: Partial<TableColumn>) =>
    onChange({ columns: columns.map((one) => (one.key === key ? { ...one, ...part } : one)) })
  return (
    <fieldset className="space-y-3 sm:col-span-2">
      <legend className="font-medium">表格的列</legend>
      {faults.columns ? <p className="font-medium text-late text-sm">{faults.columns}</p> : null}
      {columns.map((column, index) => (
        <ColumnEditor
          key={column.key}
          id={`editor-${field.key}-${column.key}`}
          column={column}
          labelFault={faults[`columns.${index}.label`]}
          choicesFault={faults[`columns.${index}.choices`]}
          onChange={(part) => change(column.key, part)}
          onRemove={() => onChange({ columns: columns.filter((one) => one.key !== column.key) })}
        />
      ))}
      {columns.length < maxColumns ? (
        <Button
          size="small"
          onClick={() => {
            const keys = columns.map((column) => column.key)
            onChange({ columns: [...columns, blankColumn(freeKey('c', keys))] })
          }}
        >
          增加一列
        </Button>
      ) : null}
    </fieldset>
  )
}

function ColumnEditor(props: {
  id: string
  column: TableColumn
  labelFault?: string
  choicesFault?: string
  onChange: (part: Partial<TableColumn>) => void
  onRemove: () => void
}) {
  const { id, column, onChange } = props
  return (
    <div className="grid gap-3 rounded-card bg-sunken p-3 sm:grid-cols-3">
      <TextField
        name={`${id}-label`}
        label="列名"
        required
        maxLength={30}
        value={column.label}
        error={props.labelFault}
        onChange={(event) => onChange({ label: event.currentTarget.value })}
      />
      <SelectField
        name={`${id}-kind`}
        label="类型"
        required
        value={column.kind}
        choices={columnKinds.map((value) => ({ value, label: columnKindLabels[value] }))}
        onChange={(event) => onChange({ kind: event.currentTarget.value as ColumnKind })}
      />
      {column.kind === 'number' ? (
        <SelectField
          name={`${id}-decimals`}
          label="小数"
          required
          value={String(column.decimals)}
          choices={decimalChoices}
          onChange={(event) => onChange({ decimals: Number(event.currentTarget.value) })}
        />
      ) : null}
      {column.kind === 'choice' ? (
        <TextAreaField
          name={`${id}-choices`}
          label="选项（一行一个）"
          required
          rows={2}
          value={column.choices.join('\n')}
          error={props.choicesFault}
          onChange={(event) => onChange({ choices: event.currentTarget.value.split('\n') })}
        />
      ) : null}
      <div className="flex flex-wrap items-center gap-3 sm:col-span-3">
        <label className="flex min-h-target items-center gap-2">
          <input
            type="checkbox"
            className="size-[1.15em] accent-brand"
            checked={column.required}
            onChange={(event) => onChange({ required: event.currentTarget.checked })}
          />
          必填
        </label>
        <Button size="small" tone="quiet" onClick={props.onRemove}>
          删去“{column.label || '这一列'}”
        </Button>
      </div>
    </div>
  )
}
