import { ActionForm } from '@/components/form/action-form'
import { TextAreaField } from '@/components/form/form-fields'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'

type UrgeBranchesFormProps = {
  /** The 党总支's own copy. */
  assignmentId: string
  /** Branches whose turn it is. */
  waiting: number
  action: FormAction
}

/** 催办 by the 党总支 of the branches that have not answered. */
export function UrgeBranchesForm({ assignmentId, waiting, action }: UrgeBranchesFormProps) {
  return (
    <div className="mt-3 print:hidden">
      <DisclosureDialog trigger={`催办 ${waiting} 个支部`} triggerSize="small" title="催办所辖支部">
        <ActionForm action={action} hidden={{ assignmentId }} className="space-y-4">
          <p>将提醒还没有提交的 {waiting} 个支部；刚催过的不再打扰，夜间的短信到早上再发。</p>
          <TextAreaField name="words" label="附一句话" rows={2} maxLength={100} />
          <SubmitButton tone="primary">催办</SubmitButton>
        </ActionForm>
      </DisclosureDialog>
    </div>
  )
}
