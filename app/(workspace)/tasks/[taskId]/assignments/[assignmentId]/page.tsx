import type { Metadata } from 'next'
import { AskingActs } from '@/components/tasks/asking-acts'
import { AssignmentActs } from '@/components/tasks/assignment-acts'
import { AssignmentBadge, SoonBadge } from '@/components/tasks/assignment-badge'
import { isUndistributed } from '@/components/tasks/branches-to-wait-for'
import { DischargingActivities } from '@/components/tasks/discharging-activities'
import { HistoryTimeline } from '@/components/tasks/history-timeline'
import { NodeTimeline } from '@/components/tasks/node-timeline'
import { DistributeForm, RelatedPanel } from '@/components/tasks/related-panel'
import { RequestPanel } from '@/components/tasks/request-panel'
import { TaskRequirement } from '@/components/tasks/task-requirement'
import { UsedTime } from '@/components/tasks/used-time'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { TextLink } from '@/components/ui/text-link'
import { activitiesOfAssignment } from '@/lib/activities/queries'
import type { ViewerContext } from '@/lib/context'
import { formatMoment } from '@/lib/format'
import { forPage, pageId } from '@/lib/page'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { leftRefusal } from '@/lib/refusal-cookie'
import { requireContext } from '@/lib/session'
import { assignmentAddress } from '@/lib/tasks/address'
import { type AssignmentChoices, assignmentChoices } from '@/lib/tasks/assignment-choices'
import { type AssignmentView, assignmentView } from '@/lib/tasks/assignment-queries'
import { isAssigneeTurn, partLabels } from '@/lib/tasks/states'
import * as actions from '../../../actions'
import * as requestActions from '../../../requests/actions'

export const metadata: Metadata = { title: '任务' }

/** One copy of a task: what is asked, whose turn it is, what happened, and what the viewer can do. */
export default async function AssignmentPage(
  props: PageProps<'/tasks/[taskId]/assignments/[assignmentId]'>,
) {
  const given = await props.params
  const [taskId, assignmentId] = [pageId(given.taskId), pageId(given.assignmentId)] as const
  const ctx = await requireContext(`/tasks/${taskId}/assignments/${assignmentId}`)
  const { node } = assignmentAddress.parse(await props.searchParams)
  const view = await forPage(assignmentView(ctx, assignmentId, node))
  const isOfActivities = view.steps.some((one) => one.node.activityKind !== null)
  const [choices, refusal, activities] = await Promise.all([
    assignmentChoices(ctx, view),
    leftRefusal(),
    isOfActivities ? activitiesOfAssignment(ctx, assignmentId) : [],
  ])
  const { assignment, task } = view
  const issues = can(ctx.viewer, 'task.view', task)
  // Who has to do it reads first what is asked; who judges it sees first what came.
  const requirement = <TaskRequirement task={task} attachments={view.attachments} />
  return (
    <>
      <PageHeader
        title={task.title}
        crumbs={
          issues
            ? [
                { label: '任务', href: '/tasks' },
                { label: task.title, href: `/tasks/${task.id}` },
                { label: view.organisationName },
              ]
            : [{ label: '待办', href: '/' }, { label: view.organisationName }]
        }
        context={contextOf(view, ctx.now)}
        actions={
          <div className="flex flex-wrap gap-2">
            <AssignmentBadge {...assignment} now={ctx.now} grade={view.grade} />
            <SoonBadge {...assignment} now={ctx.now} />
          </div>
        }
      />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_22rem] lg:items-start">
        <div className="min-w-0 space-y-4">
          {issues ? null : requirement}
          <Work ctx={ctx} view={view} choices={choices} refusal={refusal} />
          {issues ? requirement : null}
        </div>
        <div className="min-w-0 space-y-4">
          <RelatedPanel
            {...view}
            taskId={task.id}
            now={ctx.now}
            canOpen={choices.opensRelated}
            compiledHref={choices.seesCompiled ? `/tasks/${task.id}/compiled` : undefined}
            urge={
              view.can['assignment.urgeBranches']
                ? { assignmentId: assignment.id, action: actions.urgeBranchesAction }
                : undefined
            }
          />
          <DischargingActivities activities={activities} now={ctx.now} />
          <UsedTime usedMs={view.usedMs} />
          <Card title="办理经过">
            <HistoryTimeline events={view.history} now={ctx.now} turn={view.turn} />
            {view.isScored && view.grade ? (
              <p className="mt-3 text-sm">
                <TextLink href={`/scorecard?organisation=${assignment.organisationId}`}>
                  看这次评价记入的分录
                </TextLink>
              </p>
            ) : null}
          </Card>
        </div>
      </div>
    </>
  )
}

type WorkProps = {
  ctx: ViewerContext
  view: AssignmentView
  choices: AssignmentChoices
  refusal: string | undefined
}

/** The nodes, what was asked for, and what the viewer can do now. */
function Work({ ctx, view, choices, refusal }: WorkProps) {
  const { assignment, task, step } = view
  const path = `/tasks/${task.id}/assignments/${assignment.id}`
  const distributesFirst = isUndistributed(view, choices.branches)
  return (
    <>
      {view.steps.length > 1 || view.node.activityKind ? (
        <NodeTimeline
          steps={view.steps}
          now={ctx.now}
          currentId={step.id}
          organisationId={assignment.organisationId}
          hrefOf={(one) => `${path}?node=${one.node.position}`}
          isAssignee={view.can['assignment.submit']}
          isPaused={assignment.state === 'paused'}
          isUnsigned={assignment.state === 'issued'}
        />
      ) : null}
      <RequestPanel
        requests={choices.requests}
        taskId={task.id}
        assignmentId={assignment.id}
        now={ctx.now}
        canDecide={view.can['assignment.decideRequest']}
        canWithdraw={view.can['assignment.request']}
        others={choices.others}
        isSingleNode={view.steps.length === 1}
        actions={requestActions}
      />
      {choices.branches.length > 0 ? (
        <DistributeForm
          assignmentId={assignment.id}
          requestKey={view.requestKey}
          branches={choices.branches}
          distribute={actions.distributeAction}
          isFirst={distributesFirst}
        />
      ) : null}
      <AssignmentActs
        view={view}
        viewerId={ctx.viewer.personId}
        members={choices.members}
        today={dayOf(ctx.now)}
        refusal={refusal}
        distributesFirst={distributesFirst}
        actions={actions}
      />
      <AskingActs
        view={view}
        requests={choices.requests}
        now={ctx.now}
        dueWords={formatMoment(step.effectiveDueAt, ctx.now)}
        today={dayOf(ctx.now)}
        others={choices.others}
        actions={requestActions}
      />
    </>
  )
}

function contextOf(view: AssignmentView, now: Date): string {
  const { task, assignment } = view
  return [
    task.basis ? `依据 ${task.basis}` : null,
    assignment.part === 'owner' ? null : partLabels[assignment.part],
    ...dueWords(view, now),
    task.isScored && assignment.part !== 'assist' ? '计分任务' : '不计分',
  ]
    .filter(Boolean)
    .join(' · ')
}

/** Until when; with several nodes the one in hand, while there is one, and the whole. */
function dueWords({ assignment, steps }: AssignmentView, now: Date): string[] {
  const due = formatMoment(assignment.effectiveDueAt, now)
  if (steps.length === 1) {
    const isShifted = formatMoment(assignment.dueAt, now) !== due
    return [`${due} 截止${isShifted ? '（已顺延审核用时）' : ''}`]
  }
  return [
    ...(isAssigneeTurn(assignment.state) ? [`在办节点 ${due} 截止`] : []),
    `共 ${steps.length} 个节点，${formatMoment(assignment.dueAt, now)} 前全部完成`,
  ]
}
