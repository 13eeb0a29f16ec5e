import { Button } from '@/components/ui/button'
import { SelectField } from '@/components/ui/choice-field'
import { DateField, TextAreaField, TextField } from '@/components/ui/text-field'
import { rowsOf } from '@/lib/forms/in-browser/states'
import {
  type FieldValue,
  type FormField,
  maxTableRows,
  type TableColumn,
  type TableRow,
} from '@/lib/forms/states'

type FillTableProps = {
  field: FormField
  value: FieldValue | undefined
  faultAt: (path: string) => string | undefined
  onLeave: (path: string) => void
  onChange: (rows: TableRow[], path: string) => void
}

/** Rows that are there before anybody has pressed a button, for browsers without scripts too. */
const firstRows = 1

/** A repeating table: each row a card on a phone, its cells side by side on a desk. */
export function FillTable({ field, value, faultAt, onLeave, onChange }: FillTableProps) {
  const given = rowsOf(value)
  const rows = given.length > 0 ? given : Array.from({ length: firstRows }, (): TableRow => ({}))
  const change = (index: number, column: string, text: string) =>
    onChange(
      rows.map((row, at) => (at === index ? { ...row, [column]: text } : row)),
      `${field.key}.${index}.${column}`,
    )
  const error = faultAt(field.key)
  return (
    <fieldset className="min-w-0">
      <legend className="font-medium">
        {field.label || '（未命名）'}
        {field.required ? null : <span className="ps-1 text-muted text-sm">（选填）</span>}
      </legend>
      {field.help ? <p className="text-muted text-sm">{field.help}</p> : null}
      <ol className="mt-2 space-y-3">
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name but its place
          <li key={index} className="rounded-card border border-line p-3">
            <div className="mb-2 flex items-center justify-between gap-3">
              <span className="font-medium text-sm">第 {index + 1} 行</span>
              {rows.length > 1 ? (
                <Button
                  size="small"
                  tone="quiet"
                  aria-label={`删去“${field.label}”第 ${index + 1} 行`}
                  onClick={() =>
                    onChange(
                      rows.filter((_, at) => at !== index),
                      field.key,
                    )
                  }
                >
                  删去
                </Button>
              ) : null}
            </div>
            <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
              {field.columns.map((column) => (
                <Cell
                  key={column.key}
                  column={column}
                  name={`v.${field.key}.${index}.${column.key}`}
                  value={row[column.key] ?? ''}
                  error={faultAt(`${field.key}.${index}.${column.key}`)}
                  // The empty row of a table that may stay empty asks for nothing.
                  isRequired={column.required && (field.required || given.length > 0)}
                  onLeave={() => onLeave(`${field.key}.${index}.${column.key}`)}
                  onChange={(text) => change(index, column.key, text)}
                />
              ))}
            </div>
          </li>
        ))}
      </ol>
      {error ? <p className="mt-1 font-medium text-late text-sm">{error}</p> : null}
      {rows.length < maxTableRows ? (
        <Button className="mt-3 max-sm:w-full" onClick={() => onChange([...rows, {}], field.key)}>
          增加一行
        </Button>
      ) : null}
    </fieldset>
  )
}

type CellProps = {
  column: TableColumn
  name: string
  value: string
  error?: string
  isRequired: boolean
  onLeave: () => void
  onChange: (text: string) => void
}

function Cell({ column, name, value, error, isRequired, onLeave, onChange }: CellProps) {
  const shown = {
    name,
    label: column.unit ? `${column.label}（${column.unit}）` : column.label || '（未命名）',
    error,
    required: isRequired,
    value,
    onBlur: onLeave,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  }
  switch (column.kind) {
    case 'number':
      return <TextField {...shown} inputMode="decimal" autoComplete="off" />
    case 'date':
      return <DateField {...shown} />
    case 'choice':
      return (
        <SelectField
          {...shown}
          placeholder="请选择"
          choices={column.choices.filter(Boolean).map((one) => ({ value: one, label: one }))}
        />
      )
    default:
      return <TextAreaField {...shown} rows={1} />
  }
}
