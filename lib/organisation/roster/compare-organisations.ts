import type { OrganisationClass, OrganisationKind, TermDateMeaning } from '@/db/enums'
import { newId } from '@/db/ids'
import type { CurrentOrganisation } from './current-roster'
import type { ParsedOrganisation } from './parse-organisations'
import type { RosterPlan } from './plan-roster'
import { termEnd } from './term-dates'

/** What an organisation is to be from the day of import on. */
export interface OrganisationState {
  parentId: string | null
  name: string
  kind: OrganisationKind
  class: OrganisationClass | null
  termEndsOn: string | null
  position: number
}

export interface OrganisationChanges {
  /** Which row of the record each row of the file is; new ones have an id already. */
  ids: Map<ParsedOrganisation, string>
  added: { id: string; state: OrganisationState }[]
  /** A new version begins, except where only the position differs. */
  changed: { current: CurrentOrganisation; state: OrganisationState; isOnlyPosition: boolean }[]
  /** In the record, not in the file: listed, never ended by an import. */
  missing: CurrentOrganisation[]
  unchanged: number
}

/**
 * Compares the organisations of a file with those of the record: same name under the same parent,
 * else the same name and kind anywhere (it was moved).
 * @param meaning what 换届时间 says; null leaves the ends of terms as they are
 */
export function compareOrganisations(
  plan: RosterPlan,
  current: readonly CurrentOrganisation[],
  meaning: TermDateMeaning | null,
): OrganisationChanges {
  const changes: OrganisationChanges = {
    ids: new Map(),
    added: [],
    changed: [],
    missing: [],
    unchanged: 0,
  }
  const index = new OrganisationIndex(current)
  for (const [position, planned] of parentsFirst(plan.organisations).entries()) {
    const parentId = planned.parent ? (changes.ids.get(planned.parent) ?? null) : null
    const match = index.take(planned, parentId)
    const id = match?.id ?? newId()
    changes.ids.set(planned, id)
    const state: OrganisationState = {
      parentId,
      name: planned.name,
      kind: planned.kind,
      class: planned.class,
      termEndsOn:
        (meaning && plannedTermEnd(planned, meaning, plan.reportedOn)) ?? match?.termEndsOn ?? null,
      position: position + 1,
    }
    if (!match) {
      changes.added.push({ id, state })
    } else if (isSame(match, state)) {
      changes.unchanged += 1
    } else {
      changes.changed.push({ current: match, state, isOnlyPosition: isSame(match, state, true) })
    }
  }
  const held = new Set(plan.heldBack.organisations.map((each) => each.name))
  changes.missing = index.left().filter((each) => !held.has(each.name))
  return changes
}

/** A date after the day of reporting is no election that was held: the end of term stays open. */
function plannedTermEnd(
  planned: ParsedOrganisation,
  meaning: TermDateMeaning,
  reportedOn: string | null,
): string | null {
  const isFuture = reportedOn !== null && (planned.changedOn ?? '') > reportedOn
  return meaning === 'last_election' && isFuture
    ? null
    : termEnd(planned.kind, planned.changedOn, meaning)
}

function isSame(current: CurrentOrganisation, state: OrganisationState, ignoresPosition = false) {
  return (
    current.parentId === state.parentId &&
    current.name === state.name &&
    current.kind === state.kind &&
    current.class === state.class &&
    current.termEndsOn === state.termEndsOn &&
    (ignoresPosition || current.position === state.position)
  )
}

function parentsFirst(organisations: readonly ParsedOrganisation[]): ParsedOrganisation[] {
  const depth = (one: ParsedOrganisation): number => (one.parent ? depth(one.parent) + 1 : 0)
  return organisations
    .map((one, index) => ({ one, index, depth: depth(one) }))
    .sort((a, b) => a.depth - b.depth || a.index - b.index)
    .map(({ one }) => one)
}

class OrganisationIndex {
  readonly #free: Set<CurrentOrganisation>
  readonly #byName = new Map<string, CurrentOrganisation[]>()

  constructor(current: readonly CurrentOrganisation[]) {
    this.#free = new Set(current)
    for (const one of current) {
      this.#byName.set(one.name, [...(this.#byName.get(one.name) ?? []), one])
    }
  }

  take(planned: ParsedOrganisation, parentId: string | null): CurrentOrganisation | undefined {
    const named = (this.#byName.get(planned.name) ?? []).filter((one) => this.#free.has(one))
    const elsewhere = named.filter((one) => one.kind === planned.kind && one.kind !== 'group')
    const match =
      named.find((one) => one.parentId === parentId) ??
      (elsewhere.length === 1 ? elsewhere[0] : undefined)
    if (match) {
      this.#free.delete(match)
    }
    return match
  }

  left(): CurrentOrganisation[] {
    return [...this.#free]
  }
}
