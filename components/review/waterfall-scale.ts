import type { PackBar } from '@/lib/review/pack-schema'

/** One column from full marks to the result; heights are hundredths of a point. */
export interface WaterfallColumn {
  key: string
  label: string
  kind: 'full' | 'loss' | 'gain' | 'result'
  /** What stands over it. */
  amountHundredths: number
  fromHundredths: number
  toHundredths: number
}

export interface Waterfall {
  /** Where the axis starts; said beside the chart where it is not zero. */
  axisHundredths: number
  topHundredths: number
  columns: WaterfallColumn[]
}

const mostBars = 7
const five = 500

interface Figures {
  fullHundredths: number
  totalHundredths: number
  bars: readonly PackBar[]
}

/** The columns of a waterfall; more than seven become the largest six and the rest together. */
export function waterfallOf({ fullHundredths, totalHundredths, bars }: Figures): Waterfall {
  const columns: WaterfallColumn[] = [
    column({ key: 'full', label: '满分', kind: 'full' }, 0, fullHundredths),
  ]
  let running = fullHundredths
  for (const bar of largest(bars)) {
    const after = running + bar.amountHundredths
    const kind = bar.amountHundredths < 0 ? 'loss' : 'gain'
    const one = column({ key: `${bar.code} ${bar.name}`, label: bar.name, kind }, running, after)
    columns.push({ ...one, amountHundredths: bar.amountHundredths })
    running = after
  }
  columns.push(column({ key: 'result', label: '评议', kind: 'result' }, 0, totalHundredths))
  const ends = [fullHundredths, totalHundredths, ...columns.slice(1, -1).flatMap(endsOf)]
  const least = Math.min(...ends)
  const topHundredths = Math.max(...ends, 100)
  return { axisHundredths: axisOf(least, topHundredths), topHundredths, columns }
}

function column(
  about: Pick<WaterfallColumn, 'key' | 'label' | 'kind'>,
  from: number,
  to: number,
): WaterfallColumn {
  const [fromHundredths, toHundredths] = [Math.min(from, to), Math.max(from, to)]
  return { ...about, amountHundredths: to, fromHundredths, toHundredths }
}

function endsOf({ fromHundredths, toHundredths }: WaterfallColumn): number[] {
  return [fromHundredths, toHundredths]
}

/** In the order of the table, what is smaller than the six largest together at the end. */
function largest(bars: readonly PackBar[]): PackBar[] {
  if (bars.length <= mostBars) {
    return [...bars]
  }
  const size = (bar: PackBar) => Math.abs(bar.amountHundredths)
  const shown = new Set([...bars].sort((a, b) => size(b) - size(a)).slice(0, mostBars - 1))
  const rest = bars.filter((bar) => !shown.has(bar))
  const amountHundredths = rest.reduce((sum, bar) => sum + bar.amountHundredths, 0)
  const last = { code: '', name: `其余 ${rest.length} 项`, amountHundredths }
  return [...bars.filter((bar) => shown.has(bar)), last]
}

/**
 * Whole fives of points, a third of the range below the lowest end, so that what was lost can be
 * seen from the back row; zero where that is not far, or where nothing was lost.
 */
function axisOf(least: number, most: number): number {
  if (least < 0) {
    return least - (((least % five) + five) % five)
  }
  const below = least - Math.floor((most - least) / 3)
  const start = below - (below % five)
  return least === most || start < five ? 0 : start
}

/** Place of a value between axis and top, in percent. */
export function percentOf(
  { axisHundredths, topHundredths }: Waterfall,
  hundredths: number,
): number {
  const share = (hundredths - axisHundredths) / (topHundredths - axisHundredths)
  return Math.min(100, Math.max(0, share * 100))
}
