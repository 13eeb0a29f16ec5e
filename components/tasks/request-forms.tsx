import { ActionForm } from '@/components/form/action-form'
import {
  DateField,
  RadioField,
  SelectField,
  TextAreaField,
  TextField,
} from '@/components/form/form-fields'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'

type ExtensionFormProps = {
  stepId: string
  /** The present due, in words. */
  dueWords: string
  /** First day that may be asked for. */
  from: string
  request: FormAction
}

/** 申请延期 of the step in hand, before it expires. */
export function ExtensionForm({ stepId, dueWords, from, request }: ExtensionFormProps) {
  return (
    <DisclosureDialog trigger="申请延期" title="申请延期">
      <ActionForm action={request} hidden={{ stepId }} className="space-y-4">
        <p>现在 {dueWords} 截止。答复前照常计时，请继续办理；到期以后不能再申请。</p>
        <div className="grid gap-4 sm:grid-cols-2">
          <DateField name="dueOn" label="申请延到" required min={from} />
          <TextField name="dueTime" label="时间" type="time" required defaultValue="18:00" />
        </div>
        <TextAreaField name="reason" label="原因" required rows={3} maxLength={500} />
        <SubmitButton tone="primary" size="large">
          申请延期
        </SubmitButton>
      </ActionForm>
    </DisclosureDialog>
  )
}

type DeclineFormProps = {
  assignmentId: string
  /** Empty where only 退办 is possible. */
  others: { id: string; name: string }[]
  request: FormAction
}

/** 申请退办 or 改派; nobody's clock runs until it is answered. */
export function DeclineForm({ assignmentId, others, request }: DeclineFormProps) {
  const canReassign = others.length > 0
  return (
    <DisclosureDialog
      trigger={canReassign ? '申请退办或改派' : '申请退办'}
      title={canReassign ? '申请退办或改派' : '申请退办'}
    >
      <ActionForm
        action={request}
        hidden={canReassign ? { assignmentId } : { assignmentId, kind: 'decline' }}
        className="space-y-4"
      >
        <p>提出后暂停计时，等待的时间不计入支部用时。</p>
        {canReassign ? (
          <>
            <RadioField
              name="kind"
              label="申请什么"
              required
              choices={[
                { value: 'decline', label: '退办', detail: '这件事不该由我们办' },
                { value: 'reassign', label: '改派', detail: '建议由另一个党组织办' },
              ]}
              defaultValue="decline"
            />
            <SelectField
              name="toOrganisationId"
              label="建议改派给"
              hint="申请改派时选择"
              placeholder="请选择"
              choices={others.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </>
        ) : null}
        <TextAreaField name="reason" label="原因" required rows={3} maxLength={500} />
        <SubmitButton tone="primary" size="large">
          提出申请
        </SubmitButton>
      </ActionForm>
    </DisclosureDialog>
  )
}

type WithdrawFormProps = {
  assignmentId: string
  name: string
  /** Copies this 党总支 has broken it down to. */
  branches: number
  withdraw: FormAction
}

/** 撤回 of one copy by who issued it. */
export function WithdrawForm({ assignmentId, name, branches, withdraw }: WithdrawFormProps) {
  return (
    <DisclosureDialog trigger="撤回这一份" title={`撤回${name}的这一份`}>
      <ActionForm action={withdraw} hidden={{ assignmentId }} className="space-y-4">
        <p>撤回后{name}不用再办，会收到通知；不影响计分，其他党组织照常办理。</p>
        {branches > 0 ? (
          <p>
            已分解到支部的 {branches} 份不随之撤回：各支部照常办理，改由下达部门审核，都会收到通知。
          </p>
        ) : null}
        <TextAreaField name="reason" label="撤回原因" required rows={2} maxLength={500} />
        <SubmitButton tone="danger">撤回</SubmitButton>
      </ActionForm>
    </DisclosureDialog>
  )
}
