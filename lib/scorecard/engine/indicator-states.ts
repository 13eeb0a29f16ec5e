import type { TreatmentKind } from '@/db/enums'
import type { PreparedNode } from './prepare-scheme'

/** What is known of an indicator before the fold; one of which nothing is said is scored. */
export type GivenState = 'scored' | 'unscored' | 'no_data' | 'not_applicable'

/** How an indicator stands after it; `zero` is scored, has full marks, and came to nothing. */
export type IndicatorState = GivenState | 'zero'

export interface Circumstances {
  /** By indicator key. */
  states: ReadonlyMap<string, GivenState>
  /** What the 领导小组 decided for the class about what nobody scored, by indicator key. */
  treatments: ReadonlyMap<string, TreatmentKind>
}

/** Everything scored, nothing decided. */
export const plainCircumstances: Circumstances = { states: new Map(), treatments: new Map() }

/** What an indicator came to, with what is below it. Marks are integer hundredths. */
export interface NodeTotals {
  /** 0 where it is left out. */
  totalHundredths: number
  state: IndicatorState
  /** Left out of the total and of the full marks. */
  isOut: boolean
  /** Full marks left out, here or below. */
  removedHundredths: number
  unscoredHundredths: number
  unscoredCount: number
}

/** Reckoned from its lines, given full marks, given none, or left out of marks and full marks. */
export interface Fate {
  kind: 'reckoned' | 'full' | 'none' | 'out'
  state: IndicatorState
}

// Made once: the fold asks half a million times.
const reckoned: Record<GivenState, Fate> = {
  scored: { kind: 'reckoned', state: 'scored' },
  unscored: { kind: 'reckoned', state: 'unscored' },
  no_data: { kind: 'reckoned', state: 'no_data' },
  not_applicable: { kind: 'reckoned', state: 'not_applicable' },
}

/**
 * What becomes of an indicator, by what is known, what was decided and what is below. A level
 * without rules of its own of which everything is left out is left out with all its marks.
 */
export function fateOf(
  node: PreparedNode,
  below: readonly NodeTotals[],
  circumstances: Circumstances,
): Fate {
  const { key, notApplicable } = node.indicator
  const given = circumstances.states.get(key) ?? 'scored'
  const treatment = given === 'unscored' ? circumstances.treatments.get(key) : undefined
  if (treatment === 'full') {
    return { kind: 'full', state: 'scored' }
  }
  if (treatment === 'zero') {
    return { kind: 'none', state: 'zero' }
  }
  if (given === 'not_applicable' || treatment === 'not_applicable') {
    return { kind: notApplicable === 'full' ? 'full' : 'out', state: 'not_applicable' }
  }
  const isEmptied = node.rules.length === 0 && below.length > 0 && below.every((one) => one.isOut)
  return isEmptied ? { kind: 'out', state: 'not_applicable' } : reckoned[given]
}

/** Marks that an indicator has when it is given full marks; where it has none, its start. */
export function marksWhenFull(node: PreparedNode): number {
  return node.fullHundredths ?? node.indicator.startHundredths
}

/** What an indicator came to by its fate; `reckonedHundredths` is what its lines and levels made. */
export function nodeTotals(
  node: PreparedNode,
  fate: Fate,
  below: readonly NodeTotals[],
  reckonedHundredths: number,
): NodeTotals {
  const full = node.fullHundredths ?? 0
  if (fate.kind !== 'reckoned') {
    return {
      totalHundredths: fate.kind === 'full' ? marksWhenFull(node) : 0,
      state: fate.state,
      isOut: fate.kind === 'out',
      removedHundredths: fate.kind === 'out' ? full : 0,
      unscoredHundredths: 0,
      unscoredCount: 0,
    }
  }
  const isOwn = fate.state === 'unscored'
  let removed = 0
  let unscored = isOwn ? Math.max(full - node.fullBelowHundredths, 0) : 0
  let count = isOwn ? 1 : 0
  for (const one of below) {
    removed += one.removedHundredths
    unscored += one.unscoredHundredths
    count += one.unscoredCount
  }
  return {
    totalHundredths: reckonedHundredths,
    state: shownState(node, fate.state, below, reckonedHundredths),
    isOut: false,
    removedHundredths: Math.min(removed, full),
    unscoredHundredths: unscored,
    unscoredCount: count,
  }
}

// The strongest word of an indicator and of what is below it.
function shownState(
  node: PreparedNode,
  own: IndicatorState,
  below: readonly NodeTotals[],
  totalHundredths: number,
): IndicatorState {
  const isOwn = node.rules.length > 0 || below.length === 0
  if ((isOwn && own === 'unscored') || below.some(isUnscored)) {
    return 'unscored'
  }
  if ((!isOwn || own === 'no_data') && below.every(isEmpty)) {
    const hasNoData = (isOwn && own === 'no_data') || below.some((one) => one.state === 'no_data')
    return hasNoData ? 'no_data' : 'not_applicable'
  }
  return totalHundredths === 0 && (node.fullHundredths ?? 0) > 0 ? 'zero' : 'scored'
}

function isUnscored(one: NodeTotals): boolean {
  return one.state === 'unscored'
}

function isEmpty(one: NodeTotals): boolean {
  return one.state === 'no_data' || one.state === 'not_applicable'
}
