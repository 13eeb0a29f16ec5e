import { ActionForm } from '@/components/form/action-form'
import { SelectField, TextField } from '@/components/form/form-fields'
import { Card } from '@/components/ui/card'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'

type AcceptPanelProps = { assignmentId: string; accept: FormAction }

/** 签收, as one large button; a plain form. */
export function AcceptPanel({ assignmentId, accept }: AcceptPanelProps) {
  return (
    <Card tone="urgent">
      <p className="mb-3">签收表示已收到，不代表同意；签收后可以填写，也可以委托他人。</p>
      <ActionForm action={accept} hidden={{ assignmentId }}>
        <SubmitButton tone="primary" size="large" pendingLabel="正在签收…">
          签收
        </SubmitButton>
      </ActionForm>
    </Card>
  )
}

type DelegateFormProps = {
  assignmentId: string
  members: { personId: string; name: string }[]
  /** Who is entrusted now. */
  delegateName: string | null
  delegate: FormAction
  withdraw: FormAction
}

/** 委托承办: somebody of the branch fills in; the branch stays responsible. */
export function DelegateForm(props: DelegateFormProps) {
  const { assignmentId, members, delegateName, delegate, withdraw } = props
  // One shape with and without a delegate: the dialog stays open and shows its answer.
  return (
    <div className="flex flex-wrap items-center gap-3">
      {delegateName ? <p className="max-sm:w-full">已委托 {delegateName} 承办。</p> : null}
      <DisclosureDialog
        trigger={delegateName ? '改请他人承办' : '委托他人'}
        title="委托本支部党员承办"
      >
        <ActionForm action={delegate} hidden={{ assignmentId }} className="space-y-4">
          <SelectField
            name="toPersonId"
            label="承办人"
            placeholder="请选择"
            required
            choices={members.map((member) => ({ value: member.personId, label: member.name }))}
          />
          <TextField name="note" label="说明" hint="承办人会看到这句话" maxLength={200} />
          <SubmitButton tone="primary" size="large">
            委托
          </SubmitButton>
        </ActionForm>
      </DisclosureDialog>
      {delegateName ? (
        <DisclosureDialog trigger="收回委托" title="收回委托">
          <ActionForm action={withdraw} hidden={{ assignmentId }} className="space-y-4">
            <p>收回后由支部书记、支委办理，{delegateName} 会收到通知，已写的草稿留在本人处。</p>
            <TextField name="reason" label="收回原因" required maxLength={200} />
            <SubmitButton tone="primary">收回委托</SubmitButton>
          </ActionForm>
        </DisclosureDialog>
      ) : null}
    </div>
  )
}
