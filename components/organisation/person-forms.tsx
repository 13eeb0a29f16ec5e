import { ActionForm } from '@/components/form/action-form'
import { DateField, SelectField, TextField } from '@/components/form/form-fields'
import { SubmitButton } from '@/components/ui/submit-button'
import { relationKinds } from '@/db/enums'
import type { FormAction } from '@/lib/form-state'
import {
  leavingReasonLabels,
  leavingReasons,
  type OrganisationOnDay,
  relationKindLabels,
} from '@/lib/organisation/schema'
import { ChangeFields } from './change-fields'

type PlaceProps = {
  action: FormAction
  personId: string
  branches: readonly OrganisationOnDay[]
  today: string
}

const choicesOf = (organisations: readonly OrganisationOnDay[]) =>
  organisations.map((one) => ({ value: one.id, label: one.name }))

/** 转接组织关系. */
export function TransferForm(props: PlaceProps & { groups: readonly OrganisationOnDay[] }) {
  const { action, personId, branches, groups, today } = props
  return (
    <ActionForm action={action} hidden={{ personId }} className="space-y-4">
      <SelectField
        name="organisationId"
        label="转入党支部"
        required
        placeholder="请选择"
        choices={choicesOf(branches)}
      />
      <SelectField
        name="groupId"
        label="党小组"
        hint="须属于转入的党支部。"
        placeholder="未编组"
        choices={choicesOf(groups)}
      />
      <ChangeFields today={today} basisHint="例如 组织关系介绍信 2026年第31号" />
      <SubmitButton tone="primary">转接</SubmitButton>
    </ActionForm>
  )
}

/** 编入 beside the 组织关系. */
export function AttachForm({ action, personId, branches, today }: PlaceProps) {
  return (
    <ActionForm action={action} hidden={{ personId }} className="space-y-4">
      <SelectField
        name="organisationId"
        label="编入党支部"
        required
        placeholder="请选择"
        choices={choicesOf(branches)}
      />
      <SelectField
        name="relation"
        label="编入方式"
        required
        placeholder="请选择"
        choices={relationKinds
          .filter((relation) => relation !== 'membership')
          .map((value) => ({ value, label: relationKindLabels[value] }))}
      />
      <ChangeFields today={today} basisHint="例如 借调函 2026年第5号" />
      <DateField name="until" label="预计结束日期" hint="到这一天不再编入；不确定可留空。" />
      <SubmitButton tone="primary">编入</SubmitButton>
    </ActionForm>
  )
}

/** Ends a 编入. */
export function DetachForm(props: { action: FormAction; membershipId: string; today: string }) {
  return (
    <ActionForm
      action={props.action}
      hidden={{ membershipId: props.membershipId }}
      className="space-y-4"
    >
      <ChangeFields today={props.today} basisHint="例如 借调期满" />
      <SubmitButton>结束编入</SubmitButton>
    </ActionForm>
  )
}

/** 结束组织关系: somebody leaves for good. */
export function EndMembershipForm(props: {
  action: FormAction
  personId: string
  /** Posts held today: they end too. */
  posts: number
  since: string
  today: string
}) {
  const { action, personId, posts, since, today } = props
  return (
    <ActionForm action={action} hidden={{ personId }} className="space-y-4">
      <p>
        {posts > 0 ? `现任职务 ${posts} 项同时免去，书记职务生成交接清单。` : '没有现任职务。'}
        委托给本人的任务退回支部，本人名下未办完的任务不再办理，编入同时结束；没有授予角色的，账号停用。以前的记录都保留。
      </p>
      <SelectField
        name="reason"
        label="原因"
        required
        placeholder="请选择"
        choices={leavingReasons.map((value) => ({ value, label: leavingReasonLabels[value] }))}
      />
      <ChangeFields today={today} since={since} basisHint="例如 组织关系介绍信 2026年第31号" />
      <SubmitButton tone="danger">结束组织关系</SubmitButton>
    </ActionForm>
  )
}

/** 转正: a 预备党员 becomes a full member. */
export function MemberKindForm(props: {
  action: FormAction
  personId: string
  /** Since when the present membership holds: the earliest day possible. */
  since: string
  today: string
}) {
  const { action, personId, since, today } = props
  return (
    <ActionForm action={action} hidden={{ personId }} className="space-y-4">
      <DateField
        name="on"
        label="支部大会通过日期"
        hint="从这一天起按正式党员统计，以前的日子仍按预备党员。"
        required
        min={since}
        max={today}
      />
      <TextField
        name="basis"
        label="依据"
        hint="支部大会决议和上级批复，例如 西岭信通党〔2026〕24号批复"
        required
        maxLength={200}
      />
      <SubmitButton tone="primary">转为正式党员</SubmitButton>
    </ActionForm>
  )
}

/** Shows a number once, for a reason that is recorded. */
export function RevealPhoneForm({ action, personId }: { action: FormAction; personId: string }) {
  return (
    <ActionForm action={action} hidden={{ personId }} className="space-y-4">
      <TextField
        name="reason"
        label="查看原因"
        hint="查看人、时间和原因会记入审计，号码只显示一次。"
        required
        maxLength={200}
      />
      <SubmitButton tone="primary">查看号码</SubmitButton>
    </ActionForm>
  )
}
