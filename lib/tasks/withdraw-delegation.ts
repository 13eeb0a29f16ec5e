import type { ViewerContext } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { changeDelegate, releaseDelegate } from './delegate-assignment'
import { type Assignment, holdAssignment } from './load'
import { noteChanges } from './note-changes'

/**
 * 收回委托: those in post act for the branch again. The former delegate is told, his unsent messages
 * stop.
 * @throws DomainError conflict when nobody is entrusted, or the work is over
 */
export async function withdrawDelegation(
  ctx: ViewerContext,
  input: { assignmentId: string; reason: string },
): Promise<Assignment> {
  return ctx.transact(async (tx) => {
    const loaded = await holdAssignment(ctx, tx, input.assignmentId)
    authorize(ctx.viewer, 'assignment.delegate', loaded.subject)
    const { id, delegateId } = loaded.assignment
    if (!delegateId) {
      throw conflict('这项任务现在没有委托给任何人。')
    }
    await changeDelegate(tx, id, null)
    await noteChanges(ctx, tx, [id], { kind: 'delegation_withdrawn', reason: input.reason })
    await releaseDelegate(
      tx,
      loaded,
      `${ctx.viewer.name}已收回委托，您无需再办理。原因：${input.reason}`,
    )
    tx.record({
      action: 'assignment.withdrawDelegation',
      subjectType: 'assignment',
      subjectId: id,
      detail: { from: delegateId, reason: input.reason },
    })
    return { ...loaded.assignment, delegateId: null }
  })
}
