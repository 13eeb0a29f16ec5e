import { and, eq } from 'drizzle-orm'
import { memberships } from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { formatDay } from '@/lib/format'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { lockPerson, type MembershipRow, membershipsFrom } from './membership-rows'
import type { ChangeMemberKindInput } from './person-inputs'
import { assertEffectiveDay } from './versions'

/**
 * 转正: a 预备党员 is a full member from the day of the 支部大会 on. The membership ends that day and
 * goes on with the same branch, 党小组 and relation, 编入 likewise; earlier days keep the old kind.
 * @throws DomainError not_found, forbidden, invalid (in the future), conflict (full already, before
 * the present membership began or an extended 预备期 ends)
 */
export async function changeMemberKind(
  ctx: Context,
  input: ChangeMemberKindInput,
): Promise<{ personName: string }> {
  return ctx.transact(async (tx) => {
    const { personId, on, basis } = input
    const person = await lockPerson(tx.db, personId)
    const today = dayOf(ctx.now)
    const present = (await membershipsFrom(tx.db, personId, today)).find(
      (row) => row.relation === 'membership' && row.validFrom <= today,
    )
    const organisationId = present?.organisationId ?? null
    authorize(ctx.viewer, 'person.changeKind', { personId, organisationId })
    if (!present) {
      throw conflict(`${person.name}今天没有组织关系，不能办理转正。请先登记组织关系。`)
    }
    if (present.memberKind === 'full') {
      throw conflict(
        `${person.name}自${formatDay(present.validFrom)}起已登记为正式党员，没有改动。请刷新页面查看现状。`,
      )
    }
    assertEffectiveDay(ctx, on, present.validFrom)
    if (present.probationUntil !== null && on < present.probationUntil) {
      throw conflict(
        `${person.name}的预备期已延长至${formatDay(present.probationUntil)}，转正不能早于这一天，没有改动。`,
      )
    }
    for (const row of await membershipsFrom(tx.db, personId, on)) {
      if (row.memberKind === 'probationary') {
        await makeFull(tx, row, { on, basis })
      }
    }
    tx.record({
      action: 'membership.changeKind',
      subjectType: 'person',
      subjectId: personId,
      detail: { organisationId, to: 'full', on, basis },
    })
    return { personName: person.name }
  })
}

async function makeFull(
  tx: Work,
  row: MembershipRow,
  { on, basis }: { on: string; basis: string },
): Promise<void> {
  // What put the person there stays readable where the same interval goes on.
  const both = `${row.basis}；${basis}`
  const hasRun = row.validFrom < on
  const changed = await tx.db
    .update(memberships)
    .set(hasRun ? { validTo: on } : { memberKind: 'full', probationUntil: null, basis: both })
    .where(and(eq(memberships.id, row.id), eq(memberships.memberKind, 'probationary')))
    .returning({ id: memberships.id })
  if (changed.length === 0) {
    throw conflict('组织关系刚刚被别人变更过，什么都没有改动。请刷新页面后再办。')
  }
  if (hasRun) {
    const { id: _id, ...kept } = row
    await tx.db.insert(memberships).values({
      ...kept,
      memberKind: 'full',
      probationUntil: null,
      validFrom: on,
      basis: row.relation === 'membership' ? basis : both,
    })
  }
}
