import { type Head, headBands, headsOf } from './layout-heads'
import { bareWords } from './refused-words'
import type { FormDefinition, FormField } from './states'

/** What a column of a layout is filled with. */
export type LayoutSource =
  | { kind: 'number' }
  | { kind: 'organisation' }
  | { kind: 'field'; key: string }
  | { kind: 'column'; table: string; key: string }

/** How a workbook's columns stand to a form. */
export interface LayoutMap {
  sheet: string
  /** Row of the heads, from 1; the last one where they stand over each other. */
  headRow: number
  /** Column number, from 1 → what goes there. */
  columns: { column: number; head: string; source: LayoutSource }[]
  /** Heads that nothing of the form is called like. */
  unmatched: string[]
  /** The table whose rows each become a row; null when every report is one row. */
  table: string | null
}

/** A sheet as the mapping reads it: the texts of its first rows. */
export interface LayoutSheet {
  name: string
  rows: { number: number; cells: { column: number; text: string }[] }[]
}

const organisationHeads = [
  ...['党组织', '党组织名称', '党支部', '党支部名称', '支部', '支部名称', '所在支部'],
  ...['填报单位', '单位', '单位名称', '组织名称'],
]
const numberHeads = ['序号', '编号', '行号']

/**
 * Finds the row or rows of heads that fit the form best and what each column takes, by the words of
 * its head; null when no row has anything of the form.
 */
export function mapLayout(
  sheets: readonly LayoutSheet[],
  definition: FormDefinition,
): LayoutMap | null {
  const maps = sheets.flatMap((sheet) =>
    headBands(sheet).map((band) => mapBand(sheet.name, band, definition)),
  )
  const best = maps.sort((a, b) => weightOf(b) - weightOf(a))[0]
  return best && weightOf(best) > 0 ? best : null
}

/** Columns of the form itself: a row of 序号 and 支部 alone is no layout of it. */
function weightOf({ columns }: LayoutMap): number {
  return columns.filter(({ source }) => source.kind === 'field' || source.kind === 'column').length
}

function mapBand(sheet: string, band: LayoutSheet['rows'], definition: FormDefinition): LayoutMap {
  const heads = headsOf(band)
  const tables = definition.fields.filter((field) => field.kind === 'table')
  const candidates = [null, ...tables].map((table) => mapWith(heads, definition, table))
  const best = candidates.sort((a, b) => b.columns.length - a.columns.length)[0]
  return {
    sheet,
    headRow: band.at(-1)?.number ?? 1,
    columns: [],
    unmatched: [],
    table: null,
    ...best,
  }
}

function mapWith(
  heads: readonly Head[],
  definition: FormDefinition,
  table: FormField | null,
): Pick<LayoutMap, 'columns' | 'unmatched' | 'table'> {
  const columns: LayoutMap['columns'] = []
  const unmatched: string[] = []
  for (const { column, text, names } of heads) {
    const source = names.map((name) => sourceFor(name, definition, table)).find(Boolean)
    const isTaken = columns.some((one) => JSON.stringify(one.source) === JSON.stringify(source))
    if (source && !isTaken) {
      columns.push({ column, head: text, source })
    } else {
      unmatched.push(text)
    }
  }
  return { columns, unmatched, table: table?.key ?? null }
}

function sourceFor(
  head: string,
  definition: FormDefinition,
  table: FormField | null,
): LayoutSource | null {
  const isCalled = (label: string) => headWords(label) === headWords(head)
  const column = table?.columns.find((one) => isCalled(one.label))
  if (table && column) {
    return { kind: 'column', table: table.key, key: column.key }
  }
  const field = definition.fields.find((one) => one.kind !== 'table' && isCalled(one.label))
  if (field) {
    return { kind: 'field', key: field.key }
  }
  if (organisationHeads.some(isCalled)) {
    return { kind: 'organisation' }
  }
  return numberHeads.some(isCalled) ? { kind: 'number' } : null
}

/** A head without its unit in brackets, blanks and signs. */
function headWords(text: string): string {
  return bareWords(text.normalize('NFKC').replace(/\([^)]*\)$/, ''))
}
