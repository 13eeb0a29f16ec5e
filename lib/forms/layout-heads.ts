import type { LayoutSheet } from './layout'

type LayoutRow = LayoutSheet['rows'][number]

/** The head of a column, over one row or several. */
export interface Head {
  column: number
  /** As one would say it: `计划 次数` under a head that spans columns. */
  text: string
  /** What a field may be called to fill it, the fullest name first. */
  names: string[]
}

/** Rows of heads that may stand over each other; offices rarely draw more. */
const mostHeadRows = 3

/** Each run of rows that may be the heads of a sheet, by its last row: shorter ones first. */
export function headBands({ rows }: LayoutSheet): LayoutRow[][] {
  const lengths = Array.from({ length: mostHeadRows }, (_, index) => index + 1)
  return lengths.flatMap((length) =>
    rows.flatMap((_, end) => {
      const band = rows.slice(end - length + 1, end + 1)
      const isRun = band.every(
        (row, at) => at === 0 || row.number === (band[at - 1]?.number ?? 0) + 1,
      )
      return end + 1 >= length && isRun ? [band] : []
    }),
  )
}

/**
 * The heads of a run of rows. What spans columns is part of the name of each column under it; what
 * stands twice under different spans is only known by its full name.
 */
export function headsOf(band: readonly LayoutRow[]): Head[] {
  const columns = new Set(band.flatMap((row) => row.cells.map((cell) => cell.column)))
  const paths = [...columns]
    .sort((one, other) => one - other)
    .map((column) => ({ column, path: pathOf(band, column) }))
    .filter(({ path }) => path.length > 0)
  const lastOf = (path: string[]) => path.at(-1) ?? ''
  const isUnique = (path: string[]) =>
    band.length === 1 || paths.filter((one) => lastOf(one.path) === lastOf(path)).length === 1
  return paths.map(({ column, path }) => ({
    column,
    text: path.join(' '),
    names: [...(path.length > 1 ? [path.join('')] : []), ...(isUnique(path) ? [lastOf(path)] : [])],
  }))
}

/** The texts over a column from top to bottom: its own, and in the upper rows what spans it. */
function pathOf(band: readonly LayoutRow[], column: number): string[] {
  const own = band.map((row) => textAt(row, column))
  const last = own.findLastIndex((text) => text !== '')
  const texts = band.slice(0, last + 1).map((row, at) => {
    const isLast = at === last
    return own[at] || (isLast ? '' : spanning(row, column))
  })
  // A head merged downwards says the same in each of its rows.
  return texts.filter((text, at) => text !== '' && text !== texts[at - 1])
}

function spanning(row: LayoutRow, column: number): string {
  const before = row.cells.filter((cell) => cell.column < column && cell.text.trim() !== '')
  return (
    before
      .sort((one, other) => one.column - other.column)
      .at(-1)
      ?.text.trim() ?? ''
  )
}

function textAt(row: LayoutRow, column: number): string {
  return row.cells.find((cell) => cell.column === column)?.text.trim() ?? ''
}
