import { and, inArray } from 'drizzle-orm'
import { openAssignmentStates } from '@/db/enums'
import { assignments } from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import { endAssignments } from './end-assignments'
import { type Assignment, sharedWith, type Task } from './load'
import { tellAssignees } from './tell'

/**
 * Where a task asks for some of the people of a branch only (any, or k of n): once as many have been
 * approved, the others' copies end, without an SMS. The verb holds all of them (see `load`), so that
 * two approvals at once end them once.
 */
export async function completeBranch(
  ctx: Context,
  tx: Work,
  task: Task,
  assignment: Assignment,
): Promise<void> {
  const needed = neededOf(task)
  if (needed === null || assignment.personId === null || assignment.state !== 'approved') {
    return
  }
  const ofBranch = sharedWith(assignment)
  const done = await tx.db.$count(
    assignments,
    and(ofBranch, inArray(assignments.state, ['approved', 'evaluated'])),
  )
  if (done < needed) {
    return
  }
  const others = await tx.db
    .select({ id: assignments.id })
    .from(assignments)
    .where(and(ofBranch, inArray(assignments.state, [...openAssignmentStates])))
  const reason = `本支部已有 ${done} 人完成，达到要求`
  const ended = await endAssignments(
    ctx,
    tx,
    others.map((one) => one.id),
    { kind: 'completed_by_others', reason },
    '本支部已有人完成，短信未发出',
  )
  if (ended.length === 0) {
    return
  }
  await tellAssignees(tx, task, ended, () => ({
    kind: 'task_cancelled',
    body: `${reason}，您无需再办理。`,
    smsTemplate: null,
  }))
  tx.record({
    action: 'task.completeByOthers',
    subjectType: 'task',
    subjectId: task.id,
    detail: {
      organisationId: assignment.organisationId,
      done,
      assignments: ended.map((one) => one.id),
    },
  })
}

/** How many people of a branch have to finish; null means all. */
function neededOf({ completionRule, completionCount }: Task): number | null {
  return completionRule === 'all' ? null : completionRule === 'any' ? 1 : completionCount
}
