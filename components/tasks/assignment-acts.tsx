import { ReportCard } from '@/components/forms/report-card'
import type { FormAction } from '@/lib/form-state'
import type { AssignmentView } from '@/lib/tasks/assignment-queries'
import { isAssigneeTurn, isStepAtBranch, stepsDone } from '@/lib/tasks/states'
import { AcceptPanel, DelegateForm } from './assignee-forms'
import { branchesToWaitFor } from './branches-to-wait-for'
import { OfficerActs } from './officer-acts'
import { EvaluatePanel, ReviewPanel } from './review-forms'
import { StepGradeForm } from './step-grade-form'
import { SubmitForm } from './submit-form'
import { SubmittedWork } from './submitted-work'

export interface AssignmentActions {
  acceptAction: FormAction
  delegateAction: FormAction
  submitAction: FormAction
  approveAction: FormAction
  returnAction: FormAction
  evaluateAction: FormAction
  evaluateStepAction: FormAction
  urgeAction: FormAction
  recordAcceptanceAction: FormAction
  recordSubmissionAction: FormAction
  confirmEntryAction: FormAction
  rejectEntryAction: FormAction
  withdrawDelegationAction: FormAction
}

export type AssignmentActsProps = {
  view: AssignmentView
  viewerId: string
  members: { personId: string; name: string }[]
  today: string
  refusal?: string
  /** 分解 stands before handing in, which is not the primary act then. */
  distributesFirst: boolean
  actions: AssignmentActions
}

/** What the viewer can do with an assignment now: one primary act, the others beside it. */
export function AssignmentActs(props: AssignmentActsProps) {
  const { view, actions } = props
  const { assignment, task, can, submission, step } = view
  const isOpen = task.state === 'dispatched'
  const canReview =
    can['assignment.review'] &&
    step.state === 'submitted' &&
    ['accepted', 'returned', 'submitted'].includes(assignment.state)
  const canEvaluate =
    can['assignment.evaluate'] && ['approved', 'evaluated'].includes(assignment.state)
  const isHandedIn = stepsDone(assignment.state) > 1 || !isStepAtBranch(step.state)
  return (
    <>
      {isOpen ? <AssigneeActs {...props} /> : null}
      {view.lastSubmission && isHandedIn && !canReview ? (
        <SubmittedWork event={view.lastSubmission} />
      ) : null}
      {view.report && (isHandedIn || canReview) ? <ReportCard fields={view.report} /> : null}
      {canReview && submission ? (
        <ReviewPanel
          content={view.lastSubmission}
          submissionId={submission.id}
          assignmentId={assignment.id}
          isUnconfirmed={submission.channel !== 'online' && !submission.confirmedAt}
          canConfirm={can['assignment.confirmEntry']}
          approve={actions.approveAction}
          giveBack={actions.returnAction}
          confirm={actions.confirmEntryAction}
          reject={actions.rejectEntryAction}
        />
      ) : null}
      {canEvaluate ? (
        <EvaluatePanel
          assignmentId={assignment.id}
          evaluate={actions.evaluateAction}
          isScored={view.isScored}
          isCorrection={assignment.state === 'evaluated'}
        />
      ) : null}
      {can['assignment.evaluateStep'] && view.steps.length > 1 && step.state === 'approved' ? (
        <div>
          <StepGradeForm
            stepId={step.id}
            title={view.node.title}
            criteria={view.node.criteria}
            isCorrection={view.steps.some((one) => one.step.id === step.id && one.grade !== null)}
            evaluate={actions.evaluateStepAction}
          />
        </div>
      ) : null}
      {isOpen ? <OfficerActs {...props} /> : null}
    </>
  )
}

function AssigneeActs(props: AssignmentActsProps) {
  const { view, viewerId, members, refusal, actions } = props
  const { assignment, can, step, draft } = view
  const last = view.lastSubmission
  const isInHand = ['accepted', 'returned'].includes(assignment.state) && isStepAtBranch(step.state)
  return (
    <>
      {can['assignment.accept'] && assignment.state === 'issued' ? (
        <AcceptPanel assignmentId={assignment.id} accept={actions.acceptAction} />
      ) : null}
      {can['assignment.submit'] && isInHand ? (
        <SubmitForm
          key={`${step.id}:${last?.version ?? 0}`}
          stepId={step.id}
          personId={viewerId}
          requestKey={view.requestKey}
          submit={actions.submitAction}
          initialText={draft?.body.text ?? last?.text ?? ''}
          initialFiles={draft?.files ?? last?.files ?? []}
          draft={draft ? { version: draft.version, savedAt: draft.updatedAt } : null}
          isEvidenceRequired={view.isEvidenceRequired}
          form={view.form}
          returnReason={returnReasonOf(view)}
          plainRefusal={refusal}
          branches={branchesToWaitFor(view)}
          comesLater={props.distributesFirst}
        />
      ) : null}
      {can['assignment.delegate'] && isAssigneeTurn(assignment.state) ? (
        <DelegateForm
          assignmentId={assignment.id}
          members={members}
          delegateName={view.delegateName}
          delegate={actions.delegateAction}
          withdraw={actions.withdrawDelegationAction}
        />
      ) : null}
    </>
  )
}

function returnReasonOf({ step, history }: AssignmentView): string | undefined {
  const last = history.find((event) => event.kind === 'returned' && event.stepId === step.id)
  return step.state === 'returned' && last?.kind === 'returned' ? last.reason : undefined
}
