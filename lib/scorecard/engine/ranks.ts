import { integer } from './amounts'

/** A branch in the comparison of its class. */
export interface ClassMember {
  id: string
  totalHundredths: number
  /** False while something is unscored, or where nothing applies: no rank, no grade yet. */
  isComplete: boolean
  /** Merged into another within the quarter: its segment stands, but it is not compared. */
  isMergedAway: boolean
}

export interface Rank {
  /** 1, 2, 2, 4. */
  rank: number
  /** How many share it. */
  tied: number
}

/** Members who are compared: complete, and still there at the end of the quarter. */
export function comparedMembers<M extends ClassMember>(members: readonly M[]): M[] {
  return members.filter((one) => one.isComplete && !one.isMergedAway)
}

/** Members of equal score together, best first. */
export function tieGroups<M extends ClassMember>(members: readonly M[]): M[][] {
  const groups = new Map<number, M[]>()
  for (const one of members) {
    const total = integer(one.totalHundredths)
    groups.set(total, [...(groups.get(total) ?? []), one])
  }
  return [...groups].sort(([a], [b]) => b - a).map(([, group]) => group)
}

/** Ranks within one class by id; whoever is not compared has none. */
export function rankClass(members: readonly ClassMember[]): Map<string, Rank> {
  const ranks = new Map<string, Rank>()
  let before = 0
  for (const group of tieGroups(comparedMembers(members))) {
    for (const one of group) {
      ranks.set(one.id, { rank: before + 1, tied: group.length })
    }
    before += group.length
  }
  return ranks
}
