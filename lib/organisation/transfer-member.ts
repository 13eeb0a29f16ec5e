import { and, eq } from 'drizzle-orm'
import { memberships } from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import type { TransferMemberInput } from './inputs'
import {
  closeMemberships,
  lockPerson,
  type MembershipRow,
  membershipsFrom,
} from './membership-rows'
import { openPosts } from './post-rows'
import { assertEffectiveDay, assertGroupOf, assertOpen, latestVersion } from './versions'

/**
 * Moves a person's 组织关系 to another branch (or 党小组) on a day: the old one ends, the new one
 * begins, so that there is exactly one a day. Earlier days keep the old branch.
 * @throws DomainError not_found, forbidden, invalid, conflict (still in post there)
 */
export async function transferMember(
  ctx: Context,
  input: TransferMemberInput,
): Promise<{ personName: string; organisationName: string }> {
  return ctx.transact(async (tx) => {
    const { personId, organisationId, on, basis } = input
    const person = await lockPerson(tx.db, personId)
    const target = await latestVersion(tx.db, organisationId)
    const rows = await membershipsFrom(tx.db, personId, on)
    const current = rows.find((row) => row.relation === 'membership')
    authorize(ctx.viewer, 'organisation.restructure', { organisationId })
    if (current) {
      authorize(ctx.viewer, 'organisation.restructure', { organisationId: current.organisationId })
    }
    assertOpen(target)
    if (target.kind === 'group') {
      throw invalid('组织关系转入党支部；党小组请在支部下选择。', {
        organisationId: '请选择党支部',
      })
    }
    const groupId = input.groupId ?? null
    await assertGroupOf(tx.db, groupId, organisationId)
    if (!current) {
      throw conflict(`${person.name}在所填日期没有组织关系可转，请核对日期，或从花名册导入登记。`)
    }
    if (current.organisationId === organisationId && current.groupId === groupId) {
      tx.unchanged()
      return { personName: person.name, organisationName: target.name }
    }
    assertEffectiveDay(ctx, on, current.validFrom)
    if (current.organisationId !== organisationId) {
      await assertNotInPost(tx, person, current.organisationId)
      // 编入 at the same branch ends: nobody is counted twice in one place.
      await closeMemberships(
        tx,
        rows.filter((row) => row.organisationId === organisationId),
        on,
      )
    }
    await replaceMembership(tx, current, { organisationId, groupId, on, basis })
    tx.record({
      action: 'membership.transfer',
      subjectType: 'person',
      subjectId: personId,
      detail: { from: current.organisationId, to: organisationId, groupId, on, basis },
    })
    return { personName: person.name, organisationName: target.name }
  })
}

async function replaceMembership(
  tx: Work,
  current: MembershipRow,
  next: { organisationId: string; groupId: string | null; on: string; basis: string },
): Promise<void> {
  const { on, ...place } = next
  if (current.validFrom === on) {
    await tx.db.update(memberships).set(place).where(eq(memberships.id, current.id))
    return
  }
  const ended = await tx.db
    .update(memberships)
    .set({ validTo: on })
    .where(and(eq(memberships.id, current.id)))
    .returning({ id: memberships.id })
  if (ended.length === 0) {
    throw conflict('组织关系刚刚被别人变更过，什么都没有改动。请刷新页面后再办。')
  }
  const { id: _id, ...kept } = current
  await tx.db.insert(memberships).values({ ...kept, ...place, validFrom: on })
}

async function assertNotInPost(
  tx: Work,
  person: { id: string; name: string },
  organisationId: string,
): Promise<void> {
  const held = await openPosts(tx.db, organisationId)
  if (held.some((post) => post.personId === person.id)) {
    throw conflict(
      `${person.name}还在原支部任职，没有转接。请先在原支部更换书记或免去职务，再转接组织关系。`,
    )
  }
}
