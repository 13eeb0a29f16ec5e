import type { MemberKind } from '@/db/enums'
import { newId } from '@/db/ids'
import { phoneLookup } from '@/lib/phone'
import type { CurrentMembership, CurrentPerson } from './current-roster'
import { type HoldReason, PeopleMatcher } from './match-people'
import type { ParsedOrganisation } from './parse-organisations'
import type { ParsedPerson } from './parse-people'
import type { RosterPlan } from './plan-roster'

/** Fields of a person that the file gives a new value; what it does not say stays. */
export type PersonUpdate = Partial<
  Pick<CurrentPerson, 'employeeNumber' | 'name' | 'sex' | 'ethnicity' | 'bornOn' | 'joinedOn'>
> & { phone?: string }

export interface PersonPlace {
  personId: string
  organisationId: string
  groupId: string | null
  memberKind: MemberKind
  /** An extended 预备期 goes along to another branch. */
  probationUntil: string | null
}

export interface PeopleChanges {
  ids: Map<ParsedPerson, string>
  added: { id: string; person: ParsedPerson }[]
  updated: { current: CurrentPerson; update: PersonUpdate }[]
  begun: PersonPlace[]
  ended: CurrentMembership[]
  /** People whose branch is another one now. */
  movedIds: string[]
  /** In the record with a membership, not in the file: listed, never removed by an import. */
  missing: CurrentPerson[]
  /** Valid rows that somebody has to decide about. */
  held: { person: ParsedPerson; reason: HoldReason; other: CurrentPerson }[]
  /** Another phone or employee number of somebody who holds a role: not changed by an import. */
  guarded: { person: ParsedPerson; current: CurrentPerson }[]
  unchanged: number
}

/** Compares the people of a file with those of the record. */
export function comparePeople(
  plan: RosterPlan,
  current: readonly CurrentPerson[],
  organisationIds: ReadonlyMap<ParsedOrganisation, string>,
): PeopleChanges {
  const changes: PeopleChanges = {
    ids: new Map(),
    added: [],
    updated: [],
    begun: [],
    ended: [],
    movedIds: [],
    missing: [],
    held: [],
    guarded: [],
    unchanged: 0,
  }
  const matcher = new PeopleMatcher(current)
  const idOf = (one: ParsedOrganisation | null) => (one && organisationIds.get(one)) ?? null
  for (const person of byNumberFirst(plan.people)) {
    const branchId = idOf(person.branch)
    const match = matcher.match(person, branchId)
    if (match.hold) {
      changes.held.push({ person, reason: match.hold, other: match.other })
    } else if (branchId !== null) {
      comparePerson(changes, person, match.found, { branchId, groupId: idOf(person.group) })
    }
  }
  // Rows with errors are in the file all the same: whoever they speak of is not missing.
  const spokenOf = new Set(changes.held.map((each) => each.other.id))
  for (const person of plan.heldBack.people) {
    const match = matcher.match(person, idOf(person.branch))
    spokenOf.add(match.hold ? match.other.id : (match.found?.id ?? ''))
  }
  const names = new Set(plan.heldBack.people.map((each) => each.name))
  changes.missing = current.filter(
    (each) =>
      each.membership && !matcher.isTaken(each) && !spokenOf.has(each.id) && !names.has(each.name),
  )
  return changes
}

/** Rows with a number first: they are certain, and take whom a row without one might mean. */
function byNumberFirst(people: readonly ParsedPerson[]): ParsedPerson[] {
  return [
    ...people.filter((one) => one.employeeNumber),
    ...people.filter((one) => !one.employeeNumber),
  ]
}

function comparePerson(
  changes: PeopleChanges,
  person: ParsedPerson,
  found: CurrentPerson | null,
  place: { branchId: string; groupId: string | null },
): void {
  const id = found?.id ?? newId()
  changes.ids.set(person, id)
  const next: PersonPlace = {
    personId: id,
    organisationId: place.branchId,
    // A file without a column of groups says nothing about them.
    groupId: person.columns.group ? place.groupId : keptGroup(found, place.branchId),
    memberKind: person.memberKind,
    probationUntil:
      person.memberKind === 'probationary' ? (found?.membership?.probationUntil ?? null) : null,
  }
  if (!found) {
    changes.added.push({ id, person })
    changes.begun.push(next)
    return
  }
  const { phone, employeeNumber, ...harmless } = updateOf(found, person)
  const isGuarded = found.roles.length > 0
  if (isGuarded && (phone !== undefined || employeeNumber !== undefined)) {
    changes.guarded.push({ person, current: found })
  }
  const update = isGuarded ? harmless : updateOf(found, person)
  const isUpdated = Object.keys(update).length > 0
  if (isUpdated) {
    changes.updated.push({ current: found, update })
  }
  if (!isSamePlace(found.membership, next)) {
    replaceMembership(changes, found, next)
  } else if (!isUpdated) {
    changes.unchanged += 1
  }
}

function replaceMembership(changes: PeopleChanges, found: CurrentPerson, next: PersonPlace): void {
  if (found.membership) {
    changes.ended.push(found.membership)
    if (found.membership.organisationId !== next.organisationId) {
      changes.movedIds.push(found.id)
    }
  }
  // Whoever was 编入 there belongs there now; both on one day would count twice.
  changes.ended.push(...found.relations.filter((r) => r.organisationId === next.organisationId))
  changes.begun.push(next)
}

function keptGroup(found: CurrentPerson | null, branchId: string): string | null {
  return found?.membership?.organisationId === branchId ? found.membership.groupId : null
}

function isSamePlace(membership: CurrentMembership | null, next: PersonPlace): boolean {
  return (
    membership?.organisationId === next.organisationId &&
    membership.groupId === next.groupId &&
    membership.memberKind === next.memberKind
  )
}

function updateOf(current: CurrentPerson, person: ParsedPerson): PersonUpdate {
  const update: PersonUpdate = {}
  for (const field of ['employeeNumber', 'name', 'sex', 'ethnicity'] as const) {
    const value = person[field]
    if (value !== null && value !== current[field]) {
      Object.assign(update, { [field]: value })
    }
  }
  for (const field of ['bornOn', 'joinedOn'] as const) {
    // 1949-06 in the file does not wipe out a known 1949-06-14.
    const value = person[field]
    if (value !== null && !current[field]?.startsWith(value)) {
      update[field] = value
    }
  }
  if (person.phone !== null && phoneLookup(person.phone) !== current.phoneLookup) {
    update.phone = person.phone
  }
  return update
}
