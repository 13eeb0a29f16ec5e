import { isUnchanged, type RosterChanges } from './compare-roster'
import type { RosterPlan } from './plan-roster'

/** What was written, in numbers. */
export interface RosterOutcome {
  newOrganisations: number
  changedOrganisations: number
  newPeople: number
  updatedPeople: number
  newMemberships: number
  newPosts: number
  endedPosts: number
  /** Cells that still have errors; their rows stayed out. */
  errors: number
  isUnchanged: boolean
}

/** Counts what an import writes. */
export function outcomeOf(
  { organisations, people, posts }: RosterChanges,
  plan: RosterPlan,
): RosterOutcome {
  return {
    newOrganisations: organisations.added.length,
    changedOrganisations: organisations.changed.length,
    newPeople: people.added.length,
    updatedPeople: people.updated.length,
    newMemberships: people.begun.length,
    newPosts: posts.begun.length,
    endedPosts: posts.ended.length,
    errors: plan.errors.length,
    isUnchanged: isUnchanged({ organisations, people, posts }),
  }
}

/** Said of an import whose content was cleared because all of it is in. */
export const nothingToImport: RosterOutcome = {
  newOrganisations: 0,
  changedOrganisations: 0,
  newPeople: 0,
  updatedPeople: 0,
  newMemberships: 0,
  newPosts: 0,
  endedPosts: 0,
  errors: 0,
  isUnchanged: true,
}
