import { ActionForm } from '@/components/form/action-form'
import { TextAreaField, TextField } from '@/components/form/form-fields'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'

type CloserFormProps = {
  taskId: string
  /** The present 销号人, null where any officer of the office may close. */
  present: string | null
  name: string | null
  action: FormAction
}

/** 变更销号人 of a task that is under way. */
export function CloserForm({ taskId, present, name, action }: CloserFormProps) {
  return (
    <DisclosureDialog
      trigger={name ? '变更销号人' : '指定销号人'}
      triggerSize="small"
      title="销号人"
    >
      <ActionForm
        action={action}
        hidden={{ taskId, present: present ?? 'none' }}
        className="space-y-4"
      >
        <p>
          {name
            ? `现在由${name}办结销号。改后由新的一位办结，两位都会收到通知。`
            : '现在下达部门的经办人员都可以办结；指定后只由这一位办结，本人会收到通知。'}
        </p>
        <TextField
          name="closer"
          label="新的销号人"
          hint={
            name
              ? '下达部门或党委的经办人员，填工号或不重名的姓名；不再指定时留空。'
              : '下达部门或党委的经办人员，填工号或不重名的姓名。'
          }
          required={name === null}
        />
        <TextAreaField name="reason" label="变更原因" required rows={2} maxLength={200} />
        <SubmitButton tone="primary">确定</SubmitButton>
      </ActionForm>
    </DisclosureDialog>
  )
}
