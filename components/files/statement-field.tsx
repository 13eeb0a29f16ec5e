import { controlClass, FieldError, Hint } from '@/components/ui/field'
import {
  type ClassificationStatement,
  classificationStatements,
  statementLabels,
} from '@/lib/files/states'

type StatementFieldProps = {
  id: string
  error: string | undefined
  onChange: (statement: ClassificationStatement | '') => void
}

/** The statement of classification that every upload needs; asked once for all files of a form. */
export function StatementField({ id, error, onChange }: StatementFieldProps) {
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block font-medium">
        密级说明
      </label>
      <Hint id={id}>有文件时必选，对所选文件都适用</Hint>
      <select
        id={id}
        name="classification"
        onChange={(event) => onChange(asStatement(event.target.value))}
        aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`}
        aria-invalid={error ? true : undefined}
        className={controlClass}
      >
        <option value="">请选择</option>
        {classificationStatements.map((value) => (
          <option key={value} value={value}>
            {statementLabels[value]}
          </option>
        ))}
      </select>
      {error ? <FieldError id={id}>{error}</FieldError> : null}
    </div>
  )
}

/** A statement as a form field holds it, or empty. */
export function asStatement(value: string | undefined): ClassificationStatement | '' {
  return classificationStatements.find((statement) => statement === value) ?? ''
}
