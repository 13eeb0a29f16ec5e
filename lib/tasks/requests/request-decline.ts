import { and, eq, isNull, notInArray } from 'drizzle-orm'
import { newId } from '@/db/ids'
import { assignments, declineRequests } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { withoutFinalStop } from '@/lib/format'
import { organisationsOn } from '@/lib/organisation/queries'
import { subtreeIds } from '@/lib/organisation/tree'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { type Assignment, holdAssignment, type Task } from '../load'
import { assertState } from '../move-step'
import { refreshAssignment } from '../refresh-assignment'
import { tell } from '../tell'
import { decidersOf } from './deciders'
import type { RequestDeclineInput } from './schema'

/**
 * 申请退办, or 改派 to somebody else. Until it is answered nobody's clock runs.
 * @throws DomainError conflict when it is not the branch's turn; invalid for an organisation that
 *   cannot take it
 */
export async function requestDecline(
  ctx: ViewerContext,
  input: RequestDeclineInput,
): Promise<Assignment> {
  return ctx.transact(async (tx) => {
    const loaded = await holdAssignment(ctx, tx, input.assignmentId)
    authorize(ctx.viewer, 'assignment.request', loaded.subject)
    assertState(loaded, ['issued', 'accepted', 'returned'])
    if (input.kind === 'reassign' && loaded.assignment.parentId) {
      throw invalid('这份任务由党总支分解，请申请退办，由党总支另行安排。填写的内容还在。', {
        kind: '请选择退办',
      })
    }
    const toOrganisationId = input.kind === 'reassign' ? (input.toOrganisationId ?? null) : null
    const target = toOrganisationId
      ? await assertCanTake(tx, loaded.task, loaded.assignment, toOrganisationId)
      : ''
    const request = {
      id: newId(),
      assignmentId: loaded.assignment.id,
      kind: input.kind,
      toOrganisationId,
      reason: input.reason,
      byId: ctx.viewer.personId,
      at: ctx.now,
    }
    await tx.db.insert(declineRequests).values(request)
    const { assignment } = await refreshAssignment(tx, loaded.assignment.id)
    const what = input.kind === 'decline' ? '申请退办' : `申请改派给${target}`
    await tell(tx, loaded.task, assignment, await decidersOf(tx, loaded, ctx.viewer.personId), {
      kind: 'task_decline_requested',
      body: `${what}，等待您答复，答复前暂停计时。原因：${withoutFinalStop(input.reason)}。`,
      smsTemplate: null,
    })
    tx.record({
      action: 'assignment.requestDecline',
      subjectType: 'assignment',
      subjectId: assignment.id,
      detail: { requestId: request.id, kind: input.kind, toOrganisationId, reason: input.reason },
    })
    return assignment
  })
}

/**
 * An organisation of today, under the issuing office, that has no copy of the task that stands.
 * @returns its name
 * @throws DomainError invalid
 */
export async function assertCanTake(
  tx: Work,
  { id: taskId, issuingOrganisationId }: Pick<Task, 'id' | 'issuingOrganisationId'>,
  { organisationId }: Pick<Assignment, 'organisationId'>,
  targetId: string,
): Promise<string> {
  const tree = await organisationsOn(tx.db, dayOf(tx.now))
  const target = tree.find((one) => one.id === targetId)
  const field = (words: string) => invalid(`${words}填写的内容还在。`, { toOrganisationId: words })
  if (!target || target.kind === 'group' || target.kind === 'committee') {
    throw field('请选择一个党支部或党总支。')
  }
  if (!subtreeIds(tree, issuingOrganisationId).has(targetId)) {
    throw field(`${target.name}不在下达单位的范围内，请另选一个。`)
  }
  if (targetId === organisationId) {
    throw field('不能改派给本组织自己。')
  }
  const held = await tx.db.$count(
    assignments,
    and(
      eq(assignments.taskId, taskId),
      eq(assignments.organisationId, targetId),
      isNull(assignments.personId),
      notInArray(assignments.state, ['cancelled', 'not_applicable']),
    ),
  )
  if (held > 0) {
    throw field(`${target.name}已经有这项任务，请另选一个。`)
  }
  return target.name
}

/**
 * Takes back one's own request before it is answered: the clock goes on.
 * @throws DomainError conflict when it has been answered
 */
export async function withdrawDecline(
  ctx: ViewerContext,
  input: { assignmentId: string },
): Promise<Assignment> {
  return ctx.transact(async (tx) => {
    const loaded = await holdAssignment(ctx, tx, input.assignmentId)
    authorize(ctx.viewer, 'assignment.request', loaded.subject)
    const [taken] = await tx.db
      .delete(declineRequests)
      .where(
        and(eq(declineRequests.assignmentId, input.assignmentId), isNull(declineRequests.decision)),
      )
      .returning()
    if (!taken) {
      throw conflict('这份申请已经答复，不能再收回。请刷新页面查看。')
    }
    const { assignment } = await refreshAssignment(tx, input.assignmentId)
    tx.record({
      action: 'assignment.withdrawDecline',
      subjectType: 'assignment',
      subjectId: assignment.id,
      detail: { requestId: taken.id, kind: taken.kind, reason: taken.reason },
    })
    return assignment
  })
}
