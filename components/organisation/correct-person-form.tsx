import { ActionForm } from '@/components/form/action-form'
import { CheckboxField, TextField } from '@/components/form/form-fields'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import type { PersonPage } from '@/lib/organisation/person-queries'

type CorrectPersonProps = {
  action: FormAction
  person: Pick<
    PersonPage,
    'id' | 'name' | 'employeeNumber' | 'ethnicity' | 'bornOn' | 'phoneMasked'
  >
}

/** 更正信息: what is kept of a person; the number is never shown in full. */
export function CorrectPersonForm({ action, person }: CorrectPersonProps) {
  return (
    <ActionForm action={action} hidden={{ personId: person.id }} className="space-y-4">
      <TextField name="name" label="姓名" required defaultValue={person.name} maxLength={40} />
      <TextField
        name="employeeNumber"
        label="工号"
        hint="没有工号请留空；工号也用于密码登录。"
        defaultValue={person.employeeNumber ?? ''}
        maxLength={40}
      />
      <TextField
        name="ethnicity"
        label="民族"
        defaultValue={person.ethnicity ?? ''}
        maxLength={20}
      />
      <TextField
        name="bornOn"
        label="出生年月"
        hint="按 1960-07 或 1960-07-14 填写。"
        defaultValue={person.bornOn ?? ''}
        maxLength={20}
      />
      <TextField
        name="phone"
        label="新手机号"
        type="tel"
        hint={`${person.phoneMasked ? `现登记 ${person.phoneMasked}，` : '现在没有登记，'}不更换请留空。更换后本人已登录的设备要重新登录，原号码会收到一条短信。`}
        autoComplete="off"
        maxLength={20}
      />
      {person.phoneMasked ? (
        <CheckboxField name="isPhoneRemoved" label="清除登记的手机号（本人已不用，又没有新号码）" />
      ) : null}
      <p className="text-muted text-sm">更正人、时间和改了哪几项会记入审计，不记具体内容。</p>
      <SubmitButton tone="primary">更正</SubmitButton>
    </ActionForm>
  )
}
