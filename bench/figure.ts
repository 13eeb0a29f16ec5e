/** One measured number beside what it is held against. */
export interface Figure {
  /** Begins with the name of the case, e.g. `board-p50-1m`. */
  case: string
  value: number
  unit: string
  /** The same thing done the barest way, in the same unit; null where there is none. */
  floor: number | null
  /** Value over floor: higher is better for rates, lower for times and sizes. */
  ratio: number | null
}

/** A figure with its ratio worked out. */
export function figure(
  name: string,
  value: number,
  unit: string,
  floor: number | null = null,
): Figure {
  const ratio = floor === null || floor === 0 ? null : round(value / floor)
  return {
    case: name,
    value: round(value),
    unit,
    floor: floor === null ? null : round(floor),
    ratio,
  }
}

/** The middle of some measurements; NaN of none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The value that a share of the measurements does not exceed, e.g. 0.99; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Figures as lines of a table for a terminal. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = [
    ['case', 'value', 'unit', 'floor', 'ratio'],
    ...figures.map((one) => [
      one.case,
      String(one.value),
      one.unit,
      one.floor === null ? '–' : String(one.floor),
      one.ratio === null ? '–' : String(one.ratio),
    ]),
  ]
  const widths = [0, 1, 2, 3, 4].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  const isText = (at: number) => at === 0 || at === 2
  return rows
    .map((row) =>
      row
        .map((cell, at) =>
          isText(at) ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
        )
        .join('  '),
    )
    .join('\n')
}

/** Three digits behind the point for small numbers, none that nobody reads for large ones. */
function round(value: number): number {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 3
  return Number(value.toFixed(digits))
}
