import { AssignmentDrawer } from '@/components/tasks/assignment-drawer'
import { AssignmentTable } from '@/components/tasks/assignment-table'
import { ChangePersonForm } from '@/components/tasks/change-person-form'
import { NodePlan } from '@/components/tasks/node-plan'
import { TaskChangeLines } from '@/components/tasks/task-change-lines'
import { TaskRequirement } from '@/components/tasks/task-requirement'
import { LinkButton } from '@/components/ui/button'
import { WithDrawer } from '@/components/ui/drawer'
import { FilterChips } from '@/components/ui/filter-chips'
import { Pager } from '@/components/ui/pager'
import { SearchForm } from '@/components/ui/search-form'
import { StatStrip } from '@/components/ui/stat-strip'
import type { ViewerContext } from '@/lib/context'
import { forPage } from '@/lib/page'
import { can } from '@/lib/policy'
import { addressOf, cursorText, type taskAddress } from '@/lib/tasks/address'
import { assignmentView } from '@/lib/tasks/assignment-queries'
import { assignmentRows } from '@/lib/tasks/copy-queries'
import type { PlannedStep } from '@/lib/tasks/node-plan'
import { hasForms } from '@/lib/tasks/reports/compiled'
import { taskChangesOf } from '@/lib/tasks/task-changes'
import { taskChips, taskStats } from '@/lib/tasks/task-figures'
import type { TaskView } from '@/lib/tasks/task-queries'
import * as actions from '../actions'

type Address = ReturnType<typeof taskAddress.parse>
type PartProps = { ctx: ViewerContext; view: TaskView; nodes: PlannedStep[] }

/** Every copy of a task with where it stands, and one of them open beside the list. */
export async function CopiesView(props: PartProps & { address: Address }) {
  const { ctx, view, nodes, address } = props
  const { task } = view
  const path = `/tasks/${task.id}`
  const [page, open, isCompiled, changes] = await Promise.all([
    assignmentRows(ctx, task, { show: address.show, search: address.q, after: address.after }),
    address.open ? forPage(assignmentView(ctx, address.open)) : null,
    hasForms(ctx, task.id),
    taskChangesOf(ctx, task.id),
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
            form={nodes.length === 1 ? nodes[0]?.form : null}
            attachments={view.attachments}
          >
            <TaskChangeLines changes={changes} now={ctx.now} />
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
    <div className="mt-3 flex flex-wrap gap-3 print:hidden">
      {can(ctx.viewer, 'task.changeReviewer', task) ? (
        <ChangePersonForm
          kind="reviewer"
          taskId={task.id}
          present={task.alternateReviewerId}
          name={view.alternateReviewerName}
          action={actions.changeReviewerAction}
        />
      ) : null}
      {can(ctx.viewer, 'task.changeCloser', task) ? (
        <ChangePersonForm
          kind="closer"
          taskId={task.id}
          present={task.closerId}
          name={view.closerName}
          action={actions.changeCloserAction}
        />
      ) : null}
    </div>
  )
}
