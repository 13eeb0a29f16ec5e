'use client'

import { useActionState } from 'react'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'

type NoticeButtonProps<T> = {
  action: FormAction<T>
  /** Hidden fields. */
  fields: Record<string, string>
  label: string
  /** The whole sentence for those who hear the page. */
  spoken?: string
}

/** One small button that does one thing; works without scripts, a refusal stands beside it. */
export function NoticeButton<T>({ action, fields, label, spoken }: NoticeButtonProps<T>) {
  const [state, submit] = useActionState(action, { status: 'idle' })
  return (
    <form action={submit} className="flex flex-wrap items-center gap-2">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {state.status === 'failed' ? (
        <p role="alert" className="text-late text-sm">
          {state.message}
        </p>
      ) : null}
      {state.status === 'done' ? (
        <p role="status" className="text-muted text-sm">
          {state.words}
        </p>
      ) : null}
      <SubmitButton size="small" aria-label={spoken}>
        {label}
      </SubmitButton>
    </form>
  )
}
