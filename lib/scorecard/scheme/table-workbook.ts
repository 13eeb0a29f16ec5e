import ExcelJS from 'exceljs'
import { activityKindLabels } from '@/lib/tasks/states'
import { explainRule } from './explain-rule'
import { plainFigure } from './marks'
import type { Indicator, Rule, RuleSource, SchemeDocument } from './schema'
import {
  classLabels,
  notApplicableLabels,
  opLabels,
  sourceLabels,
  taskScopeLabels,
  vetoLabels,
  yearlyLabels,
} from './states'
import {
  cellText,
  figureSign,
  indicatorSheet,
  lineOf,
  noLimit,
  type SchemeColumn,
  schemeColumns,
  settingsSheet,
  sourceSign,
  workbookMark,
} from './workbook-columns'

type Cell = string | number | null
type Row = Partial<Record<SchemeColumn, Cell>>

/** The scheme as a workbook: one row a rule with all its parameters, and a sheet of the grades. */
export async function buildSchemeWorkbook(document: SchemeDocument): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet(indicatorSheet, {
    views: [{ state: 'frozen', ySplit: 3, xSplit: 2 }],
  })
  sheet.addRow([cellText(document.name)]).font = { bold: true, size: 14 }
  sheet.addRow([workbookMark]).font = { color: { argb: 'FF808080' } }
  sheet.addRow(schemeColumns.map((column) => column.head)).font = { bold: true }
  for (const row of document.indicators.flatMap((one) => rowsOf(one, null))) {
    const added = sheet.addRow(schemeColumns.map((column) => safe(row[column.key] ?? null)))
    added.alignment = { wrapText: true, vertical: 'top' }
  }
  schemeColumns.forEach((column, at) => {
    sheet.getColumn(at + 1).width = column.width
  })
  addSettings(book, document)
  return new Uint8Array(await book.xlsx.writeBuffer())
}

const safe = (cell: Cell): Cell => (typeof cell === 'string' ? cellText(cell) : cell)

/** Shown as the exact decimal; null stays an empty cell. */
const figure = (hundredths: number | null): number | null =>
  hundredths === null ? null : Number(plainFigure(hundredths))

function rowsOf(indicator: Indicator, parent: string | null): Row[] {
  const { code, name, key } = indicator
  const level: Row = {
    ...{ code, name, key, parent },
    full: figure(indicator.fullHundredths),
    start: figure(indicator.startHundredths),
    floor: indicator.floorHundredths === null ? noLimit : figure(indicator.floorHundredths),
    cap: indicator.capHundredths === null ? noLimit : figure(indicator.capHundredths),
    classes: indicator.classes?.map((one) => classLabels[one]).join('、') ?? null,
    department: indicator.department,
    basis: indicator.basis,
    notApplicable: notApplicableLabels[indicator.notApplicable],
  }
  const rules = indicator.rules.map((rule) => rowOf(rule, indicator))
  const [first, ...more] = rules.length > 0 ? rules : [{}]
  return [
    { ...level, ...first },
    ...more.map((row) => ({ code, name, key, ...row })),
    ...indicator.children.flatMap((child) => rowsOf(child, key)),
  ]
}

function rowOf(rule: Rule, indicator: Indicator): Row {
  const listed = listOf(rule)
  return {
    words: rule.words,
    op: opLabels[rule.op],
    source: sourceOf(rule.source),
    ruleCap: figure(rule.capHundredths),
    doubled: rule.isDoubledAfterUrging ? '是' : '否',
    explanation: explainRule(rule, indicator),
    ruleKey: rule.key,
    ...('hundredths' in rule ? { amount: figure(rule.hundredths) } : {}),
    ...('fromHundredths' in rule ? { from: figure(rule.fromHundredths) } : {}),
    ...('toHundredths' in rule ? { to: figure(rule.toHundredths) } : {}),
    ...(listed ? { list: listed.join('\n') } : {}),
    ...particular(rule),
  }
}

function particular(rule: Rule): Row {
  switch (rule.op) {
    case 'band':
      return { unit: rule.unit === '' ? null : rule.unit }
    case 'rate_step':
      return {
        threshold: figure(rule.thresholdPercentHundredths),
        step: figure(rule.stepPercentHundredths),
        partSteps: rule.countsPartSteps ? '是' : '否',
      }
    case 'import':
      return { theirFull: figure(rule.theirFullHundredths) }
    case 'veto':
      return {
        effect: vetoLabels[rule.effect.kind],
        grade: rule.effect.kind === 'no_award' ? null : rule.effect.grade,
      }
    default:
      return {}
  }
}

/** Members of a rule's list, one a line: 有议题＝1. */
function listOf(rule: Rule): string[] | null {
  const line = (text: string, hundredths: number) =>
    `${lineOf(text)}${figureSign}${plainFigure(hundredths)}`
  switch (rule.op) {
    case 'score_each':
      return rule.parts.map((part) => line(part.name, part.hundredths))
    case 'all_or_nothing':
      return rule.parts.map(lineOf)
    case 'tiered':
      return rule.tiers.map((tier) => line(tier.when, tier.hundredths))
    case 'by_level':
      return rule.levels.map((level) => line(level.name, level.hundredths))
    case 'band':
      return rule.bands.map(({ from, to, hundredths }) => {
        const end = (value: number | null) => (value === null ? noLimit : plainFigure(value))
        return line(`${end(from)} 至 ${end(to)}`, hundredths)
      })
    default:
      return null
  }
}

function sourceOf(source: RuleSource): string {
  const detail =
    source.kind === 'obligation' || source.kind === 'attendance'
      ? source.activities.map((kind) => activityKindLabels[kind]).join('、')
      : source.kind === 'task'
        ? taskScopeLabels[source.scope]
        : source.kind === 'reported'
          ? source.key
          : null
  const label = sourceLabels[source.kind]
  return detail === null ? label : `${label}${sourceSign}${detail}`
}

function addSettings(book: ExcelJS.Workbook, { name, basis, grading, yearly }: SchemeDocument) {
  const sheet = book.addWorksheet(settingsSheet)
  sheet.getColumn(1).width = 20
  sheet.getColumn(2).width = 40
  const weights = yearly.method === 'weights' ? yearly.thousandths : []
  const rows: (readonly Cell[])[] = [
    ['项目', '内容'],
    ['名称', name],
    ['依据', basis],
    ['年度得分', yearlyLabels[yearly.method]],
    ...weights.map((one, at): Cell[] => [`第${at + 1}季度权重‰`, one]),
    ...grading.bands.map((band): Cell[] => ['等次', band.grade, figure(band.fromHundredths)]),
    ['强制分布', grading.shares === null ? '没有' : grading.shares.isOn ? '启用' : '不启用'],
    ...(grading.shares?.grades ?? []).map((one): Cell[] => [
      ...['分布', one.grade],
      figure(one.atMostPercentHundredths),
    ]),
  ]
  for (const row of rows) {
    sheet.addRow(row.map((cell) => safe(cell)))
  }
  sheet.getRow(1).font = { bold: true }
}
