import type { ReactNode } from 'react'

export type FieldText = {
  label: ReactNode
  hint?: ReactNode
  /** What is wrong and what to write instead. */
  error?: ReactNode
}

/** Ids of a control's hint and error, for `aria-describedby`. */
export function describedBy(id: string, { hint, error }: FieldText): string | undefined {
  const ids = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}

/** The look shared by every one-line control. */
export const controlClass =
  'block w-full min-h-target rounded-control border border-edge bg-surface px-3 py-1.5 text-base text-ink ' +
  'aria-invalid:border-late aria-invalid:border-2 disabled:bg-sunken disabled:text-muted [&[readonly]]:bg-sunken'

type FieldProps = FieldText & { id: string; required?: boolean; children: ReactNode }

/** A label, its control, its hint and its error. The control must carry `id`. */
export function Field({ id, label, hint, error, required, children }: FieldProps) {
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
        <Optional required={required} />
      </label>
      {hint ? <Hint id={id}>{hint}</Hint> : null}
      {children}
      {error ? <FieldError id={id}>{error}</FieldError> : null}
    </div>
  )
}

/** Marks what may be left empty; what must be filled in is the normal case. */
export function Optional({ required }: { required?: boolean }) {
  return required ? null : <span className="ps-1 font-normal text-muted text-sm">（选填）</span>
}

/** The line of help above a control. */
export function Hint({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={`${id}-hint`} className="mb-1 text-muted text-sm">
      {children}
    </p>
  )
}

/** The line under a control that says what to correct. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={`${id}-error`} className="mt-1 font-medium text-late text-sm">
      {children}
    </p>
  )
}
