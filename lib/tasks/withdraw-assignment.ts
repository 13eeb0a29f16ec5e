import type { ViewerContext } from '@/lib/context'
import { whoHeardNothing } from '@/lib/notifications/heard-nothing'
import { authorize } from '@/lib/policy'
import { endAssignments } from './end-assignments'
import { type Assignment, holdAssignment } from './load'
import { assertState } from './move-step'
import { tellAssignees } from './tell'

/**
 * 撤回 of one copy while the task goes on for the others: no effect on scores, a message that has
 * not left stops, who was told hears why. What is approved stays.
 * @throws DomainError conflict when it has been approved or is over
 */
export async function withdrawAssignment(
  ctx: ViewerContext,
  input: { assignmentId: string; reason: string },
): Promise<Assignment> {
  return ctx.transact(async (tx) => {
    const loaded = await holdAssignment(ctx, tx, input.assignmentId)
    authorize(ctx.viewer, 'assignment.withdraw', loaded.subject)
    assertState(loaded, ['issued', 'accepted', 'returned', 'submitted', 'paused'])
    const ending = { kind: 'withdrawn', reason: input.reason } as const
    const [ended] = await endAssignments(ctx, tx, [loaded.assignment.id], ending)
    const heardNothing = await whoHeardNothing(tx.db, [loaded.assignment.id])
    await tellAssignees(tx, loaded.task, [loaded.assignment], ({ id }, personId) => ({
      kind: 'task_withdrawn',
      body: `已撤回，无需再办理，不影响计分。原因：${input.reason}`,
      smsTemplate: heardNothing(personId, id) ? null : 'task_cancelled',
    }))
    tx.record({
      action: 'assignment.withdraw',
      subjectType: 'assignment',
      subjectId: loaded.assignment.id,
      detail: { reason: input.reason },
    })
    return ended ?? loaded.assignment
  })
}
