import { newId } from '@/db/ids'
import { acceptances } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { authorize } from '@/lib/policy'
import { type Assignment, holdAssignment } from './load'
import { moveAssignment } from './move'

/**
 * 签收: receipt, not consent. A second press finds it done.
 * @throws DomainError conflict when the task was cancelled or ended meanwhile
 */
export async function acceptAssignment(
  ctx: ViewerContext,
  input: { assignmentId: string },
): Promise<Assignment> {
  return ctx.transact(async (tx) => {
    const loaded = await holdAssignment(ctx, tx, input.assignmentId)
    authorize(ctx.viewer, 'assignment.accept', loaded.subject)
    if (loaded.assignment.state === 'accepted') {
      tx.unchanged()
      return loaded.assignment
    }
    const moved = await moveAssignment(tx, loaded, { from: ['issued'], to: 'accepted' })
    await tx.db.insert(acceptances).values({
      id: newId(),
      assignmentId: moved.id,
      channel: 'online',
      byId: ctx.viewer.personId,
      at: ctx.now,
      recordedBy: ctx.viewer.personId,
      recordedAt: ctx.now,
    })
    tx.record({ action: 'assignment.accept', subjectType: 'assignment', subjectId: moved.id })
    return moved
  })
}
