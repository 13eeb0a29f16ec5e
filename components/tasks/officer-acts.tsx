import { ActionForm } from '@/components/form/action-form'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import { isAssigneeTurn, isStepAtBranch } from '@/lib/tasks/states'
import type { AssignmentActsProps } from './assignment-acts'
import { branchesToWaitFor } from './branches-to-wait-for'
import { ProxyAcceptanceForm, ProxySubmissionForm } from './proxy-forms'
import { RejectEntryForm } from './review-forms'

/** 督办 of one copy: urging, 代录 and its confirmation; nothing where there is none of it to do. */
export function OfficerActs({ view, members, today, actions }: AssignmentActsProps) {
  const { assignment, can, step } = view
  const people = view.personName
    ? [{ personId: assignment.personId ?? '', name: view.personName }]
    : [...view.holders, ...members.filter((one) => one.personId === assignment.delegateId)]
  const canRecord = can['assignment.recordForOther']
  const canUrge = can['assignment.urge'] && isAssigneeTurn(assignment.state)
  const canConfirm = view.hasUnconfirmedAcceptance && can['assignment.confirmEntry']
  if (!canUrge && !(canRecord && isAssigneeTurn(assignment.state)) && !canConfirm) {
    return null
  }
  return (
    <Card title="督办">
      {canConfirm ? (
        <Notice
          tone="warning"
          title="代录的签收待确认"
          className="mb-3"
          actions={
            <>
              <ActionForm
                action={actions.confirmEntryAction}
                hidden={{ assignmentId: assignment.id, kind: 'acceptance' }}
              >
                <SubmitButton size="small">确认</SubmitButton>
              </ActionForm>
              {assignment.state === 'accepted' ? (
                <RejectEntryForm
                  assignmentId={assignment.id}
                  kind="acceptance"
                  size="small"
                  reject={actions.rejectEntryAction}
                />
              ) : null}
            </>
          }
        />
      ) : null}
      <div className="flex flex-wrap gap-3">
        {canUrge ? (
          <ActionForm
            action={actions.urgeAction}
            hidden={{ taskId: view.task.id, assignmentId: assignment.id }}
          >
            <SubmitButton>催办</SubmitButton>
          </ActionForm>
        ) : null}
        {canRecord && assignment.state === 'issued' ? (
          <ProxyAcceptanceForm
            assignmentId={assignment.id}
            people={people}
            today={today}
            record={actions.recordAcceptanceAction}
          />
        ) : null}
        {canRecord &&
        ['accepted', 'returned'].includes(assignment.state) &&
        isStepAtBranch(step.state) ? (
          <ProxySubmissionForm
            stepId={step.id}
            requestKey={view.requestKey}
            form={view.form}
            branches={branchesToWaitFor(view)}
            people={people}
            today={today}
            record={actions.recordSubmissionAction}
          />
        ) : null}
      </div>
    </Card>
  )
}
