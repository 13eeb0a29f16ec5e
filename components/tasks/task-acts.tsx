import { ActionForm } from '@/components/form/action-form'
import { TextAreaField } from '@/components/form/form-fields'
import { LinkButton } from '@/components/ui/button'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import type { TaskState } from '@/db/enums'
import type { FormAction } from '@/lib/form-state'

type TaskActsProps = {
  task: { id: string; state: TaskState; archivedAt: Date | null }
  /** It has several nodes: there is a matrix of them. */
  isLarge: boolean
  dispatchId: string | null
  /** Copies whose next move is the branch's. */
  unanswered: number
  /** Copies handed in that wait for review. */
  submitted: number
  /** Copies whose clock stands while 退办 or 改派 is decided. */
  paused: number
  can: Record<'task.dispatch' | 'task.cancel' | 'task.close' | 'task.archive', boolean>
  actions: {
    urgeAction: FormAction
    cancelTaskAction: FormAction
    closeTaskAction: FormAction
    archiveTaskAction: FormAction
  }
}

/** What can be done with a whole task. */
export function TaskActs(props: TaskActsProps) {
  const { task, isLarge, dispatchId, unanswered, submitted, paused, can, actions } = props
  const open = openWords(unanswered, submitted, paused)
  const isOpen = task.state === 'dispatched'
  return (
    <>
      {isOpen && unanswered > 0 ? (
        <DisclosureDialog trigger={`催办未完成的 ${unanswered} 份`} title="催办">
          <ActionForm
            action={actions.urgeAction}
            hidden={{ taskId: task.id }}
            className="space-y-4"
          >
            <p>将提醒 {unanswered} 份的办理人；刚催过的不再打扰，夜间的短信到早上再发。</p>
            <TextAreaField name="words" label="附一句话" rows={2} maxLength={100} />
            <SubmitButton tone="primary">催办</SubmitButton>
          </ActionForm>
        </DisclosureDialog>
      ) : null}
      {isLarge && dispatchId ? (
        <LinkButton href={`/tasks/${task.id}/matrix`}>节点矩阵</LinkButton>
      ) : null}
      {isOpen ? <LinkButton href={`/supervision?task=${task.id}`}>督导</LinkButton> : null}
      {dispatchId ? <LinkButton href={`/tasks/${task.id}/receipt`}>下达回执</LinkButton> : null}
      {dispatchId ? <LinkButton href={`/tasks/${task.id}/circulars`}>情况通报</LinkButton> : null}
      {isOpen && can['task.dispatch'] ? (
        <LinkButton href={`/tasks/${task.id}/supplement`}>补充下达</LinkButton>
      ) : null}
      {can['task.dispatch'] ? (
        <LinkButton href={`/templates/new?task=${task.id}`}>存为模板</LinkButton>
      ) : null}
      {task.state === 'closed' && !task.archivedAt && can['task.archive'] ? (
        <DisclosureDialog trigger="归档" title="归档任务">
          <ActionForm
            action={actions.archiveTaskAction}
            hidden={{ taskId: task.id }}
            className="space-y-4"
          >
            <p>归档后仍可查看和打印，不再改动。</p>
            <SubmitButton tone="primary">归档</SubmitButton>
          </ActionForm>
        </DisclosureDialog>
      ) : null}
      {isOpen && can['task.close'] ? (
        <DisclosureDialog trigger="办结" title="办结任务">
          {open ? (
            <p>还有 {open}，现在不能办结。全部办完后再来办结。</p>
          ) : (
            <ActionForm
              action={actions.closeTaskAction}
              hidden={{ taskId: task.id }}
              className="space-y-4"
            >
              <p>各份都已审核或结束，办结后不再接收提交。</p>
              <SubmitButton tone="primary">办结</SubmitButton>
            </ActionForm>
          )}
        </DisclosureDialog>
      ) : null}
      {['draft', 'dispatched'].includes(task.state) && can['task.cancel'] ? (
        <DisclosureDialog trigger="撤销" title="撤销任务">
          <ActionForm
            action={actions.cancelTaskAction}
            hidden={{ taskId: task.id }}
            className="space-y-4"
          >
            <p>
              {open
                ? `${open}，都会结束；没有发出的短信不再发，已收到的人会收到撤销通知。已审核通过的不受影响。`
                : '撤销后不能恢复。'}
            </p>
            <TextAreaField name="reason" label="撤销原因" required rows={2} />
            <SubmitButton tone="danger">撤销任务</SubmitButton>
          </ActionForm>
        </DisclosureDialog>
      ) : null}
    </>
  )
}

/** What is still open, by whose turn it is: `3 份未提交、2 份已提交待审核`. */
function openWords(unanswered: number, submitted: number, paused: number): string {
  return [
    unanswered > 0 ? `${unanswered} 份未提交` : null,
    submitted > 0 ? `${submitted} 份已提交待审核` : null,
    paused > 0 ? `${paused} 份暂停计时` : null,
  ]
    .filter(Boolean)
    .join('、')
}
