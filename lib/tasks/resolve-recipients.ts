import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { memberships, organisationGroupMembers, organisationVersions, people } from '@/db/schema'
import { organisationsOn, postHoldersOn, validOn } from '@/lib/organisation/queries'
import type { OrganisationOnDay, PostHolder } from '@/lib/organisation/schema'
import { subtreeIds } from '@/lib/organisation/tree'
import type { Day } from '@/lib/period'
import type { RecipientChoice } from './schema'

export interface OrganisationRecipient {
  organisation: OrganisationOnDay
  /** Who is told: 书记 (or who acts for one) and 党务专责, else whoever is in post. May be nobody. */
  told: PostHolder[]
}

export interface PersonRecipient {
  personId: string
  name: string
  phoneMasked: string | null
  /** The branch of the person on the day. */
  organisationId: string
  organisationName: string
}

export interface Recipients {
  organisations: OrganisationRecipient[]
  people: PersonRecipient[]
}

/**
 * Resolves a choice against the organisation tree of a day. A 党小组 receives nothing straight from
 * the committee, so groups are never part of the result.
 */
export async function resolveRecipients(
  db: Db,
  choice: RecipientChoice,
  day: Day,
): Promise<Recipients> {
  const [tree, people] = await Promise.all([
    organisationsOn(db, day),
    choice.personIds.length > 0 ? personRecipients(db, choice.personIds, day) : [],
  ])
  const chosen = await chosenOrganisations(db, choice, tree)
  const holders = await postHoldersOn(
    db,
    chosen.map((organisation) => organisation.id),
    day,
  )
  const byOrganisation = groupByOrganisation(holders)
  return {
    organisations: chosen.map((organisation) => ({
      organisation,
      told: whoIsTold(byOrganisation.get(organisation.id) ?? []),
    })),
    people,
  }
}

async function chosenOrganisations(
  db: Db,
  choice: RecipientChoice,
  tree: OrganisationOnDay[],
): Promise<OrganisationOnDay[]> {
  const chosen = new Set(choice.organisationIds)
  if (choice.groupIds.length > 0) {
    const members = await db
      .select({ organisationId: organisationGroupMembers.organisationId })
      .from(organisationGroupMembers)
      .where(inArray(organisationGroupMembers.groupId, choice.groupIds))
    for (const { organisationId } of members) {
      chosen.add(organisationId)
    }
  }
  const under = new Set<string>()
  for (const rootId of choice.underIds) {
    for (const id of subtreeIds(tree, rootId)) {
      under.add(id)
    }
  }
  return tree.filter(
    (one) =>
      (chosen.has(one.id) && one.kind !== 'group') ||
      (one.kind === 'branch' &&
        (under.has(one.id) || (one.class !== null && choice.classes.includes(one.class)))),
  )
}

/** 书记 or who acts for one, and 党务专责; where there is none, whoever is in post. */
export function whoIsTold(holders: PostHolder[]): PostHolder[] {
  const leading = holders.filter(
    (holder) => holder.post === 'secretary' || holder.post === 'clerk' || holder.isActing,
  )
  const told = leading.length > 0 ? leading : holders
  return told.filter(
    (holder, index) => told.findIndex((one) => one.personId === holder.personId) === index,
  )
}

/** Those in post by organisation, in the order given. */
export function groupByOrganisation(holders: PostHolder[]): Map<string, PostHolder[]> {
  const groups = new Map<string, PostHolder[]>()
  for (const holder of holders) {
    const group = groups.get(holder.organisationId)
    if (group) {
      group.push(holder)
    } else {
      groups.set(holder.organisationId, [holder])
    }
  }
  return groups
}

async function personRecipients(db: Db, personIds: string[], day: Day): Promise<PersonRecipient[]> {
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
    .where(inArray(people.id, personIds))
    .orderBy(asc(people.name), asc(people.id))
}
