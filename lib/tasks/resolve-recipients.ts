import { createHash } from 'node:crypto'
import { inArray } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { AssignmentPart, DispatchRoute } from '@/db/enums'
import { organisationGroupMembers } from '@/db/schema'
import { organisationsOn, postHoldersOn } from '@/lib/organisation/queries'
import type { OrganisationOnDay, PostHolder } from '@/lib/organisation/schema'
import { subtreeIds } from '@/lib/organisation/tree'
import type { Day } from '@/lib/period'
import { type GoneRecipient, goneGroups, goneOrganisations, gonePeople } from './gone-recipients'
import { namedPersons, type PersonRecipient, peopleOf, withoutDoubles } from './person-recipients'
import { planRoute } from './plan-route'
import type { RecipientChoice } from './schema'

export interface OrganisationRecipient {
  organisation: OrganisationOnDay
  part: AssignmentPart
  /** Who is told: 书记 (or who acts for one) and 党务专责, else whoever is in post. May be nobody. */
  told: PostHolder[]
}

export interface CopiedOrganisation {
  organisation: OrganisationOnDay
  told: PostHolder[]
  branchIds: string[]
}

export interface Recipients {
  organisations: OrganisationRecipient[]
  people: PersonRecipient[]
  /** 抄送: the 党总支 above chosen branches, each with whom it is told of. */
  copied: CopiedOrganisation[]
  /** Branches a 党总支 of `organisations` is to break the task down to, by its id. */
  under: ReadonlyMap<string, readonly OrganisationOnDay[]>
  /** What the choice names and the day does not know: ended, left, deleted. They receive nothing. */
  gone: GoneRecipient[]
}

/**
 * Resolves a choice against the organisation tree of a day. A 党小组 receives nothing straight from
 * the committee, so groups are never part of the result. By way of the 党总支, a branch under one is
 * not a recipient: its 党总支 is, and breaks the task down.
 */
export async function resolveRecipients(
  db: Db,
  choice: RecipientChoice,
  day: Day,
  route: DispatchRoute = 'direct',
): Promise<Recipients> {
  const [tree, named] = await Promise.all([
    organisationsOn(db, day),
    namedPersons(db, choice.personIds, day),
  ])
  const ofGroups = await organisationsOfGroups(db, choice.groupIds)
  const ids = [...choice.organisationIds, ...ofGroups.ids, ...choice.assistIds]
  const chosen = chosenOrganisations(choice, new Set(ids), tree)
  const plan = planRoute({ chosen, assistIds: new Set(choice.assistIds), tree, route })
  const isToPeople = choice.audience !== 'organisation'
  const audience = plan.recipients.filter((one) => isToPeople && one.part !== 'assist')
  const told = isToPeople ? plan.recipients.filter((one) => one.part === 'assist') : plan.recipients
  const found = new Set(named.map((person) => person.personId))
  const missing = choice.personIds.filter((id) => !found.has(id))
  const [organisations, persons, ofAudience, holders] = await Promise.all([
    goneOrganisations(db, [...ids, ...choice.underIds], tree, day),
    gonePeople(db, missing, day),
    peopleOf(
      db,
      choice.audience,
      audience.map((one) => one.organisation),
      day,
    ),
    postHoldersOn(db, [...told.map((one) => one.organisation.id), ...plan.copied.keys()], day),
  ])
  const byOrganisation = groupByOrganisation(holders)
  const toldOf = (id: string) => whoIsTold(byOrganisation.get(id) ?? [])
  return {
    organisations: told.map((one) => ({ ...one, told: toldOf(one.organisation.id) })),
    people: withoutDoubles([...named, ...ofAudience]),
    copied: tree.flatMap((organisation) => {
      const branchIds = plan.copied.get(organisation.id)
      return branchIds ? [{ organisation, told: toldOf(organisation.id), branchIds }] : []
    }),
    under: plan.under,
    gone: [...organisations, ...persons, ...goneGroups(ofGroups.deleted)],
  }
}

/**
 * A mark of who receives, who is told and who is left out: the same for the same recipients. The
 * page sends it back, so that what goes out is what was looked at.
 */
export function recipientsMark({ organisations, people, copied, under, gone }: Recipients) {
  const idsOf = (told: readonly PostHolder[]) => told.map((one) => one.personId).sort()
  const content = [
    organisations
      .map(({ organisation, part, told }) => [organisation.id, part, ...idsOf(told)])
      .sort(),
    copied.map(({ organisation, told }) => [organisation.id, ...idsOf(told)]).sort(),
    [...under].map(([id, branches]) => [id, ...branches.map((one) => one.id).sort()]).sort(),
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
