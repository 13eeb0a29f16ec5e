import { ActionForm } from '@/components/form/action-form'
import { TextAreaField, TextField } from '@/components/form/form-fields'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import type { TaskChangeKind } from '@/db/enums'
import type { FormAction } from '@/lib/form-state'

type ChangePersonFormProps = {
  kind: TaskChangeKind
  taskId: string
  /** Who it is at present, null where nobody is named. */
  present: string | null
  name: string | null
  action: FormAction
}

/** 变更备选审核人 or 变更销号人 of a task that is under way. */
export function ChangePersonForm({ kind, taskId, present, name, action }: ChangePersonFormProps) {
  const { field, post, named, unnamed, who, letGo } = words[kind]
  return (
    <DisclosureDialog
      trigger={name ? `变更${post}` : `指定${post}`}
      triggerSize="small"
      title={post}
    >
      <ActionForm
        action={action}
        hidden={{ taskId, present: present ?? 'none' }}
        className="space-y-4"
      >
        <p>{name ? named(name) : unnamed}</p>
        <TextField
          name={field}
          label={`新的${post}`}
          hint={name ? `${who}；${letGo}时留空。` : `${who}。`}
          required={name === null}
        />
        <TextAreaField name="reason" label="变更原因" required rows={2} maxLength={200} />
        <SubmitButton tone="primary">确定</SubmitButton>
      </ActionForm>
    </DisclosureDialog>
  )
}

const words = {
  reviewer: {
    field: 'alternateReviewer',
    post: '备选审核人',
    named: (name: string) =>
      `现在是${name}。改后由新的一位审核下达人员不能审核的材料，两位都会收到通知。`,
    unnamed: '下达人员都属于某个支部时，由这一位审核该支部，本人会收到通知。',
    who: '填工号，或不重名的姓名',
    letGo: '不再需要',
  },
  closer: {
    field: 'closer',
    post: '销号人',
    named: (name: string) => `现在由${name}办结销号。改后由新的一位办结，两位都会收到通知。`,
    unnamed: '现在下达部门的经办人员都可以办结；指定后只由这一位办结，本人会收到通知。',
    who: '下达部门或党委的经办人员，填工号或不重名的姓名',
    letGo: '不再指定',
  },
} as const
