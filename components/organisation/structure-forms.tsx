import { ActionForm } from '@/components/form/action-form'
import { DateField, SelectField, TextField } from '@/components/form/form-fields'
import { SubmitButton } from '@/components/ui/submit-button'
import { organisationClasses, organisationKinds } from '@/db/enums'
import type { FormAction } from '@/lib/form-state'
import {
  type OrganisationOnDay,
  organisationClassLabels,
  organisationKindLabels,
} from '@/lib/organisation/schema'
import { mayStandUnder } from '@/lib/organisation/states'
import { ChangeFields } from './change-fields'

type FormProps = { action: FormAction; organisation: OrganisationOnDay; today: string }

const classChoices = organisationClasses.map((value) => ({
  value,
  label: organisationClassLabels[value],
}))

/** 更名. */
export function RenameForm({ action, organisation, today }: FormProps) {
  return (
    <ChangeForm action={action} organisation={organisation} today={today} label="更名">
      <TextField
        name="name"
        label="新名称"
        required
        maxLength={60}
        defaultValue={organisation.name}
      />
    </ChangeForm>
  )
}

/** 调整隶属: everything under it comes along. */
export function MoveForm(props: FormProps & { parents: readonly OrganisationOnDay[] }) {
  const { parents, ...form } = props
  return (
    <ChangeForm {...form} label="调整隶属">
      <SelectField
        name="parentId"
        label="新的上级党组织"
        hint="下级组织一并调整。"
        required
        placeholder="请选择"
        choices={parents.map((parent) => ({ value: parent.id, label: parent.name }))}
      />
    </ChangeForm>
  )
}

/** 考核类别. */
export function ClassForm({ action, organisation, today }: FormProps) {
  return (
    <ChangeForm action={action} organisation={organisation} today={today} label="调整类别">
      <SelectField
        name="class"
        label="考核类别"
        hint="同类支部之间比较；已开始的季度仍按季初的类别。"
        placeholder="不划分"
        choices={classChoices}
        defaultValue={organisation.class ?? ''}
      />
    </ChangeForm>
  )
}

/** 任期届满日, after an election or an extension. */
export function TermForm({ action, organisation, today }: FormProps) {
  return (
    <ChangeForm action={action} organisation={organisation} today={today} label="登记届满日">
      <DateField
        name="termEndsOn"
        label="任期届满日"
        hint="换届选举或批准延期后填写新的届满日；留空表示未定。"
        defaultValue={organisation.termEndsOn ?? ''}
      />
    </ChangeForm>
  )
}

/** 设立下级组织. */
export function FoundForm({ action, organisation, today }: FormProps) {
  const kinds = organisationKinds.filter((kind) => mayStandUnder(kind, organisation.kind))
  return (
    <ActionForm action={action} hidden={{ parentId: organisation.id }} className="space-y-4">
      <TextField name="name" label="组织名称" required maxLength={60} />
      <SelectField
        name="kind"
        label="类别"
        required
        placeholder="请选择"
        choices={kinds.map((kind) => ({ value: kind, label: organisationKindLabels[kind] }))}
      />
      <SelectField
        name="class"
        label="考核类别"
        hint="只有党支部划分。"
        placeholder="不划分"
        choices={classChoices}
      />
      <DateField name="termEndsOn" label="任期届满日" />
      <TextField name="code" label="组织编码" hint="留空由系统编号。" maxLength={30} />
      <ChangeFields today={today} />
      <SubmitButton tone="primary">设立</SubmitButton>
    </ActionForm>
  )
}

function ChangeForm(props: FormProps & { label: string; children: React.ReactNode }) {
  const { action, organisation, today, label, children } = props
  return (
    <ActionForm action={action} hidden={{ organisationId: organisation.id }} className="space-y-4">
      {children}
      <ChangeFields today={today} />
      <SubmitButton tone="primary">{label}</SubmitButton>
    </ActionForm>
  )
}
