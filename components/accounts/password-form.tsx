'use client'

import { useActionState } from 'react'
import type { FormAction } from '@/lib/form-state'
import { SubmitButton } from '../ui/submit-button'
import { TextField } from '../ui/text-field'
import { FormProblem, faultOf, typed } from './form-problem'

type PasswordFormProps = {
  action: FormAction<void>
  /** Where to go afterwards. */
  from?: string
  employeeNumber?: string
}

/** Signing in by employee number and password. */
export function PasswordForm({ action, from, employeeNumber }: PasswordFormProps) {
  const [state, submit] = useActionState(action, { status: 'idle' })
  return (
    <form action={submit} className="space-y-4">
      <FormProblem state={state} />
      {from ? <input type="hidden" name="from" value={from} /> : null}
      <TextField
        label="工号"
        name="employeeNumber"
        required
        autoComplete="username"
        autoCapitalize="characters"
        spellCheck={false}
        defaultValue={typed(state, 'employeeNumber') ?? employeeNumber}
        error={faultOf(state, 'employeeNumber')}
      />
      <TextField
        label="密码"
        name="password"
        type="password"
        required
        autoComplete="current-password"
        error={faultOf(state, 'password')}
      />
      <SubmitButton tone="primary" size="large" className="w-full" pendingLabel="正在登录…">
        登录
      </SubmitButton>
    </form>
  )
}
