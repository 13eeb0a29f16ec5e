import type { Metadata } from 'next'
import { forbidden } from 'next/navigation'
import { SupplementForm } from '@/components/tasks/supplement-form'
import { SupplementPanel } from '@/components/tasks/supplement-panel'
import { TaskRequirement } from '@/components/tasks/task-requirement'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import type { ViewerContext } from '@/lib/context'
import { formatMoment } from '@/lib/format'
import { forPage, pageId } from '@/lib/page'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { supplementAddress } from '@/lib/tasks/address'
import { taskFormData } from '@/lib/tasks/form-queries'
import {
  plannedSupplement,
  type SupplementPlan,
  supplementEffect,
} from '@/lib/tasks/supplement-plan'
import { type TaskView, taskView } from '@/lib/tasks/task-queries'
import { planSupplementAction, supplementAction } from '../../requests/actions'

export const metadata: Metadata = { title: '补充下达' }

/** 补充下达: the task as it is, to further recipients; first the choice, then its effect. */
export default async function SupplementPage(props: PageProps<'/tasks/[taskId]/supplement'>) {
  const taskId = pageId((await props.params).taskId)
  const ctx = await requireContext(`/tasks/${taskId}/supplement`)
  const { look, change } = supplementAddress.parse(await props.searchParams)
  const view = await forPage(taskView(ctx, taskId))
  const { task } = view
  if (!can(ctx.viewer, 'task.dispatch', task)) {
    forbidden()
  }
  const requestKey = look ?? change
  const plan = requestKey ? await plannedSupplement(ctx, { taskId, requestKey }) : null
  return (
    <>
      <PageHeader
        title="补充下达"
        crumbs={[
          { label: '任务', href: '/tasks' },
          { label: task.title, href: `/tasks/${taskId}` },
        ]}
        context={`任务原定 ${formatMoment(task.dueAt, ctx.now)} 截止。已有这项任务的不会重复收到；新收到的由短信提醒，不影响其他支部。`}
      />
      {requestKey && !plan ? (
        <Notice tone="info" className="mb-4 max-w-form">
          这次选择已经下达，或在另一个页面改过了。下达过的在任务的“下达回执”里；还要补充请重新选择。
        </Notice>
      ) : null}
      {look && plan ? (
        <Look ctx={ctx} view={view} plan={plan} />
      ) : (
        <Choice ctx={ctx} task={task} plan={plan} />
      )}
    </>
  )
}

async function Look(props: { ctx: ViewerContext; view: TaskView; plan: SupplementPlan }) {
  const { ctx, view, plan } = props
  const { task } = view
  const { requestKey } = plan
  const effect = await supplementEffect(ctx, task, plan)
  return (
    <div className="grid gap-4 max-xl:max-w-form xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] xl:items-start">
      <SupplementPanel
        taskId={task.id}
        requestKey={requestKey}
        effect={effect}
        dueWords={formatMoment(effect.dueAt, ctx.now)}
        changeHref={`/tasks/${task.id}/supplement?change=${requestKey}`}
        supplement={supplementAction}
      />
      <TaskRequirement task={task} attachments={view.attachments} />
    </div>
  )
}

type ChoiceProps = { ctx: ViewerContext; task: TaskView['task']; plan: SupplementPlan | null }

async function Choice({ ctx, task, plan }: ChoiceProps) {
  const form = await taskFormData(ctx)
  return (
    <SupplementForm
      taskId={task.id}
      requestKey={form.newTaskId}
      isPastDue={task.dueAt <= ctx.now}
      tree={form.tree}
      groups={form.groups}
      chosen={plan ?? undefined}
      plan={planSupplementAction}
    />
  )
}
