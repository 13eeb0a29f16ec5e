import type { QuarterIndicator, QuarterRow } from '../ledger/schema'
import type { Board, WeakIndicator } from './schema'

/** Figures of the board that are reckoned from the rows alone. Whole hundredths throughout. */

const weakShown = 3

/**
 * 失分最多的三项: the leaves in which the most marks are missing over all branches that were scored
 * in them; who is 未评 or to whom it does not apply is not counted.
 */
export function weakestIndicators(
  indicators: readonly QuarterIndicator[],
  rows: readonly QuarterRow[],
): WeakIndicator[] {
  return indicators
    .filter((one) => one.isLeaf && (one.fullHundredths ?? 0) > 0)
    .map(({ key, code, name, fullHundredths }) => {
      const full = fullHundredths ?? 0
      const totals = rows.flatMap(({ indicators: cells }) => {
        const cell = cells[key]
        const isScored = cell?.state === 'scored' || cell?.state === 'zero'
        return isScored && cell.total !== null ? [cell.total] : []
      })
      return {
        ...{ key, code, name, branches: totals.length },
        fullHundredths: full * totals.length,
        lostHundredths: totals.reduce((sum, total) => sum + Math.max(0, full - total), 0),
      }
    })
    .filter((one) => one.lostHundredths > 0)
    .sort((a, b) => b.lostHundredths - a.lostHundredths || (a.code < b.code ? -1 : 1))
    .slice(0, weakShown)
}

const tens = 1000
const step = 500

/** The scale of the bars: whole tens that hold every total and interval, at least thirty points. */
export function axisOf(values: readonly number[], fullHundredths: number): Board['axis'] {
  const least = Math.min(...values, fullHundredths)
  const most = Math.max(...values, fullHundredths)
  const toHundredths = most + ((tens - (most % tens)) % tens)
  const down = least - (((least % tens) + tens) % tens)
  return { fromHundredths: Math.min(down, toHundredths - 3 * tens), toHundredths }
}

/** How many branches of the class lie in each five points, from the highest to the lowest. */
export function distributionOf(totals: readonly number[]): Board['distribution'] {
  if (totals.length === 0) {
    return []
  }
  const floorOf = (total: number) => total - (((total % step) + step) % step)
  const most = floorOf(Math.max(...totals))
  const least = floorOf(Math.min(...totals))
  const bins: Board['distribution'] = []
  for (let from = most; from >= least && bins.length < 40; from -= step) {
    const branches = totals.filter((total) => floorOf(total) === from).length
    bins.push({ fromHundredths: from, toHundredths: from + step, branches })
  }
  return bins
}
