import type { TermDateMeaning } from '@/db/enums'
import { compareOrganisations, type OrganisationChanges } from './compare-organisations'
import { comparePeople, type PeopleChanges } from './compare-people'
import { comparePosts, type PostChanges } from './compare-posts'
import type { CurrentRoster } from './current-roster'
import type { RosterPlan } from './plan-roster'

/** What an import would write. */
export interface RosterChanges {
  organisations: OrganisationChanges
  people: PeopleChanges
  posts: PostChanges
}

/** Compares a file with the record. Writes nothing; ids of new rows are already chosen. */
export function compareRoster(
  plan: RosterPlan,
  current: CurrentRoster,
  meaning: TermDateMeaning | null,
): RosterChanges {
  const organisations = compareOrganisations(plan, current.organisations, meaning)
  const people = comparePeople(plan, current.people, organisations.ids)
  const posts = comparePosts(plan, current.people, organisations.ids, people)
  return { organisations, people, posts }
}

/** Whether an import would change nothing at all. */
export function isUnchanged({ organisations, people, posts }: RosterChanges): boolean {
  return [
    organisations.added,
    organisations.changed,
    people.added,
    people.updated,
    people.begun,
    people.ended,
    posts.begun,
    posts.ended,
  ].every((list) => list.length === 0)
}
