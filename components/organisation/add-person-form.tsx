import { ActionForm } from '@/components/form/action-form'
import { DateField, RadioField, SelectField, TextField } from '@/components/form/form-fields'
import { SubmitButton } from '@/components/ui/submit-button'
import { memberKinds } from '@/db/enums'
import type { FormAction } from '@/lib/form-state'
import { memberKindLabels, type OrganisationOnDay } from '@/lib/organisation/schema'

type AddPersonProps = {
  action: FormAction
  branch: OrganisationOnDay
  /** 党小组 of the branch. */
  groups: readonly OrganisationOnDay[]
  today: string
}

/** 登记党员: one member of a branch by hand. */
export function AddPersonForm({ action, branch, groups, today }: AddPersonProps) {
  return (
    <ActionForm action={action} hidden={{ organisationId: branch.id }} className="space-y-4">
      <TextField name="name" label="姓名" required autoComplete="off" maxLength={40} />
      <RadioField
        name="sex"
        label="性别"
        required
        choices={[
          { value: 'male', label: '男' },
          { value: 'female', label: '女' },
        ]}
      />
      <TextField name="ethnicity" label="民族" required defaultValue="汉族" maxLength={20} />
      <DateField name="bornOn" label="出生年月" unit="month" required max={today.slice(0, 7)} />
      <TextField
        name="employeeNumber"
        label="工号"
        hint="没有工号可留空，例如离退休的同志。"
        autoComplete="off"
        maxLength={40}
      />
      <TextField
        name="phone"
        label="手机号"
        type="tel"
        hint="没有可留空，须当面、电话或纸质告知；任职人员需要本人的号码。"
        autoComplete="off"
        maxLength={20}
      />
      {groups.length > 0 ? (
        <SelectField
          name="groupId"
          label="党小组"
          placeholder="未编组"
          choices={groups.map((one) => ({ value: one.id, label: one.name }))}
        />
      ) : null}
      <RadioField
        name="memberKind"
        label="党员类别"
        required
        choices={memberKinds.map((value) => ({ value, label: memberKindLabels[value] }))}
      />
      <DateField
        name="on"
        label="在本支部的起始日期"
        hint="组织关系转入，或支部大会接收为预备党员的日期；不能晚于今天。"
        required
        defaultValue={today}
        max={today}
      />
      <TextField
        name="basis"
        label="依据"
        hint="例如 组织关系介绍信 2026年第31号"
        required
        maxLength={200}
      />
      <SubmitButton tone="primary">登记</SubmitButton>
    </ActionForm>
  )
}
