import type { ViewerContext } from '@/lib/context'
import { whoHeardNothing } from '@/lib/notifications/heard-nothing'
import { authorize } from '@/lib/policy'
import { endAssignments } from './end-assignments'
import { type Assignment, holdAssignment } from './load'
import { assertState } from './move-step'
import { branchTally } from './open-branches'
import { releasedWords } from './release-branches'
import { tellAssignees } from './tell'

export interface WithdrawnAssignment extends Assignment {
  /** Copies a 党总支 had broken it down to: they stay, and who issued the task reviews them. */
  branches: number
}

/**
 * 撤回 of one copy while the task goes on for the others: no effect on scores, a message that has
 * not left stops, who was told hears why. What is approved stays, and so do the copies of the branches
 * to which a 党总支 has passed it on.
 * @throws DomainError conflict when it has been approved or is over
 */
export async function withdrawAssignment(
  ctx: ViewerContext,
  input: { assignmentId: string; reason: string },
): Promise<WithdrawnAssignment> {
  return ctx.transact(async (tx) => {
    const loaded = await holdAssignment(ctx, tx, input.assignmentId)
    authorize(ctx.viewer, 'assignment.withdraw', loaded.subject)
    assertState(loaded, ['issued', 'accepted', 'returned', 'submitted', 'paused'])
    const ending = { kind: 'withdrawn', reason: input.reason } as const
    const { all: branches } = await branchTally(tx.db, loaded.assignment.id)
    const [ended] = await endAssignments(ctx, tx, [loaded.assignment.id], ending)
    const heardNothing = await whoHeardNothing(tx.db, [loaded.assignment.id])
    await tellAssignees(tx, loaded.task, [loaded.assignment], ({ id }, personId) => ({
      kind: 'task_withdrawn',
      body: `已撤回，无需再办理，不影响计分。${releasedWords(branches)}原因：${input.reason}`,
      smsTemplate: heardNothing(personId, id) ? null : 'task_cancelled',
    }))
    tx.record({
      action: 'assignment.withdraw',
      subjectType: 'assignment',
      subjectId: loaded.assignment.id,
      detail: { reason: input.reason, ...(branches > 0 ? { branches } : {}) },
    })
    return { ...(ended ?? loaded.assignment), branches }
  })
}
