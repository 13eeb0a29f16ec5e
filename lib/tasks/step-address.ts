import type { ViewerContext } from '@/lib/context'
import { loadByStep } from './load'

/**
 * Path of the page of a step's assignment.
 * @throws DomainError not_found when it is not for the viewer
 */
export async function assignmentOfStep(ctx: ViewerContext, stepId: string): Promise<string> {
  const { assignment, task } = await loadByStep(ctx, ctx.db, stepId)
  return `/tasks/${task.id}/assignments/${assignment.id}`
}
