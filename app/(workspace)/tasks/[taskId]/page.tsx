import type { Metadata } from 'next'
import { AssignmentDrawer } from '@/components/tasks/assignment-drawer'
import { AssignmentTable } from '@/components/tasks/assignment-table'
import { CloserForm } from '@/components/tasks/closer-form'
import { DispatchPanel } from '@/components/tasks/dispatch-panel'
import { DispatchShape } from '@/components/tasks/dispatch-shape'
import { NodePlan } from '@/components/tasks/node-plan'
import { ReviewerForm } from '@/components/tasks/reviewer-form'
import { TaskActs } from '@/components/tasks/task-acts'
import { TaskOriginsLine } from '@/components/tasks/task-origins-line'
import { TaskRequirement } from '@/components/tasks/task-requirement'
import { SaveAsTemplate } from '@/components/tasks/template-picker'
import { LinkButton } from '@/components/ui/button'
import { WithDrawer } from '@/components/ui/drawer'
import { FilterChips } from '@/components/ui/filter-chips'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { SearchForm } from '@/components/ui/search-form'
import { StatStrip } from '@/components/ui/stat-strip'
import type { ViewerContext } from '@/lib/context'
import { formatDay, formatMoment } from '@/lib/format'
import { forPage, pageId } from '@/lib/page'
import { abilities, can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { addressOf, cursorText, taskAddress } from '@/lib/tasks/address'
import { assignmentView } from '@/lib/tasks/assignment-queries'
import { assignmentRows } from '@/lib/tasks/copy-queries'
import { dispatchEffect } from '@/lib/tasks/dispatch-effect'
import { nodePlan, type PlannedStep } from '@/lib/tasks/node-plan'
import { hasForms } from '@/lib/tasks/reports/compiled'
import { taskStateLabels } from '@/lib/tasks/states'
import { taskChips, taskStats } from '@/lib/tasks/task-figures'
import { taskOrigins } from '@/lib/tasks/task-origins'
import { type TaskView, taskView } from '@/lib/tasks/task-queries'
import { saveTaskAsTemplateAction } from '../../templates/actions'
import * as actions from '../actions'

export const metadata: Metadata = { title: '任务' }

type Address = ReturnType<typeof taskAddress.parse>

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
          <>
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
              can={may}
              actions={actions}
            />
            {can(ctx.viewer, 'template.create') ? (
              <SaveAsTemplate
                taskId={taskId}
                templateId={view.newTemplateId}
                name={view.task.title}
                save={saveTaskAsTemplateAction}
              />
            ) : null}
          </>
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
  const effect = await dispatchEffect(ctx, view.task)
  return (
    <div className="max-w-form space-y-4">
      <DispatchPanel
        task={view.task}
        effect={effect}
        dueWords={formatMoment(view.task.dueAt, ctx.now)}
        dispatch={actions.dispatchTaskAction}
      >
        <DispatchShape
          effect={effect}
          completionRule={view.task.completionRule}
          completionCount={view.task.completionCount}
          closerName={view.closerName}
        />
      </DispatchPanel>
      {nodes.length > 1 ? <NodePlan nodes={nodes} now={ctx.now} /> : null}
      <TaskRequirement
        task={view.task}
        alternateReviewerName={view.alternateReviewerName}
        attachments={view.attachments}
      />
    </div>
  )
}

async function CopiesView(props: PartProps & { address: Address }) {
  const { ctx, view, nodes, address } = props
  const { task } = view
  const path = `/tasks/${task.id}`
  const [page, open, isCompiled] = await Promise.all([
    assignmentRows(ctx, task, { show: address.show, search: address.q, after: address.after }),
    address.open ? forPage(assignmentView(ctx, address.open)) : null,
    hasForms(ctx, task.id),
  ])
  const kept = {
    show: address.show === 'all' ? undefined : address.show,
    q: address.q,
    after: address.after ? cursorText(address.after) : undefined,
  }
  return (
    <>
      <StatStrip label="任务总况" items={taskStats(view, address.show)} />
      <div className="my-3 flex flex-wrap items-center justify-between gap-3">
        <FilterChips label="按状态" items={taskChips(view, address.show)} />
        {isCompiled ? <LinkButton href={`${path}/compiled`}>看汇总表</LinkButton> : null}
        <SearchForm
          action={path}
          label="找党组织"
          defaultValue={address.q}
          keep={{ show: kept.show }}
        />
      </div>
      <WithDrawer
        drawer={
          open ? (
            <AssignmentDrawer
              view={open}
              now={ctx.now}
              closeHref={addressOf(path, kept)}
              urge={actions.urgeAction}
            />
          ) : undefined
        }
      >
        <AssignmentTable
          rows={page.rows}
          now={ctx.now}
          dueAt={task.dueAt}
          nodes={nodes.map((node) => node.title)}
          openHref={(row) => addressOf(path, { ...kept, open: row.assignmentId })}
          currentKey={address.open}
        />
        <Pager
          newerHref={address.after ? addressOf(path, { show: kept.show, q: kept.q }) : undefined}
          newerLabel="回到第一页"
          olderHref={
            page.next ? addressOf(path, { ...kept, after: cursorText(page.next) }) : undefined
          }
        />
        <div className="mt-6 space-y-4">
          {nodes.length > 1 ? <NodePlan nodes={nodes} now={ctx.now} /> : null}
          <TaskRequirement
            task={task}
            alternateReviewerName={view.alternateReviewerName}
            closerName={view.closerName}
            attachments={view.attachments}
          >
            {task.state === 'dispatched' ? <ChangePeople ctx={ctx} view={view} /> : null}
          </TaskRequirement>
        </div>
      </WithDrawer>
    </>
  )
}

/** Who else reviews and who closes it may change while it is under way. */
function ChangePeople({ ctx, view: { task, ...view } }: Pick<PartProps, 'ctx' | 'view'>) {
  return (
    <div className="flex flex-wrap gap-3">
      {can(ctx.viewer, 'task.changeReviewer', task) ? (
        <ReviewerForm
          taskId={task.id}
          present={task.alternateReviewerId}
          name={view.alternateReviewerName}
          action={actions.changeReviewerAction}
        />
      ) : null}
      {can(ctx.viewer, 'task.changeCloser', task) ? (
        <CloserForm
          taskId={task.id}
          present={task.closerId}
          name={view.closerName}
          action={actions.changeCloserAction}
        />
      ) : null}
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
