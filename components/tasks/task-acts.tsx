import { LinkButton } from '@/components/ui/button'
import { menuItemClass } from '@/components/ui/menu-item'
import { MoreMenu } from '@/components/ui/more-menu'
import type { TaskState } from '@/db/enums'
import type { FormAction } from '@/lib/form-state'
import { ArchiveDialog, CancelDialog, CloseDialog, UrgeDialog } from './task-act-dialogs'
import { type ActLink, type ActsOf, actsOf } from './task-acts-of'

export type TaskActsProps = {
  task: { id: string; state: TaskState; archivedAt: Date | null }
  /** It has several nodes: there is a matrix of them. */
  isLarge: boolean
  dispatchId: string | null
  /** Copies whose next move is the branch's. */
  unanswered: number
  /** Copies with nothing left but review. */
  submitted: number
  /** Copies whose clock stands while 退办 or 改派 is decided. */
  paused: number
  /** Steps that wait for review. */
  waiting: number
  can: Record<'task.dispatch' | 'task.cancel' | 'task.close' | 'task.archive', boolean>
  actions: {
    urgeAction: FormAction
    cancelTaskAction: FormAction
    closeTaskAction: FormAction
    archiveTaskAction: FormAction
  }
}

/** What can be done with a whole task: the one act that is wanted now, what is often looked at, the rest. */
export function TaskActs(props: TaskActsProps) {
  const acts = actsOf(props)
  return (
    <>
      {acts.primary ? <Act act={acts.primary} look="primary" {...props} /> : null}
      {acts.beside.map((link) => (
        <LinkButton key={link.href} href={link.href} className="max-sm:hidden">
          {link.label}
        </LinkButton>
      ))}
      <More acts={acts} props={props} />
    </>
  )
}

function More({ acts, props }: { acts: ActsOf; props: TaskActsProps }) {
  const { task, unanswered, submitted, paused, actions } = props
  const hasMenu = acts.further.length + acts.rest.length > 0 || acts.cancels
  return hasMenu || acts.beside.length > 0 ? (
    <MoreMenu trigger="更多" aria-label="更多操作">
      {acts.beside.map((link) => (
        <MenuLink key={link.href} link={link} className="sm:hidden" />
      ))}
      {acts.further.map((link) => (
        <MenuLink key={link.href} link={link} />
      ))}
      {acts.rest.map((act) => (
        <Act key={act} act={act} look="menu" {...props} />
      ))}
      {acts.cancels ? (
        <div className="mt-1 border-line border-t pt-1">
          <CancelDialog
            taskId={task.id}
            open={openWords(props)}
            openCopies={unanswered + submitted + paused}
            action={actions.cancelTaskAction}
          />
          {task.state === 'dispatched' ? (
            <p className="px-3 pb-1.5 text-muted text-sm">涉及全部对象，不能恢复</p>
          ) : null}
        </div>
      ) : null}
    </MoreMenu>
  ) : null
}

function MenuLink({ link, className = '' }: { link: ActLink; className?: string }) {
  return (
    <a href={link.href} data-soft="" className={`${menuItemClass} ${className}`}>
      {link.label}
    </a>
  )
}

type ActProps = TaskActsProps & {
  act: NonNullable<ActsOf['primary']>
  look: 'primary' | 'menu'
}

function Act({ act, look, ...props }: ActProps) {
  const { task, unanswered, waiting, actions } = props
  const shared = { taskId: task.id, look }
  switch (act) {
    case 'urge':
      return <UrgeDialog {...shared} count={unanswered} action={actions.urgeAction} />
    case 'review':
      return (
        <LinkButton href={`/tasks/${task.id}?show=submitted`} tone="primary">
          {`看待审核的 ${waiting} 件`}
        </LinkButton>
      )
    case 'close':
      return <CloseDialog {...shared} open={openWords(props)} action={actions.closeTaskAction} />
    case 'archive':
      return <ArchiveDialog {...shared} action={actions.archiveTaskAction} />
  }
}

/** What is still open, by whose turn it is: `3 份没有办完、2 份已提交待审核`. */
function openWords({ unanswered, submitted, paused }: TaskActsProps): string {
  return [
    unanswered > 0 ? `${unanswered} 份没有办完` : null,
    submitted > 0 ? `${submitted} 份已提交待审核` : null,
    paused > 0 ? `${paused} 份暂停计时` : null,
  ]
    .filter(Boolean)
    .join('、')
}
