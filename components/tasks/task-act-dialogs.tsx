import { ActionForm } from '@/components/form/action-form'
import { TextAreaField } from '@/components/form/form-fields'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'

type DialogProps = {
  taskId: string
  action: FormAction
  /** As the one act that is wanted now, or as a line of the menu. */
  look: 'primary' | 'menu'
}

const triggerOf = (look: DialogProps['look']) =>
  look === 'primary' ? ({ triggerTone: 'primary' } as const) : ({ isMenuItem: true } as const)

/** 催办 of every copy whose next move is the branch's. */
export function UrgeDialog({ count, taskId, action, look }: DialogProps & { count: number }) {
  return (
    <DisclosureDialog {...triggerOf(look)} trigger={`催办未完成的 ${count} 份`} title="催办">
      <ActionForm action={action} hidden={{ taskId }} className="space-y-4">
        <p>将提醒 {count} 份的办理人；刚催过的不再打扰，夜间的短信到早上再发。</p>
        <TextAreaField name="words" label="附一句话" rows={2} maxLength={100} />
        <SubmitButton tone="primary">催办</SubmitButton>
      </ActionForm>
    </DisclosureDialog>
  )
}

/** 办结, once nothing is open any more; before that it says what is. */
export function CloseDialog({ open, taskId, action, look }: DialogProps & { open: string }) {
  return (
    <DisclosureDialog {...triggerOf(look)} trigger="办结" title="办结任务">
      {open ? (
        <p>还有 {open}，现在不能办结。全部办完后再来办结。</p>
      ) : (
        <ActionForm action={action} hidden={{ taskId }} className="space-y-4">
          <p>各份都已审核或结束，办结后不再接收提交。</p>
          <SubmitButton tone="primary">办结</SubmitButton>
        </ActionForm>
      )}
    </DisclosureDialog>
  )
}

/** 归档 of a task that is closed. */
export function ArchiveDialog({ taskId, action, look }: DialogProps) {
  return (
    <DisclosureDialog {...triggerOf(look)} trigger="归档" title="归档任务">
      <ActionForm action={action} hidden={{ taskId }} className="space-y-4">
        <p>归档后仍可查看和打印，不再改动。</p>
        <SubmitButton tone="primary">归档</SubmitButton>
      </ActionForm>
    </DisclosureDialog>
  )
}

type CancelProps = Omit<DialogProps, 'look'> & {
  /** Copies that would end, by whose turn it is; empty where none is out. */
  open: string
  openCopies: number
}

/** 撤销 of the whole task: set apart, and marked with how far it reaches. */
export function CancelDialog({ open, openCopies, taskId, action }: CancelProps) {
  return (
    <DisclosureDialog isMenuItem triggerTone="danger" trigger="撤销任务" title="撤销任务">
      <ActionForm action={action} hidden={{ taskId }} className="space-y-4">
        <p>
          {openCopies > 0
            ? `未办完的 ${openCopies} 份（${open}）都会结束；没有发出的短信不再发，已收到的人会收到撤销通知。已审核通过的不受影响。撤销后不能恢复。`
            : '撤销后不能恢复。'}
        </p>
        <TextAreaField name="reason" label="撤销原因" required rows={2} />
        <SubmitButton tone="danger">撤销任务</SubmitButton>
      </ActionForm>
    </DisclosureDialog>
  )
}
