import { Button } from '@/components/ui/button'
import { SelectField } from '@/components/ui/choice-field'
import { TextAreaField, TextField } from '@/components/ui/text-field'
import {
  blankColumn,
  type ColumnKind,
  columnKindLabels,
  columnKinds,
  decimalChoices,
  type FormField,
  freeKey,
  maxColumns,
  type TableColumn,
} from '@/lib/forms/states'

type ColumnsProps = {
  field: FormField
  faults: Record<string, string>
  onChange: (part: Partial<FormField>) => void
}

/** The columns of a repeating table. */
export function Columns({ field, faults, onChange }: ColumnsProps) {
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
