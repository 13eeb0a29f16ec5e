import { newId } from '@/db/ids'
import { acceptances } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { authorize } from '@/lib/policy'
import { type Assignment, holdAssignment } from './load'
import { assertState } from './move-step'
import { refreshAssignment } from './refresh-assignment'

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
    assertState(loaded, ['issued'])
    await tx.db.insert(acceptances).values({
      id: newId(),
      assignmentId: loaded.assignment.id,
      channel: 'online',
      byId: ctx.viewer.personId,
      at: ctx.now,
      recordedBy: ctx.viewer.personId,
      recordedAt: ctx.now,
    })
    const { assignment } = await refreshAssignment(tx, loaded.assignment.id)
    tx.record({ action: 'assignment.accept', subjectType: 'assignment', subjectId: assignment.id })
    return assignment
  })
}
