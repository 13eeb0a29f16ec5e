import { ActionForm } from '@/components/form/action-form'
import { CheckboxField, TextField } from '@/components/form/form-fields'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'

type CorrectNumbersProps = {
  action: FormAction
  account: { personId: string; employeeNumber: string | null; phoneMasked: string | null }
}

/** 更正工号手机号 of an officer; the number is never shown in full. */
export function CorrectNumbersForm({ action, account }: CorrectNumbersProps) {
  const { personId, employeeNumber, phoneMasked } = account
  return (
    <ActionForm action={action} hidden={{ personId }} className="space-y-4">
      <TextField
        name="employeeNumber"
        label="工号"
        hint="工号用于密码登录；留空表示没有工号。"
        defaultValue={employeeNumber ?? ''}
        maxLength={40}
      />
      <TextField
        name="phone"
        label="新手机号"
        type="tel"
        hint={`${phoneMasked ? `现登记 ${phoneMasked}，` : '现在没有登记，'}不更换请留空。请先当面或电话核对是本人要求。`}
        autoComplete="off"
        maxLength={20}
      />
      {phoneMasked ? (
        <CheckboxField name="isPhoneRemoved" label="清除登记的手机号（本人已不用，又没有新号码）" />
      ) : null}
      <p className="text-muted text-sm">
        更正后本人已登录的设备要重新登录，原号码会收到一条短信。更正人和时间会记入审计。
      </p>
      <SubmitButton tone="primary">更正</SubmitButton>
    </ActionForm>
  )
}
