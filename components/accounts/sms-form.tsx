'use client'

import { useActionState } from 'react'
import type { FormAction } from '@/lib/form-state'
import { Notice } from '../ui/notice'
import { SubmitButton } from '../ui/submit-button'
import { TextField } from '../ui/text-field'
import { FormProblem, faultOf, typed } from './form-problem'

type SmsFormProps<T> = {
  action: FormAction<T>
  /** Where to go afterwards. */
  from?: string
}

/** Signing in by phone and code: one form with two buttons, whole without scripts. */
export function SmsForm<T extends { phone: string }>({ action, from }: SmsFormProps<T>) {
  const [state, submit] = useActionState(action, { status: 'idle' })
  const isSent = state.status === 'done'
  return (
    <form action={submit} className="space-y-4">
      {/* The first button of a form is the one that Enter presses. */}
      <button
        type="submit"
        name="intent"
        value="enter"
        tabIndex={-1}
        aria-hidden="true"
        className="sr-only"
      >
        登录
      </button>
      <FormProblem state={state} />
      {isSent ? (
        <Notice tone="info" live>
          {state.words}
        </Notice>
      ) : null}
      {from ? <input type="hidden" name="from" value={from} /> : null}
      <TextField
        label="手机号"
        name="phone"
        type="tel"
        inputMode="numeric"
        required
        autoComplete="tel-national"
        defaultValue={isSent ? state.data.phone : typed(state, 'phone')}
        error={faultOf(state, 'phone')}
      />
      <SubmitButton
        name="intent"
        value="send"
        formNoValidate
        className="w-full"
        pendingLabel="请稍候…"
      >
        {isSent ? '重新获取验证码' : '获取验证码'}
      </SubmitButton>
      <TextField
        label="验证码"
        hint="短信里的 6 位数字，5 分钟内有效"
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={12}
        required
        error={faultOf(state, 'code')}
      />
      <SubmitButton
        tone="primary"
        size="large"
        name="intent"
        value="enter"
        className="w-full"
        pendingLabel="正在登录…"
      >
        登录
      </SubmitButton>
    </form>
  )
}
