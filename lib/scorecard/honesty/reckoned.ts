import { type Band, notApplicable, notInClass, type Settings } from './settings'

/** Scores, ranks and grades under given settings: integers throughout. */
export interface Reckoned {
  /** Hundredths. */
  totals: Int32Array
  /** Within the class: 1, 2, 2, 4. */
  ranks: Int32Array
  /** Position in the bands; as many as there are bands where the score reaches none. */
  grades: Int32Array
}

/** A branch that stands elsewhere than before the settings were changed. */
export interface Move {
  branch: number
  totalBefore: number
  totalAfter: number
  rankBefore: number
  rankAfter: number
  gradeBefore: number
  gradeAfter: number
}

/** Quotient of two whole numbers, half away from zero; the divisor is positive. */
export function divided(dividend: number, divisor: number): number {
  const doubled = 2 * Math.abs(dividend) + divisor
  const quotient = (doubled - (doubled % (2 * divisor))) / (2 * divisor)
  return dividend < 0 && quotient !== 0 ? -quotient : quotient
}

/**
 * Each mark moves with its weight (mark × weight ÷ first weight, half away from zero); the marks
 * are added up, and what does not apply is brought to the full marks of the class. Limits of upper
 * levels are not applied again: give marks that have been folded anew where they bind.
 */
export function reckon(settings: Settings, first: Int32Array, classes: Int32Array): Reckoned {
  const totals = new Int32Array(classes.length)
  for (let branch = 0; branch < classes.length; branch += 1) {
    totals[branch] = totalOf(settings, first, branch * first.length)
  }
  return { totals, ranks: ranksOf(totals, classes), grades: gradesOf(totals, settings.bands) }
}

function totalOf({ weights, marks }: Settings, first: Int32Array, row: number): number {
  let total = 0
  let full = 0
  let applicable = 0
  for (let at = 0; at < first.length; at += 1) {
    const mark = marks[row + at] ?? 0
    const weight = weights[at] ?? 0
    const before = first[at] ?? 0
    if (mark === notInClass) {
      continue
    }
    full += weight
    if (mark !== notApplicable) {
      applicable += weight
      total += before === 0 || before === weight ? mark : divided(mark * weight, before)
    }
  }
  return applicable === full || applicable === 0 ? total : divided(total * full, applicable)
}

/** Ranks within each class; equal totals share one and leave the next free: 1, 2, 2, 4. */
export function ranksOf(totals: Int32Array, classes: Int32Array): Int32Array {
  const order = [...totals.keys()].sort((a, b) => (totals[b] ?? 0) - (totals[a] ?? 0))
  const ranks = new Int32Array(totals.length)
  const seen = new Map<number, { count: number; rank: number; total: number }>()
  for (const branch of order) {
    const inClass = classes[branch] ?? 0
    const total = totals[branch] ?? 0
    const last = seen.get(inClass)
    const count = (last?.count ?? 0) + 1
    const rank = last && last.total === total ? last.rank : count
    seen.set(inClass, { count, rank, total })
    ranks[branch] = rank
  }
  return ranks
}

function gradesOf(totals: Int32Array, bands: readonly Band[]): Int32Array {
  return totals.map((total) => {
    const at = bands.findIndex((band) => total >= band.fromHundredths)
    return at < 0 ? bands.length : at
  })
}

/** Branches whose total, rank or grade differs. */
export function movesBetween(before: Reckoned, after: Reckoned): Move[] {
  const moves: Move[] = []
  for (let branch = 0; branch < after.totals.length; branch += 1) {
    const move = {
      branch,
      totalBefore: before.totals[branch] ?? 0,
      totalAfter: after.totals[branch] ?? 0,
      rankBefore: before.ranks[branch] ?? 0,
      rankAfter: after.ranks[branch] ?? 0,
      gradeBefore: before.grades[branch] ?? 0,
      gradeAfter: after.grades[branch] ?? 0,
    }
    const isSame =
      move.totalBefore === move.totalAfter &&
      move.rankBefore === move.rankAfter &&
      move.gradeBefore === move.gradeAfter
    if (!isSame) {
      moves.push(move)
    }
  }
  return moves
}
