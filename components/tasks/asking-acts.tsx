import type { FormAction } from '@/lib/form-state'
import type { AssignmentView } from '@/lib/tasks/assignment-queries'
import type { RequestViews } from '@/lib/tasks/requests/request-queries'
import { isAssigneeTurn, isStepAtBranch, tallyOfBranches } from '@/lib/tasks/states'
import { DeclineForm, ExtensionForm, WithdrawForm } from './request-forms'

type AskingActsProps = {
  view: AssignmentView
  requests: RequestViews
  now: Date
  /** Of the step in hand, in words. */
  dueWords: string
  today: string
  others: { id: string; name: string }[]
  actions: {
    requestExtensionAction: FormAction
    requestDeclineAction: FormAction
    withdrawAssignmentAction: FormAction
  }
}

/** What a branch may ask for while it is its turn, and 撤回 for those who issued the task. */
export function AskingActs(props: AskingActsProps) {
  const { view, requests, now, dueWords, today, others, actions } = props
  const { assignment, task, step, can } = view
  const isTurn = task.state === 'dispatched' && isAssigneeTurn(assignment.state)
  const asks = isTurn && can['assignment.request']
  const isWaiting = requests.extensions.some(
    (one) => one.stepId === step.id && one.decision === null,
  )
  const mayExtend = asks && isStepAtBranch(step.state) && step.effectiveDueAt > now && !isWaiting
  const mayWithdraw =
    can['assignment.withdraw'] &&
    task.state === 'dispatched' &&
    (isTurn || assignment.state === 'submitted')
  if (!asks && !mayWithdraw) {
    return null
  }
  return (
    <div className="flex flex-wrap gap-3">
      {mayExtend ? (
        <ExtensionForm
          stepId={step.id}
          dueWords={dueWords}
          from={today}
          request={actions.requestExtensionAction}
        />
      ) : null}
      {asks ? (
        <DeclineForm
          assignmentId={assignment.id}
          others={assignment.parentId || assignment.personId ? [] : others}
          request={actions.requestDeclineAction}
        />
      ) : null}
      {mayWithdraw ? (
        <WithdrawForm
          assignmentId={assignment.id}
          name={view.personName ?? view.organisationName}
          branches={tallyOfBranches(view.children).all}
          withdraw={actions.withdrawAssignmentAction}
        />
      ) : null}
    </div>
  )
}
