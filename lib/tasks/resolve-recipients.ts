import { createHash } from 'node:crypto'
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { memberships, organisationGroupMembers, organisationVersions, people } from '@/db/schema'
import { organisationsOn, postHoldersOn, validOn } from '@/lib/organisation/queries'
import type { OrganisationOnDay, PostHolder } from '@/lib/organisation/schema'
import { subtreeIds } from '@/lib/organisation/tree'
import type { Day } from '@/lib/period'
import { type GoneRecipient, goneGroups, goneOrganisations, gonePeople } from './gone-recipients'
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
  /** What the choice names and the day does not know: ended, left, deleted. They receive nothing. */
  gone: GoneRecipient[]
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
  const ofGroups = await organisationsOfGroups(db, choice.groupIds)
  const named = [...choice.organisationIds, ...ofGroups.ids]
  const chosen = chosenOrganisations(choice, new Set(named), tree)
  const found = new Set(people.map((person) => person.personId))
  const missing = choice.personIds.filter((id) => !found.has(id))
  const [organisations, persons] = await Promise.all([
    goneOrganisations(db, [...named, ...choice.underIds], tree, day),
    gonePeople(db, missing, day),
  ])
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
    gone: [...organisations, ...persons, ...goneGroups(ofGroups.deleted)],
  }
}

/**
 * A mark of who receives, who is told and who is left out: the same for the same recipients. The
 * page sends it back, so that what goes out is what was looked at.
 */
export function recipientsMark({ organisations, people, gone }: Recipients): string {
  const content = [
    organisations
      .map(({ organisation, told }) => [organisation.id, ...told.map((one) => one.personId).sort()])
      .sort(),
    people.map((person) => [person.personId, person.organisationId]).sort(),
    gone.map(({ name, reason }) => [name, reason]).sort(),
  ]
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}

async function organisationsOfGroups(db: Db, groupIds: string[]) {
  if (groupIds.length === 0) {
    return { ids: [], deleted: 0 }
  }
  const members = await db
    .select({
      groupId: organisationGroupMembers.groupId,
      id: organisationGroupMembers.organisationId,
    })
    .from(organisationGroupMembers)
    .where(inArray(organisationGroupMembers.groupId, groupIds))
  const standing = new Set(members.map((one) => one.groupId))
  return {
    ids: members.map((one) => one.id),
    deleted: groupIds.filter((id) => !standing.has(id)).length,
  }
}

function chosenOrganisations(
  choice: RecipientChoice,
  chosen: ReadonlySet<string>,
  tree: OrganisationOnDay[],
): OrganisationOnDay[] {
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
