import type { OrganisationClass, OrganisationKind } from '@/db/enums'
import type { CellFault, FaultList } from './faults'
import { linkParent, reportCycle, reportDuplicate, reportFaultyParent } from './link-organisations'
import { readDate } from './read-date'
import { cellOf, type OrganisationColumn, type Table } from './table'
import { readClass, readKind } from './words'
import { compact, type RosterRow } from './workbook'

/** An organisation as the sheet gives it. */
export interface ParsedOrganisation {
  sheet: string
  row: number
  name: string
  kind: OrganisationKind
  class: OrganisationClass | null
  /** The one above it; null for the top committee. */
  parent: ParsedOrganisation | null
  /** 换届时间 as written, to the precision known; what it means is asked. */
  changedOn: string | null
  /** Whom the sheet calls 书记, or empty. */
  secretaryName: string
}

type OrganisationTable = Table<OrganisationColumn>
type Report = (row: RosterRow, column: OrganisationColumn, fault: CellFault) => void

/**
 * Reads the organisation tables into a forest. Rows with errors are reported in `faults` and stay
 * in the result, so that what hangs on them can be told why; `faults.isFaulty` tells them apart.
 */
export function parseOrganisations(
  tables: readonly OrganisationTable[],
  faults: FaultList,
): ParsedOrganisation[] {
  const parsed = tables.flatMap((table) => {
    const report = reporter(table, faults)
    return table.rows.map((row) => ({ table, row, report, item: readRow(table, row, report) }))
  })
  const organisations = parsed.map((each) => each.item)
  for (const { table, row, report, item } of parsed) {
    linkParent(item, compact(cellOf(table, row, 'parent')?.text), organisations, (fault) =>
      report(row, 'parent', fault),
    )
  }
  for (const { row, report, item } of parsed) {
    reportDuplicate(item, organisations, (fault) => report(row, 'name', fault))
    reportCycle(item, (fault) => report(row, 'parent', fault))
  }
  // A second pass: only now is it known which rows are faulty themselves.
  for (const { row, report, item } of parsed) {
    reportFaultyParent(item, faults, (fault) => report(row, 'parent', fault))
  }
  return organisations
}

function reporter(table: OrganisationTable, faults: FaultList): Report {
  return (row, column, fault) =>
    faults.add({
      sheet: table.sheet,
      row: row.number,
      column: table.columns[column] ?? '',
      subject: compact(cellOf(table, row, 'name')?.text),
      ...fault,
    })
}

function readRow(table: OrganisationTable, row: RosterRow, report: Report): ParsedOrganisation {
  const text = (column: OrganisationColumn) => compact(cellOf(table, row, column)?.text)
  const name = text('name')
  if (name === '') {
    report(row, 'name', {
      code: 'name-missing',
      message: '这一行没有党组织名称',
      suggestion: '补上全称；不是党组织的行请删去',
    })
  }
  const kind = readKind(text('kind'))
  if (kind === undefined) {
    report(row, 'kind', {
      code: 'kind-unknown',
      message: text('kind') === '' ? '没有写组织类别' : `组织类别“${text('kind')}”不认识`,
      suggestion: '填写 党委、党总支、党支部 或 党小组',
      replacement: guessKind(name),
    })
  }
  return {
    sheet: table.sheet,
    row: row.number,
    name,
    kind: kind ?? 'branch',
    class: readClassCell(kind, text('class'), (fault) => report(row, 'class', fault)),
    parent: null,
    changedOn: readChangedOn(table, row, report),
    secretaryName: text('secretary'),
  }
}

function guessKind(name: string): string | null {
  return /(党委|委员会|党总支|党支部|党小组)$/.exec(name)?.[1]?.replace('委员会', '党委') ?? null
}

function readChangedOn(table: OrganisationTable, row: RosterRow, report: Report): string | null {
  const reading = readDate(cellOf(table, row, 'changedOn'))
  if (reading.problem !== undefined) {
    report(row, 'changedOn', {
      code: 'date-unreadable',
      message: `换届时间${reading.problem}`,
      suggestion: reading.suggestion ?? '按 2024-11 填写',
    })
    return null
  }
  return reading.value
}

function readClassCell(
  kind: OrganisationKind | undefined,
  text: string,
  report: (fault: CellFault) => void,
): OrganisationClass | null {
  if (text === '' || text === '-') {
    if (kind === 'branch') {
      report({
        code: 'class-missing',
        message: '党支部没有考核分类，暂不参加分类比较',
        suggestion: '填写 Ⅰ类、Ⅱ类 或 Ⅲ类',
      })
    }
    return null
  }
  const read = readClass(text)
  if (read === undefined) {
    report({
      code: 'class-unknown',
      message: `考核分类“${text}”不认识`,
      suggestion: '填写 Ⅰ类、Ⅱ类 或 Ⅲ类',
    })
  }
  return read ?? null
}
