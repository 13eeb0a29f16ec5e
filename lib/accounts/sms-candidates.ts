import { eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { accounts, people } from '@/db/schema'
import { dayOf } from '@/lib/period'

/** Somebody who may be behind a phone. */
export interface SmsCandidate {
  personId: string
  name: string
  branchName: string | null
  isDisabled: boolean
  /** Holds a post or a role while the number is shared: has to use a number of his own or a password. */
  needsOwnPhone: boolean
}

/** Everybody with an account and this number, by name. */
export async function smsCandidates(
  db: Db,
  phoneLookup: string,
  now: Date,
): Promise<SmsCandidate[]> {
  const day = dayOf(now)
  const today = sql`valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date)`
  const rows = await db
    .select({
      personId: people.id,
      name: people.name,
      state: accounts.state,
      branchName: sql<string | null>`(
        select v.name from memberships m join organisation_versions v using (organisation_id)
        where m.person_id = ${people.id} and m.relation = 'membership'
          and m.valid_from <= ${day}::date and (m.valid_to is null or m.valid_to > ${day}::date)
          and v.valid_from <= ${day}::date and (v.valid_to is null or v.valid_to > ${day}::date))`,
      isResponsible: sql<boolean>`(
        exists (select 1 from posts where person_id = ${people.id} and ${today})
        or exists (select 1 from role_grants where person_id = ${people.id} and ${today}))`,
    })
    .from(people)
    .innerJoin(accounts, eq(accounts.personId, people.id))
    .where(eq(people.phoneLookup, phoneLookup))
    .orderBy(people.name, people.id)
  const isShared = rows.filter((row) => row.state === 'active').length > 1
  return rows.map(({ state, isResponsible, ...person }) => ({
    ...person,
    isDisabled: state !== 'active',
    needsOwnPhone: isShared && isResponsible,
  }))
}
