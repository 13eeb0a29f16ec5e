import { eq } from 'drizzle-orm'
import { memberships } from '@/db/schema'
import type { Context } from '@/lib/context'
import { conflict, notFound } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import type { DetachMemberInput } from './inputs'
import { closeMemberships, lockPerson } from './membership-rows'
import { assertEffectiveDay } from './versions'

/**
 * Ends a 编入 (借调, 流动) on a day. 组织关系 itself is never ended this way (see end-membership).
 * @throws DomainError not_found, forbidden, invalid, conflict (组织关系, already ended)
 */
export async function detachMember(
  ctx: Context,
  input: DetachMemberInput,
): Promise<{ personId: string }> {
  return ctx.transact(async (tx) => {
    const load = () =>
      tx.db.select().from(memberships).where(eq(memberships.id, input.membershipId))
    const [found] = await load()
    if (!found) {
      throw notFound('编入')
    }
    authorize(ctx.viewer, 'organisation.restructure', { organisationId: found.organisationId })
    await lockPerson(tx.db, found.personId)
    const [row] = await load()
    if (!row || (row.validTo !== null && row.validTo <= input.on)) {
      throw conflict('这次编入已经结束，没有改动。请刷新页面查看现状。')
    }
    if (row.relation === 'membership') {
      throw conflict('组织关系不能直接结束，请用“转接组织关系”，离开本单位的用“结束组织关系”。')
    }
    assertEffectiveDay(ctx, input.on, row.validFrom)
    await closeMemberships(tx, [row], input.on)
    tx.record({
      action: 'membership.detach',
      subjectType: 'person',
      subjectId: row.personId,
      detail: { organisationId: row.organisationId, on: input.on, basis: input.basis },
    })
    return { personId: row.personId }
  })
}
