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
  delegate: FormAction
}

/** 委托承办: somebody of the branch fills in; the branch stays responsible. */
export function DelegateForm({ assignmentId, members, delegate }: DelegateFormProps) {
  return (
    <DisclosureDialog trigger="委托他人" title="委托本支部党员承办">
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
  )
}
