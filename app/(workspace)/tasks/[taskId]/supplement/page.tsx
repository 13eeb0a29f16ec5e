import type { Metadata } from 'next'
import { forbidden } from 'next/navigation'
import { SupplementForm } from '@/components/tasks/supplement-form'
import { PageHeader } from '@/components/ui/page-header'
import { formatMoment } from '@/lib/format'
import { forPage, pageId } from '@/lib/page'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { taskFormData } from '@/lib/tasks/form-queries'
import { taskView } from '@/lib/tasks/task-queries'
import { supplementAction } from '../../requests/actions'

export const metadata: Metadata = { title: '补充下达' }

/** 补充下达: the task as it is, to further recipients. */
export default async function SupplementPage({ params }: PageProps<'/tasks/[taskId]/supplement'>) {
  const taskId = pageId((await params).taskId)
  const ctx = await requireContext(`/tasks/${taskId}/supplement`)
  const [{ task }, form] = await forPage(Promise.all([taskView(ctx, taskId), taskFormData(ctx)]))
  if (!can(ctx.viewer, 'task.dispatch', task)) {
    forbidden()
  }
  return (
    <>
      <PageHeader
        title="补充下达"
        crumbs={[
          { label: '任务', href: '/tasks' },
          { label: task.title, href: `/tasks/${taskId}` },
        ]}
        context={`${formatMoment(task.dueAt, ctx.now)} 截止。已有这项任务的不会重复收到；新收到的由短信提醒，不影响其他支部。`}
      />
      <SupplementForm
        taskId={taskId}
        requestKey={form.newTaskId}
        isPastDue={task.dueAt <= ctx.now}
        tree={form.tree}
        groups={form.groups}
        supplement={supplementAction}
      />
    </>
  )
}
