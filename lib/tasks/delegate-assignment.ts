import { and, eq, inArray } from 'drizzle-orm'
import { openAssignmentStates } from '@/db/enums'
import { newId } from '@/db/ids'
import { assignments, delegations, memberships } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { writeNotices } from '@/lib/notifications/notify'
import { withdrawUnsent } from '@/lib/notifications/withdraw-unsent'
import { postHoldersOn, validOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { type Assignment, holdAssignment, type LoadedAssignment } from './load'
import { whoIsTold } from './resolve-recipients'
import { tell } from './tell'

/**
 * 委托承办 within the branch: the delegate may sign, fill in and submit; the branch stays responsible.
 * Whoever had it before is told, and his unsent messages stop.
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
    if (loaded.assignment.delegateId !== input.toPersonId) {
      await releaseDelegate(tx, loaded, `${ctx.viewer.name}已改请他人承办，您无需再办理。`)
    }
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

/**
 * Sets or clears the delegate of open work.
 * @throws DomainError conflict when the work is over
 */
export async function changeDelegate(
  tx: Work,
  assignmentId: string,
  delegateId: string | null,
): Promise<void> {
  const changed = await tx.db
    .update(assignments)
    .set({ delegateId })
    .where(
      and(eq(assignments.id, assignmentId), inArray(assignments.state, [...openAssignmentStates])),
    )
    .returning({ id: assignments.id })
  if (changed.length === 0) {
    throw conflict('这项任务已经办完或已撤销，委托没有改变。')
  }
}

/** Tells the delegate as he was loaded that it is no longer his, unless he is told for the branch. */
export async function releaseDelegate(
  tx: Work,
  { task, assignment }: LoadedAssignment,
  body: string,
): Promise<void> {
  const { delegateId, organisationId } = assignment
  if (!delegateId) {
    return
  }
  const holders = whoIsTold(await postHoldersOn(tx.db, [organisationId], dayOf(tx.now)))
  if (!holders.some((holder) => holder.personId === delegateId)) {
    const subjectIds = [assignment.id]
    const reason = '不再由本人承办，短信未发出'
    await withdrawUnsent(tx, { personId: delegateId, subjectIds, reason })
  }
  const notice = { kind: 'task_delegated', title: task.title, body, smsTemplate: null } as const
  const subject = { subjectType: 'assignment', subjectId: assignment.id }
  // Without a link: the page is no longer his to see.
  await writeNotices(tx, [{ ...notice, ...subject, personId: delegateId, href: null }])
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
