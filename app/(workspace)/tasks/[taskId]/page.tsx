import type { Metadata } from 'next'
import { DispatchPanel } from '@/components/tasks/dispatch-panel'
import { DispatchShape } from '@/components/tasks/dispatch-shape'
import { NodePlan } from '@/components/tasks/node-plan'
import { TaskActs } from '@/components/tasks/task-acts'
import { TaskOriginsLine } from '@/components/tasks/task-origins-line'
import { TaskPlaceForm } from '@/components/tasks/task-place-form'
import { TaskRequirement } from '@/components/tasks/task-requirement'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import type { ViewerContext } from '@/lib/context'
import { formatDay, formatMoment } from '@/lib/format'
import { forPage, pageId } from '@/lib/page'
import { abilities, can } from '@/lib/policy'
import { taskPlaceOf } from '@/lib/scorecard/placing/task-place'
import { requireContext } from '@/lib/session'
import { taskAddress } from '@/lib/tasks/address'
import { dispatchEffect } from '@/lib/tasks/dispatch-effect'
import { nodePlan, type PlannedStep } from '@/lib/tasks/node-plan'
import { taskStateLabels } from '@/lib/tasks/states'
import { taskOrigins } from '@/lib/tasks/task-origins'
import { type TaskView, taskView } from '@/lib/tasks/task-queries'
import * as actions from '../actions'
import { CopiesView } from './copies-view'

export const metadata: Metadata = { title: '任务' }

/** A task as its issuers see it: a draft with its effect, or every copy with where it stands. */
export default async function TaskPage(props: PageProps<'/tasks/[taskId]'>) {
  const taskId = pageId((await props.params).taskId)
  const ctx = await requireContext(`/tasks/${taskId}`)
  const address = taskAddress.parse(await props.searchParams)
  const view = await forPage(taskView(ctx, taskId))
  const may = abilities(
    ctx.viewer,
    ['task.dispatch', 'task.cancel', 'task.close', 'task.archive'],
    view.task,
  )
  const nodes = await nodePlan(ctx, taskId)
  return (
    <>
      <PageHeader
        title={view.task.title}
        crumbs={[{ label: '任务', href: '/tasks' }, { label: taskStateLabels[view.task.state] }]}
        context={contextOf(view, ctx.now)}
        actions={
          <TaskActs
            task={view.task}
            isLarge={nodes.length > 1}
            dispatchId={view.dispatch?.id ?? null}
            unanswered={
              (view.tallies.issued ?? 0) +
              (view.tallies.accepted ?? 0) +
              (view.tallies.returned ?? 0)
            }
            submitted={view.tallies.submitted ?? 0}
            paused={view.tallies.paused ?? 0}
            waiting={view.waiting}
            can={may}
            actions={actions}
          />
        }
      />
      <TaskOriginsLine origins={await taskOrigins(ctx, view.task)} />
      {view.task.state === 'cancelled' ? (
        <Notice tone="warning" title="已撤销" className="mb-4">
          {view.task.cancelReason}
        </Notice>
      ) : null}
      {view.task.state === 'draft' ? (
        <DraftView ctx={ctx} view={view} nodes={nodes} />
      ) : (
        <CopiesView ctx={ctx} view={view} nodes={nodes} address={address} />
      )}
    </>
  )
}

type PartProps = { ctx: ViewerContext; view: TaskView; nodes: PlannedStep[] }

async function DraftView({ ctx, view, nodes }: PartProps) {
  const [effect, place] = await Promise.all([
    dispatchEffect(ctx, view.task),
    taskPlaceOf(ctx, view.task),
  ])
  return (
    <div className="grid gap-4 max-xl:max-w-form xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] xl:items-start">
      <DispatchPanel
        task={view.task}
        effect={effect}
        dueWords={formatMoment(view.task.dueAt, ctx.now)}
        dispatch={actions.dispatchTaskAction}
      >
        <TaskPlaceForm
          task={view.task}
          place={place}
          save={can(ctx.viewer, 'task.edit', view.task) ? actions.placeTaskAction : undefined}
        />
        <DispatchShape
          effect={effect}
          completionRule={view.task.completionRule}
          completionCount={view.task.completionCount}
          closerName={view.closerName}
        />
      </DispatchPanel>
      <div className="min-w-0 space-y-4">
        {nodes.length > 1 ? <NodePlan nodes={nodes} now={ctx.now} /> : null}
        <TaskRequirement
          task={view.task}
          alternateReviewerName={view.alternateReviewerName}
          form={nodes.length === 1 ? nodes[0]?.form : null}
          attachments={view.attachments}
        />
      </div>
    </div>
  )
}

function contextOf({ task, dispatch, createdByName }: TaskView, now: Date): string {
  return [
    task.basis ? `依据 ${task.basis}` : null,
    task.isScored ? '计分任务' : '不计分',
    `${formatDay(task.startsOn, now)} – ${formatMoment(task.dueAt, now)}`,
    dispatch
      ? `${createdByName} ${formatMoment(dispatch.dispatchedAt, now)} 下达 · 回执 ${dispatch.number}`
      : `${createdByName} 拟稿`,
  ]
    .filter(Boolean)
    .join(' · ')
}
