'use client'

import { useActionState } from 'react'
import type { FormAction } from '@/lib/form-state'
import { SubmitButton } from '../ui/submit-button'
import { TextField } from '../ui/text-field'
import { FormProblem, faultOf, typed } from './form-problem'
import { NewPasswordFields } from './new-password-fields'

/** Setting the first password with a code from the administrator. */
export function SetUpForm({ action }: { action: FormAction<void> }) {
  const [state, submit] = useActionState(action, { status: 'idle' })
  return (
    <form action={submit} className="space-y-4">
      <FormProblem state={state} />
      <TextField
        label="工号"
        name="employeeNumber"
        required
        autoComplete="username"
        spellCheck={false}
        defaultValue={typed(state, 'employeeNumber')}
        error={faultOf(state, 'employeeNumber')}
      />
      <TextField
        label="设置码"
        hint="12 位字母和数字，横线可填可不填"
        name="setupCode"
        required
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        error={faultOf(state, 'setupCode')}
      />
      <NewPasswordFields state={state} />
      <SubmitButton tone="primary" size="large" className="w-full" pendingLabel="正在设置…">
        设置密码并登录
      </SubmitButton>
    </form>
  )
}
