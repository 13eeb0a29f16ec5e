import { ActionForm } from '@/components/form/action-form'
import { TextAreaField, TextField } from '@/components/form/form-fields'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'

type ReviewerFormProps = {
  taskId: string
  /** The present 备选审核人, null where none is named. */
  present: string | null
  name: string | null
  action: FormAction
}

/** 变更备选审核人 of a task that is under way. */
export function ReviewerForm({ taskId, present, name, action }: ReviewerFormProps) {
  return (
    <DisclosureDialog
      trigger={name ? '变更备选审核人' : '指定备选审核人'}
      triggerSize="small"
      title="备选审核人"
    >
      <ActionForm
        action={action}
        hidden={{ taskId, present: present ?? 'none' }}
        className="space-y-4"
      >
        <p>
          {name
            ? `现在是${name}。改后由新的一位审核下达人员不能审核的材料，两位都会收到通知。`
            : '下达人员都属于某个支部时，由这一位审核该支部，本人会收到通知。'}
        </p>
        <TextField
          name="alternateReviewer"
          label="新的备选审核人"
          hint={name ? '填工号，或不重名的姓名；不再需要时留空。' : '填工号，或不重名的姓名。'}
          required={name === null}
        />
        <TextAreaField name="reason" label="变更原因" required rows={2} maxLength={200} />
        <SubmitButton tone="primary">确定</SubmitButton>
      </ActionForm>
    </DisclosureDialog>
  )
}
