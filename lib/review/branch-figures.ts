import {
  foldSteps,
  type IndicatorResult,
  type SchemeResult,
} from '@/lib/scorecard/engine/fold-steps'
import type { QuarterFrame } from '@/lib/scorecard/ledger/quarter-frame'
import type { SnapshotContent } from '@/lib/scorecard/quarter/schema'
import type { PackLine } from './pack-ledger'
import type { PackBar, PackGap, PackIndicator } from './pack-schema'

type Result = IndicatorResult<PackLine>
type Scored = SnapshotContent['organisations'][number]

export interface BranchFigures {
  bars: PackBar[]
  gaps: PackGap[]
  indicators: PackIndicator[]
  unscoredCount: number
  isConsistent: boolean
}

const shownGaps = 3

/** Waterfall, gaps and table of a branch, from the entries that stood at the snapshot. */
export function branchFigures(
  frame: QuarterFrame,
  scored: Scored,
  standing: readonly PackLine[],
): BranchFigures {
  const states = new Map(
    Object.entries(scored.indicators).flatMap(([key, { given }]) => (given ? [[key, given]] : [])),
  )
  const result = foldSteps(frame.prepared, scored.class, standing, {
    states,
    treatments: frame.treatmentsOf(scored.class),
  })
  return {
    bars: barsOf(result),
    gaps: gapsOf(result.indicators),
    indicators: listOf(result.indicators, 0),
    unscoredCount: result.unscoredCount,
    isConsistent: result.totalHundredths === scored.totalHundredths,
  }
}

/** What each top level left or added; marks that do not apply are neither. They make the result. */
export function barsOf(result: SchemeResult<PackLine>): PackBar[] {
  const bars = result.indicators.flatMap((one) => {
    const { code, name, totalHundredths } = one
    const amountHundredths = totalHundredths + removedOf(one) - (one.fullHundredths ?? 0)
    return amountHundredths === 0 ? [] : [{ code, name, amountHundredths }]
  })
  const sum = bars.reduce((total, one) => total + one.amountHundredths, result.fullHundredths)
  const scaled = result.totalHundredths - sum
  return scaled === 0 ? bars : [...bars, { code: '', name: '不适用折算', amountHundredths: scaled }]
}

/** Full marks left out of an indicator as 不适用, here or below. */
function removedOf(one: Result): number {
  if (one.isOut) {
    return one.fullHundredths ?? 0
  }
  const below = one.children.reduce((sum, child) => sum + removedOf(child), 0)
  return Math.min(below, one.fullHundredths ?? below)
}

/** 差距最大的三项: where the most marks are missing; what nobody has scored is not one of them. */
function gapsOf(indicators: readonly Result[]): PackGap[] {
  return everyOf(indicators)
    .flatMap((one): PackGap[] => {
      const lostHundredths = lostIn(one)
      const { key, code, name } = one
      return lostHundredths > 0 ? [{ key, code, name, lostHundredths, words: wordsOf(one) }] : []
    })
    .sort((a, b) => b.lostHundredths - a.lostHundredths)
    .slice(0, shownGaps)
}

/** Marks missing in a leaf; of a level with rules of its own what those took. */
function lostIn(one: Result): number {
  if (one.isOut || one.state === 'unscored' || one.state === 'not_applicable') {
    return 0
  }
  if (one.children.length === 0) {
    return (one.fullHundredths ?? 0) - one.totalHundredths
  }
  const own = one.steps.filter((step) => step.kind === 'entry' || step.kind === 'rule_cap')
  return -own.reduce((sum, step) => sum + step.amountHundredths, 0)
}

function wordsOf(one: Result): string[] {
  const taking = one.steps
    .filter((step) => step.line !== null && (step.amountHundredths < 0 || step.kind === 'zero'))
    .sort((a, b) => a.amountHundredths - b.amountHundredths)
    .flatMap((step) => step.line?.reason ?? [])
  if (taking.length > 0) {
    return taking
  }
  return [one.state === 'no_data' ? '本季度没有可计分的数据' : '尚未得分']
}

function everyOf(indicators: readonly Result[]): Result[] {
  return indicators.flatMap((one) => [one, ...everyOf(one.children)])
}

function listOf(indicators: readonly Result[], level: number): PackIndicator[] {
  return indicators.flatMap((one) => {
    const { key, code, name, fullHundredths, state } = one
    const isBlank = state === 'unscored' || state === 'not_applicable'
    const totalHundredths = isBlank ? null : one.totalHundredths
    return [
      { key, code, name, level, fullHundredths, totalHundredths, state },
      ...listOf(one.children, level + 1),
    ]
  })
}
