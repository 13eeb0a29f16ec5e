import { and, eq, inArray, notInArray } from 'drizzle-orm'
import { assignments, tasks } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { isId } from '@/lib/organisation/address'
import { can } from '@/lib/policy'
import { holdsPostAt } from '@/lib/policy/viewer'
import type { Task } from '../load'

/** A task with the part of its reports that the viewer may see together. */
export interface CompiledScope {
  task: Task
  /** Copies of the viewer's own 党总支, whose branches he sees; null for who issues: he sees all. */
  parentIds: string[] | null
}

/**
 * What of the 汇总表 of a task is for the viewer's eyes.
 * @throws DomainError not_found, also when the task exists but its reports are not for him
 */
export async function compiledScope(ctx: ViewerContext, taskId: string): Promise<CompiledScope> {
  const { viewer, db } = ctx
  const [task] = isId(taskId) ? await db.select().from(tasks).where(eq(tasks.id, taskId)) : []
  const coordinators = task ? await coordinatorsOf(ctx, task.id) : []
  const coordinatorIds = coordinators.map((one) => one.organisationId)
  if (!task || !can(viewer, 'task.viewCompiled', { task, coordinatorIds })) {
    throw notFound('任务')
  }
  const own = coordinators.filter((one) => holdsPostAt(viewer, one.organisationId))
  return { task, parentIds: can(viewer, 'task.view', task) ? null : own.map((one) => one.id) }
}

/** Copies of 党总支 that stand, where the viewer has a post at all. */
async function coordinatorsOf({ db, viewer }: ViewerContext, taskId: string) {
  const organisationIds = viewer.posts.map((held) => held.organisationId)
  return organisationIds.length === 0
    ? []
    : db
        .select({ id: assignments.id, organisationId: assignments.organisationId })
        .from(assignments)
        .where(
          and(
            eq(assignments.taskId, taskId),
            eq(assignments.part, 'coordinator'),
            inArray(assignments.organisationId, organisationIds),
            notInArray(assignments.state, ['cancelled', 'not_applicable']),
          ),
        )
}
