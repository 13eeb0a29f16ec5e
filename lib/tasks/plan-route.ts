import type { AssignmentPart, DispatchRoute } from '@/db/enums'
import type { OrganisationOnDay } from '@/lib/organisation/schema'

export interface RoutePlan {
  /** Who gets a copy at dispatch, in the order of the tree, and its part in the task. */
  recipients: { organisation: OrganisationOnDay; part: AssignmentPart }[]
  /** Branches by the 党总支 that is told of theirs (抄送), on the direct route. */
  copied: Map<string, string[]>
  /** Branches by the 党总支 that breaks the task down to them. */
  under: Map<string, OrganisationOnDay[]>
}

/**
 * How a task goes to the chosen organisations. Direct: each gets its own, the 党总支 above is told of
 * it unless it is chosen itself. By way of the 党总支: it alone gets a copy, as coordinator, for the
 * chosen branches under it; 协办 and branches straight under the committee always get theirs.
 */
export function planRoute({
  chosen,
  assistIds,
  tree,
  route,
}: {
  chosen: readonly OrganisationOnDay[]
  assistIds: ReadonlySet<string>
  tree: readonly OrganisationOnDay[]
  route: DispatchRoute
}): RoutePlan {
  const byId = new Map(tree.map((one) => [one.id, one]))
  const under = new Map<string, OrganisationOnDay[]>()
  const copied = new Map<string, string[]>()
  const chosenIds = new Set(chosen.map((one) => one.id))
  for (const one of chosen.filter(({ kind }) => kind === 'branch')) {
    const above = generalBranchOf(one, byId)
    if (!above) {
      continue
    }
    if (route === 'general_branch' && !assistIds.has(one.id)) {
      under.set(above.id, [...(under.get(above.id) ?? []), one])
    } else if (!chosenIds.has(above.id)) {
      copied.set(above.id, [...(copied.get(above.id) ?? []), one.id])
    }
  }
  for (const id of under.keys()) {
    copied.delete(id)
  }
  const coordinated = new Set([...under.values()].flat().map((one) => one.id))
  const hasAssist = chosen.some((one) => assistIds.has(one.id))
  const partOf = ({ id }: OrganisationOnDay): AssignmentPart => {
    if (under.has(id)) {
      return 'coordinator'
    }
    return assistIds.has(id) ? 'assist' : hasAssist ? 'lead' : 'owner'
  }
  return {
    recipients: tree
      .filter((one) => under.has(one.id) || (chosenIds.has(one.id) && !coordinated.has(one.id)))
      .map((organisation) => ({ organisation, part: partOf(organisation) })),
    copied,
    under,
  }
}

/** The 党总支 above an organisation, however far. */
export function generalBranchOf(
  one: OrganisationOnDay,
  byId: ReadonlyMap<string, OrganisationOnDay>,
): OrganisationOnDay | undefined {
  const seen = new Set<string>()
  let above = one.parentId === null ? undefined : byId.get(one.parentId)
  while (above && above.kind !== 'general_branch' && !seen.has(above.id)) {
    seen.add(above.id)
    above = above.parentId === null ? undefined : byId.get(above.parentId)
  }
  return above?.kind === 'general_branch' ? above : undefined
}
