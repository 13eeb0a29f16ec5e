import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { memberships, organisationVersions, people } from '@/db/schema'
import type { Day } from '@/lib/period'
import { validOn } from './queries'

export interface UnreachablePerson {
  personId: string
  name: string
  employeeNumber: string | null
  organisationId: string
  organisationName: string
}

/**
 * Members without a number, to be told 当面、电话或纸质, by branch and name; a page of `limit` after
 * a key. Walks the rosters of the given branches by their index.
 */
export async function peopleWithoutPhone(
  db: Db,
  options: { organisationIds: readonly string[]; day: Day; after?: string; limit: number },
): Promise<UnreachablePerson[]> {
  return db
    .select({
      personId: people.id,
      name: people.name,
      employeeNumber: people.employeeNumber,
      organisationId: memberships.organisationId,
      organisationName: organisationVersions.name,
    })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .innerJoin(
      organisationVersions,
      and(
        eq(organisationVersions.organisationId, memberships.organisationId),
        validOn(organisationVersions, options.day),
      ),
    )
    .where(
      and(
        sql`${memberships.organisationId} = any(${sql.param([...options.organisationIds])}::uuid[])`,
        eq(memberships.relation, 'membership'),
        validOn(memberships, options.day),
        isNull(people.phoneLookup),
        options.after ? sql`${people.id} > ${options.after}::uuid` : undefined,
      ),
    )
    .orderBy(asc(people.id))
    .limit(options.limit)
}
