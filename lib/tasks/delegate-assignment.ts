import { and, eq, inArray } from 'drizzle-orm'
import { openAssignmentStates } from '@/db/enums'
import { newId } from '@/db/ids'
import { assignments, delegations, memberships } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { validOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { type Assignment, holdAssignment } from './load'
import { tell } from './tell'

/**
 * 委托承办 within the branch: the delegate may fill in and submit; the branch stays responsible.
 * @throws DomainError invalid when the delegate is not of the branch today
 */
export async function delegateAssignment(
  ctx: ViewerContext,
  input: { assignmentId: string; toPersonId: string; note?: string | undefined },
): Promise<Assignment> {
  return ctx.transact(async (tx) => {
    const loaded = await holdAssignment(ctx, tx, input.assignmentId)
    authorize(ctx.viewer, 'assignment.delegate', loaded.subject)
    await assertOfBranch(tx, input.toPersonId, loaded.assignment.organisationId)
    await changeDelegate(tx, loaded.assignment.id, input.toPersonId)
    await tx.db.insert(delegations).values({
      id: newId(),
      assignmentId: loaded.assignment.id,
      toPersonId: input.toPersonId,
      byId: ctx.viewer.personId,
      at: ctx.now,
      note: input.note ?? null,
    })
    await tell(tx, loaded.task, loaded.assignment, [input.toPersonId], {
      kind: 'task_delegated',
      body: input.note ?? `${ctx.viewer.name}委托您承办，请打开查看要求并填写。`,
      smsTemplate: 'task_delegated',
    })
    tx.record({
      action: 'assignment.delegate',
      subjectType: 'assignment',
      subjectId: loaded.assignment.id,
      detail: { to: input.toPersonId },
    })
    return { ...loaded.assignment, delegateId: input.toPersonId }
  })
}

async function changeDelegate(tx: Work, assignmentId: string, delegateId: string) {
  const changed = await tx.db
    .update(assignments)
    .set({ delegateId })
    .where(
      and(eq(assignments.id, assignmentId), inArray(assignments.state, [...openAssignmentStates])),
    )
    .returning({ id: assignments.id })
  if (changed.length === 0) {
    throw conflict('这项任务已经办完或已撤销，不用再委托。')
  }
}

async function assertOfBranch(tx: Work, personId: string, organisationId: string) {
  const [membership] = await tx.db
    .select({ id: memberships.id })
    .from(memberships)
    .where(
      and(
        eq(memberships.personId, personId),
        eq(memberships.organisationId, organisationId),
        validOn(memberships, dayOf(tx.now)),
      ),
    )
    .limit(1)
  if (!membership) {
    throw invalid('只能委托给本支部的党员，请重新选择。', { toPersonId: '不是本支部党员' })
  }
}
