'use client'

import { useActionState } from 'react'
import type { FormAction } from '@/lib/form-state'
import { Notice } from '../ui/notice'
import { SubmitButton } from '../ui/submit-button'
import { TextField } from '../ui/text-field'
import { FormProblem, faultOf } from './form-problem'
import { NewPasswordFields } from './new-password-fields'

type ChangePasswordFormProps = {
  action: FormAction<number>
  /** Whether there is a password to ask for first. */
  hasPassword: boolean
  employeeNumber: string | null
}

/** Changing one's own password, or setting the first one after signing in by SMS. */
export function ChangePasswordForm(props: ChangePasswordFormProps) {
  const { action, hasPassword, employeeNumber } = props
  const [state, submit] = useActionState(action, { status: 'idle' })
  return (
    <form action={submit} className="max-w-form space-y-4">
      <FormProblem state={state} />
      {state.status === 'done' ? (
        <Notice tone="done" live>
          {state.words}
        </Notice>
      ) : null}
      {/* For password managers, so that they keep the new one under the right name. */}
      <input type="hidden" name="username" autoComplete="username" value={employeeNumber ?? ''} />
      {hasPassword ? (
        <TextField
          label="现在的密码"
          name="currentPassword"
          type="password"
          required
          autoComplete="current-password"
          error={faultOf(state, 'currentPassword')}
        />
      ) : null}
      <NewPasswordFields state={state} />
      <SubmitButton tone="primary">{hasPassword ? '更换密码' : '设置密码'}</SubmitButton>
    </form>
  )
}
