import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { TaskForm } from '@/components/tasks/task-form'
import { PageHeader } from '@/components/ui/page-header'
import { formatClock } from '@/lib/format'
import { forPage, pageId } from '@/lib/page'
import { dayOf } from '@/lib/period'
import { requireContext } from '@/lib/session'
import { draftOf, taskFormData } from '@/lib/tasks/form-queries'
import { linkChoices } from '@/lib/tasks/link-choices'
import { nodeFields } from '@/lib/tasks/node-fields'
import { saveTaskAction } from '../../actions'

export const metadata: Metadata = { title: '修改草稿' }

/** Changing a draft; what has been dispatched is only looked at. */
export default async function EditTaskPage({ params }: PageProps<'/tasks/[taskId]/edit'>) {
  const taskId = pageId((await params).taskId)
  const ctx = await requireContext(`/tasks/${taskId}/edit`)
  const { task, choice, persons, nodes, ...draft } = await forPage(draftOf(ctx, taskId))
  if (task.state !== 'draft') {
    redirect(`/tasks/${task.id}` as Route)
  }
  const kept = [draft.formVersionId, ...nodes.map((node) => node.formVersionId)]
  const [form, links] = await Promise.all([
    taskFormData(
      ctx,
      kept.flatMap((id) => id ?? []),
    ),
    linkChoices(ctx, task),
  ])
  return (
    <>
      <PageHeader
        title="修改草稿"
        crumbs={[
          { label: '任务', href: '/tasks' },
          { label: task.title, href: `/tasks/${taskId}` },
        ]}
      />
      <TaskForm
        save={saveTaskAction}
        taskId={taskId}
        version={task.version}
        values={{
          title: task.title,
          requirement: task.requirement,
          basis: task.basis ?? undefined,
          startsOn: task.startsOn,
          dueOn: dayOf(task.dueAt),
          dueTime: formatClock(task.dueAt),
          isEvidenceRequired: task.isEvidenceRequired,
          isScored: task.isScored,
          alternateReviewer: draft.alternateReviewer,
          closer: draft.closer,
          criteria: task.criteria ?? undefined,
          nodes: nodeFields(nodes),
          formVersionId: draft.formVersionId ?? undefined,
          route: task.route,
          completionRule: task.completionRule,
          completionCount: task.completionCount ?? undefined,
          reworkAllowanceDays: task.reworkAllowanceDays,
          estimatedMinutes: task.estimatedMinutes ?? undefined,
          requirementId: task.requirementId ?? undefined,
          milestoneId: task.milestoneId ?? undefined,
          chosen: choice,
          persons,
          files: draft.attachments,
        }}
        tree={form.tree}
        groups={form.groups}
        forms={form.forms}
        links={links}
      />
    </>
  )
}
