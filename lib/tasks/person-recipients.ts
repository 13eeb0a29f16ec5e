import { and, asc, eq, inArray, type SQL } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { memberships, organisationVersions, people } from '@/db/schema'
import { postHoldersOn, validOn } from '@/lib/organisation/queries'
import type { OrganisationOnDay } from '@/lib/organisation/schema'
import type { Day } from '@/lib/period'
import type { RecipientChoice } from './schema'

/** Somebody who gets a copy of his own. */
export interface PersonRecipient {
  personId: string
  name: string
  phoneMasked: string | null
  /** The branch of the person on the day. */
  organisationId: string
  organisationName: string
}

/** Single persons of a choice, each with the branch of his 组织关系 on a day. */
export async function namedPersons(
  db: Db,
  personIds: readonly string[],
  day: Day,
): Promise<PersonRecipient[]> {
  return personIds.length > 0 ? rosterOf(db, inArray(people.id, [...personIds]), day) : []
}

/** The members (probationary ones too) or those in post of these organisations on a day. */
export async function peopleOf(
  db: Db,
  audience: RecipientChoice['audience'],
  organisations: readonly OrganisationOnDay[],
  day: Day,
): Promise<PersonRecipient[]> {
  const ids = organisations.map((one) => one.id)
  if (ids.length === 0 || audience === 'organisation') {
    return []
  }
  if (audience === 'members') {
    return rosterOf(db, inArray(memberships.organisationId, ids), day)
  }
  const holders = await postHoldersOn(db, ids, day)
  return organisations.flatMap(({ id, name }) =>
    holders
      .filter((holder) => holder.organisationId === id)
      .map((holder) => ({
        personId: holder.personId,
        name: holder.personName,
        phoneMasked: holder.phoneMasked,
        organisationId: id,
        organisationName: name,
      })),
  )
}

/** One copy for each person: who is named twice counts where he comes first. */
export function withoutDoubles(persons: readonly PersonRecipient[]): PersonRecipient[] {
  const seen = new Set<string>()
  return persons.filter(({ personId }) => !seen.has(personId) && seen.add(personId))
}

async function rosterOf(db: Db, which: SQL, day: Day): Promise<PersonRecipient[]> {
  return db
    .select({
      personId: people.id,
      name: people.name,
      phoneMasked: people.phoneMasked,
      organisationId: memberships.organisationId,
      organisationName: organisationVersions.name,
    })
    .from(people)
    .innerJoin(
      memberships,
      and(
        eq(memberships.personId, people.id),
        eq(memberships.relation, 'membership'),
        validOn(memberships, day),
      ),
    )
    .innerJoin(
      organisationVersions,
      and(
        eq(organisationVersions.organisationId, memberships.organisationId),
        validOn(organisationVersions, day),
      ),
    )
    .where(which)
    .orderBy(asc(people.name), asc(people.id))
}
