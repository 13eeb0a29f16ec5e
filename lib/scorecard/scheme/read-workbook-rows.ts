import type { CellFault } from '@/lib/forms/cell-faults'
import type { RosterSheet } from '@/lib/organisation/roster/workbook'
import { TableFault } from './json-node'
import { readRuleRow } from './read-workbook-rule'
import { type Indicator, indicatorSchema, ruleSchema } from './schema'
import { classLabels, notApplicableLabels } from './states'
import { figureOrNull, labelled, labelledList } from './workbook-cells'
import { headRow, noLimit, type SchemeColumn, schemeColumns, textOfCell } from './workbook-columns'

/** One row: its texts by column, and a way to name a fault in one of its cells. */
export interface SchemeRow {
  text: (column: SchemeColumn) => string
  /** The value, or a fault named by the cell and undefined. */
  attempt: <T>(column: SchemeColumn, read: (text: string) => T) => T | undefined
  fault: (column: SchemeColumn, message: string) => void
}

/** Indicators with their rules from the rows of the sheet; faults are added to the list. */
export function readIndicatorRows(sheet: RosterSheet, faults: CellFault[]): Indicator[] {
  const letters = columnsOf(sheet, faults)
  const roots: Indicator[] = []
  const known = new Map<string, Indicator>()
  for (const { number, cells } of sheet.rows.filter((row) => row.number > headRow)) {
    const row = rowOf(sheet.name, number, letters, (letter) => cells[letter]?.text ?? '', faults)
    const key = row.text('key').trim()
    if (key === '' && row.text('code').trim() === '' && row.text('words').trim() === '') {
      continue
    }
    const indicator = known.get(key) ?? readLevel(row, key, known, roots)
    if (indicator) {
      addRule(row, indicator)
    }
  }
  return roots
}

function columnsOf(sheet: RosterSheet, faults: CellFault[]): Map<SchemeColumn, string> {
  const heads = sheet.rows.find((row) => row.number === headRow)?.cells ?? {}
  const letters = new Map<SchemeColumn, string>()
  for (const { key, head } of schemeColumns) {
    const letter = Object.keys(heads).find((one) => heads[one]?.text.trim() === head)
    if (letter !== undefined) {
      letters.set(key, letter)
    } else if (key !== 'explanation') {
      const message = `缺少“${head}”这一列`
      const suggestion = '请重新导出一份，不要删改第 3 行的列名'
      faults.push({
        sheet: sheet.name,
        row: headRow,
        column: 'A',
        label: head,
        message,
        suggestion,
      })
    }
  }
  return letters
}

function rowOf(
  sheet: string,
  row: number,
  letters: ReadonlyMap<SchemeColumn, string>,
  read: (letter: string) => string,
  faults: CellFault[],
): SchemeRow {
  const text = (column: SchemeColumn) => textOfCell(read(letters.get(column) ?? ''))
  const fault = (column: SchemeColumn, message: string) => {
    const label = schemeColumns.find((one) => one.key === column)?.head ?? ''
    const place = { sheet, row, column: letters.get(column) ?? 'A', label }
    faults.push({ ...place, message, suggestion: '请改正这一格后再导入' })
  }
  return {
    ...{ text, fault },
    attempt(column, take) {
      try {
        return take(text(column))
      } catch (error) {
        if (!(error instanceof TableFault)) {
          throw error
        }
        fault(column, error.message)
        return undefined
      }
    },
  }
}

const limitIn = (text: string) => (text.trim() === noLimit ? null : figureOrNull(text))

function readLevel(
  row: SchemeRow,
  key: string,
  known: Map<string, Indicator>,
  roots: Indicator[],
): Indicator | null {
  const parent = row.text('parent').trim()
  const upper = parent === '' ? null : known.get(parent)
  if (upper === undefined) {
    row.fault('parent', `上面没有标识为“${parent}”的指标`)
    return null
  }
  const classes = row.attempt('classes', (text) => labelledList(classLabels, text)) ?? []
  const draft = {
    ...{ key, code: row.text('code'), name: row.text('name') },
    fullHundredths: row.attempt('full', figureOrNull) ?? null,
    startHundredths: row.attempt('start', figureOrNull) ?? 0,
    floorHundredths: row.attempt('floor', limitIn) ?? null,
    capHundredths: row.attempt('cap', limitIn) ?? null,
    classes: classes.length > 0 ? classes : null,
    department: row.text('department').trim() || null,
    basis: row.text('basis') === '' ? null : row.text('basis'),
    notApplicable: row.attempt('notApplicable', (t) => labelled(notApplicableLabels, t)) ?? 'scale',
    ...{ rules: [], children: [] },
  }
  const read = indicatorSchema.safeParse(draft)
  if (!read.success) {
    row.fault(levelColumn(read.error.issues[0]?.path[0]), '没有填写，或超出了能记录的范围')
    return null
  }
  const indicator = read.data
  known.set(key, indicator)
  const siblings = upper === null ? roots : upper.children
  siblings.push(indicator)
  return indicator
}

const levelColumns: Record<string, SchemeColumn> = {
  ...{ key: 'key', code: 'code', name: 'name', fullHundredths: 'full', startHundredths: 'start' },
  ...{ floorHundredths: 'floor', capHundredths: 'cap', department: 'department', basis: 'basis' },
}

function levelColumn(field: PropertyKey | undefined): SchemeColumn {
  return levelColumns[String(field)] ?? 'key'
}

function addRule(row: SchemeRow, indicator: Indicator): void {
  if (row.text('op').trim() === '' && row.text('words').trim() === '') {
    return
  }
  const draft = readRuleRow(row)
  if (draft === null) {
    return
  }
  const read = ruleSchema.safeParse(draft)
  if (read.success) {
    indicator.rules.push(read.data)
  } else {
    row.fault(ruleColumn(read.error.issues[0]?.path[0]), '没有填写，或超出了能记录的范围')
  }
}

const ruleColumns: Record<string, SchemeColumn> = {
  ...{ key: 'ruleKey', words: 'words', source: 'source', capHundredths: 'ruleCap' },
  ...{ hundredths: 'amount', fromHundredths: 'from', toHundredths: 'to', parts: 'list' },
  ...{ tiers: 'list', bands: 'list', levels: 'list', unit: 'unit', effect: 'grade' },
  ...{ thresholdPercentHundredths: 'threshold', stepPercentHundredths: 'step' },
  theirFullHundredths: 'theirFull',
}

/** The column that a field of a rule stands in. */
export function ruleColumn(field: PropertyKey | undefined): SchemeColumn {
  return ruleColumns[String(field)] ?? 'op'
}
