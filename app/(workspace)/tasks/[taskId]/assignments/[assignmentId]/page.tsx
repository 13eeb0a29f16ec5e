import type { Metadata } from 'next'
import { AssignmentActs } from '@/components/tasks/assignment-acts'
import { AssignmentBadge, SoonBadge } from '@/components/tasks/assignment-badge'
import { HistoryTimeline } from '@/components/tasks/history-timeline'
import { TaskRequirement } from '@/components/tasks/task-requirement'
import { UsedTime } from '@/components/tasks/used-time'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { formatMoment } from '@/lib/format'
import { forPage, pageId } from '@/lib/page'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { leftRefusal } from '@/lib/refusal-cookie'
import { requireContext } from '@/lib/session'
import { assignmentView, membersOfBranch } from '@/lib/tasks/assignment-queries'
import * as actions from '../../../actions'

export const metadata: Metadata = { title: '任务' }

/** One copy of a task: what is asked, whose turn it is, what happened, and what the viewer can do. */
export default async function AssignmentPage({
  params,
}: PageProps<'/tasks/[taskId]/assignments/[assignmentId]'>) {
  const given = await params
  const [taskId, assignmentId] = [pageId(given.taskId), pageId(given.assignmentId)] as const
  const ctx = await requireContext(`/tasks/${taskId}/assignments/${assignmentId}`)
  const [view, refusal] = await forPage(
    Promise.all([assignmentView(ctx, assignmentId), leftRefusal()]),
  )
  const { assignment, task } = view
  const needsMembers = view.can['assignment.delegate'] || view.can['assignment.recordForOther']
  const members = needsMembers ? await membersOfBranch(ctx, assignment.organisationId) : []
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
        context={`${task.basis ? `依据 ${task.basis} · ` : ''}${formatMoment(assignment.effectiveDueAt, ctx.now)} 截止${assignment.effectiveDueAt > assignment.dueAt ? '（已顺延审核用时）' : ''} · ${task.isScored ? '计分任务' : '不计分'}`}
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
          <AssignmentActs
            view={view}
            viewerId={ctx.viewer.personId}
            members={members}
            today={dayOf(ctx.now)}
            refusal={refusal}
            actions={actions}
          />
          {issues ? requirement : null}
        </div>
        <div className="min-w-0 space-y-4">
          <UsedTime usedMs={view.usedMs} />
          <Card title="办理经过">
            <HistoryTimeline events={view.history} now={ctx.now} turn={view.turn} />
          </Card>
        </div>
      </div>
    </>
  )
}
