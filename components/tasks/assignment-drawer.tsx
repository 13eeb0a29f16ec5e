import { ActionForm } from '@/components/form/action-form'
import { LinkButton } from '@/components/ui/button'
import { Drawer } from '@/components/ui/drawer'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import type { AssignmentView } from '@/lib/tasks/assignment-queries'
import { isAssigneeTurn } from '@/lib/tasks/states'
import { AssignmentBadge } from './assignment-badge'
import { HistoryTimeline } from './history-timeline'
import { UsedTime } from './used-time'

type AssignmentDrawerProps = {
  view: AssignmentView
  now: Date
  closeHref: string
  urge: FormAction
}

/** One copy beside the list: whose turn it is and everything that happened. */
export function AssignmentDrawer({ view, now, closeHref, urge }: AssignmentDrawerProps) {
  const { assignment, task } = view
  const href = `/tasks/${task.id}/assignments/${assignment.id}`
  const canUrge = view.can['assignment.urge'] && isAssigneeTurn(assignment.state)
  return (
    <Drawer
      title={view.organisationName}
      aside={<AssignmentBadge {...assignment} now={now} grade={view.grade} />}
      closeHref={closeHref}
      actions={
        <>
          {canUrge ? (
            <ActionForm action={urge} hidden={{ taskId: task.id, assignmentId: assignment.id }}>
              <SubmitButton className="w-full">催办</SubmitButton>
            </ActionForm>
          ) : null}
          <LinkButton href={href} tone={assignment.state === 'submitted' ? 'primary' : 'secondary'}>
            {assignment.state === 'submitted' ? '打开审核' : '打开'}
          </LinkButton>
        </>
      }
    >
      <div className="space-y-4">
        <HistoryTimeline events={view.history} now={now} turn={view.turn} />
        <UsedTime usedMs={view.usedMs} />
      </div>
    </Drawer>
  )
}
