import { bulkInsert } from '@/db/bulk'
import { newId } from '@/db/ids'
import { memberships } from '@/db/schema'
import type { Work } from '@/lib/context'
import type { Day } from '@/lib/period'
import { closeMemberships, type MembershipRow, rosterFrom } from './membership-rows'

/**
 * Moves a whole roster to another organisation on a day, 编入 included. Whoever already belongs
 * there is there once: 组织关系 goes before 编入.
 * @returns number of people moved
 */
export async function moveRoster(
  tx: Work,
  move: { fromId: string; toId: string; on: Day; basis: string },
): Promise<number> {
  const { fromId, toId, on, basis } = move
  const leaving = await rosterFrom(tx.db, fromId, on)
  const there = await rosterFrom(tx.db, toId, on)
  const goingAsMember = new Set(leaving.filter(isMember).map((row) => row.personId))
  const displaced = there.filter((row) => goingAsMember.has(row.personId))
  const kept = new Set(
    there.filter((row) => !goingAsMember.has(row.personId)).map((row) => row.personId),
  )
  await closeMemberships(tx, [...leaving, ...displaced], on)
  const begun = leaving
    .filter((row) => isMember(row) || !kept.has(row.personId))
    .map((row) => ({
      ...row,
      id: newId(),
      organisationId: toId,
      validFrom: laterOf(row.validFrom, on),
      basis,
    }))
  await bulkInsert(tx.db, memberships, begun)
  return new Set(leaving.map((row) => row.personId)).size
}

function isMember(row: MembershipRow): boolean {
  return row.relation === 'membership'
}

function laterOf(a: Day, b: Day): Day {
  return a < b ? b : a
}
