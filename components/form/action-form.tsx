'use client'

import { createContext, type ReactNode, useActionState, useContext } from 'react'
import { Notice } from '@/components/ui/notice'
import type { FormAction, FormState } from '@/lib/form-state'

const FormContext = createContext<FormState>({ status: 'idle' })

type ActionFormProps = {
  action: FormAction
  /** Sent along, e.g. the id of what is acted on. */
  hidden?: Record<string, string>
  children: ReactNode
  className?: string
  id?: string
}

/**
 * A form for a server action. It works without scripts; a refusal shows its sentence on top, marks
 * the fields, and keeps everything that was filled in.
 */
export function ActionForm({ action, hidden = {}, children, className, id }: ActionFormProps) {
  const [state, send] = useActionState<FormState, FormData>(action as FormAction<unknown>, {
    status: 'idle',
  })
  return (
    <form action={send} className={className} id={id}>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <FormOutcome state={state} />
      <FormContext value={state}>{children}</FormContext>
    </form>
  )
}

function FormOutcome({ state }: { state: FormState }) {
  if (state.status === 'failed') {
    return (
      <Notice tone="error" live className="mb-4">
        {state.message}
      </Notice>
    )
  }
  return state.status === 'done' ? (
    <Notice tone="done" live className="mb-4">
      {state.words}
    </Notice>
  ) : null
}

interface FieldState {
  /** The form was sent and refused: what was filled in counts, not the defaults. */
  isRefused: boolean
  error?: string
  value?: string | string[]
}

/** What the form knows of one field after it was refused: its sentence and what was filled in. */
export function useFieldState(name: string): FieldState {
  const state = useContext(FormContext)
  if (state.status !== 'failed') {
    return { isRefused: false }
  }
  const key = name.replace(/\[\]$/, '')
  return { isRefused: true, error: state.fields[key], value: state.values[key] }
}
