/** Where the marks of a trend stand: plain reckoning, so that it can be tested without a browser. */

export type TrendSeries = {
  key: string
  label: string
  /** One for each period, hundredths of a point; null where there is no figure, which is not zero. */
  values: (number | null)[]
}

export type TrendAxis = { from: number; to: number; ticks: number[] }

/** Lines that can be told apart in one drawing. */
export const mostLines = 6

const tens = 1000
const leastSpan = 3 * tens
const steps = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000]

/**
 * The vertical scale. It begins at zero, but for scores that all lie high: those get the thirty
 * points below the next ten, or more, and the drawing says so. Hundredths in and out.
 */
export function trendAxis(series: readonly TrendSeries[]): TrendAxis {
  const numbers = series.flatMap(({ values }) => values.filter((one) => one !== null))
  const [least, most] =
    numbers.length > 0 ? [Math.min(...numbers), Math.max(...numbers, 0)] : [0, 0]
  const high = Math.ceil(most / tens) * tens
  const low = Math.min(Math.floor(least / tens) * tens, high - leastSpan)
  const from = least < 0 ? Math.floor(least / tens) * tens : least * 2 < most ? 0 : Math.max(0, low)
  const step = stepOf(Math.max(most, from + 1) - from)
  const to = from + Math.max(1, Math.ceil((most - from) / step)) * step
  const ticks = Array.from({ length: (to - from) / step + 1 }, (_, at) => from + at * step)
  return { from, to, ticks }
}

function stepOf(span: number): number {
  return steps.find((one) => span / one <= 6) ?? Math.ceil(span / 6)
}

/** Heights moved apart so that no two are closer than `gap`, in the same order, within the bounds. */
export function movedApart(
  heights: readonly number[],
  { gap, from, to }: { gap: number; from: number; to: number },
): number[] {
  const order = heights.map((_, at) => at).sort((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0))
  const moved = [...heights]
  let free = from
  for (const at of order) {
    moved[at] = Math.max(moved[at] ?? 0, free)
    free = (moved[at] ?? 0) + gap
  }
  let last = to
  for (const at of order.reverse()) {
    moved[at] = Math.min(moved[at] ?? 0, last)
    last = (moved[at] ?? 0) - gap
  }
  return moved
}

/** The last period with a figure, or null where a series has none. */
export function lastPoint({ values }: TrendSeries): { at: number; value: number } | null {
  const at = values.findLastIndex((one) => one !== null)
  const value = values[at]
  return value === null || value === undefined ? null : { at, value }
}
