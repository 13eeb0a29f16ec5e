'use client'

import { type ReactNode, useActionState } from 'react'
import type { FormAction } from '@/lib/form-state'
import type { ButtonTone } from '../ui/button'
import { Notice } from '../ui/notice'
import { SubmitButton } from '../ui/submit-button'
import { FormProblem } from './form-problem'

type ActionFormProps<T> = {
  action: FormAction<T>
  /** Hidden fields. */
  fields?: Record<string, string>
  /** The words on the button. */
  label: string
  tone?: ButtonTone
  /** Further fields, above the button. */
  children?: ReactNode
}

/** A form with one button that says under it what came of it. */
export function ActionForm<T>(props: ActionFormProps<T>) {
  const { action, fields = {}, label, tone, children } = props
  const [state, submit] = useActionState(action, { status: 'idle' })
  return (
    <form action={submit} className="space-y-3">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <SubmitButton tone={tone}>{label}</SubmitButton>
      <FormProblem state={state} />
      {state.status === 'done' ? (
        <Notice tone="done" live>
          {state.words}
        </Notice>
      ) : null}
    </form>
  )
}
