import { and, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { memberships, people } from '@/db/schema'
import type { Work } from '@/lib/context'
import { notFound } from '@/lib/errors'
import type { Day } from '@/lib/period'

export type MembershipRow = typeof memberships.$inferSelect

/**
 * Lets one transaction at a time change where a person belongs.
 * @throws DomainError not_found
 */
export async function lockPerson(db: Db, personId: string): Promise<{ id: string; name: string }> {
  const [row] = await db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(eq(people.id, personId))
    .for('no key update')
  if (!row) {
    throw notFound('人员')
  }
  return row
}

/** Everything a person belongs to after a day, 编入 included. */
export async function membershipsFrom(
  db: Db,
  personId: string,
  day: Day,
): Promise<MembershipRow[]> {
  return db
    .select()
    .from(memberships)
    .where(
      and(
        eq(memberships.personId, personId),
        or(isNull(memberships.validTo), gt(memberships.validTo, day)),
      ),
    )
    .orderBy(memberships.validFrom)
}

/** Everybody who belongs to an organisation after a day, 编入 included. */
export async function rosterFrom(
  db: Db,
  organisationId: string,
  day: Day,
): Promise<MembershipRow[]> {
  return db
    .select()
    .from(memberships)
    .where(
      and(
        eq(memberships.organisationId, organisationId),
        or(isNull(memberships.validTo), gt(memberships.validTo, day)),
      ),
    )
    .orderBy(memberships.personId)
}

/** Ends memberships on a day; one that would have begun that day or later goes altogether. */
export async function closeMemberships(
  tx: Work,
  rows: readonly MembershipRow[],
  on: Day,
): Promise<void> {
  const idsOf = (some: readonly MembershipRow[]) => some.map((row) => row.id)
  const ended = idsOf(rows.filter((row) => row.validFrom < on))
  const voided = idsOf(rows.filter((row) => row.validFrom >= on))
  if (ended.length > 0) {
    await tx.db.update(memberships).set({ validTo: on }).where(inArray(memberships.id, ended))
  }
  if (voided.length > 0) {
    await tx.db.delete(memberships).where(inArray(memberships.id, voided))
  }
}

/** Number of people who belong to an organisation after a day, 编入 included. */
export async function countRosterFrom(db: Db, organisationId: string, day: Day): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(distinct ${memberships.personId})::int` })
    .from(memberships)
    .where(
      and(
        eq(memberships.organisationId, organisationId),
        or(isNull(memberships.validTo), gt(memberships.validTo, day)),
      ),
    )
  return row?.count ?? 0
}
