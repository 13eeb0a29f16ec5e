import { gradesOf } from './check-grading'
import { namesPersons, type Prohibition, scopeOf } from './find-prohibited'
import { withInnerMarks } from './inner-marks'
import {
  firstOf,
  firstText,
  isRecord,
  type JsonRecord,
  ruleObjects,
  TableFault,
  textOf,
} from './json-node'
import { exactHundredths } from './marks'
import { readGeneral } from './read-general'
import { type ReadGrading, readGrading } from './read-grading'
import { LevelReader, partOf } from './read-level'
import { gradesNamedIn } from './read-veto'
import { readYearly } from './read-yearly'
import { type Grading, type Rule, type SchemeDocument, schemeDocumentSchema } from './schema'
import { partsIn } from './table-parts'

/** What became of one rule of a published table. */
export interface RuleOutcome {
  path: string
  op: string
  /** Exactly one of these three is there. */
  rule: Rule | null
  reason: string | null
  prohibition: Prohibition | null
}

export interface ReadTable {
  id: string
  name: string
  document: SchemeDocument
  /** Every rule object with an operator, in the order of the table. */
  rules: RuleOutcome[]
  /** Whole table refused, because it gives marks to persons. */
  isOfPersons: boolean
  /** What else could not be taken over, or has to be filled in before publishing. */
  notes: string[]
}

const noGrading: Grading = { bands: [], shares: null }

/**
 * Reads a published table (levels, rules, general rules, vetoes, grading) into a scheme, tolerant
 * of deeper and flatter trees. Prohibited rules and tables of persons are left out and named.
 */
export function readTable(table: JsonRecord, position: number): ReadTable {
  const notes: string[] = []
  const name = firstText(table, ['name', 'title', '名称']) || `第 ${position} 张表`
  const scope = scopeOf(firstText(table, ['scope', 'subject', 'object', 'target', 'for', '对象']))
  const isOfPersons = scope === 'persons' || (scope !== 'organisations' && namesPersons(name))
  const grading = gradingOf(table, notes)
  const total = totalOf(table)
  const reader = new LevelReader({
    ...{ grades: gradesOf(grading), isMixed: scope === 'both', isOfPersons, notes },
  })
  const indicators = reader.readRoot(withoutGeneral(table), name, total)
  const general = generalOf(table, isOfPersons, notes)
  const parts = general.map((rules) => partOf('general', '通用加减分', rules))
  const levels = [...indicators, ...parts].map((level, at) =>
    /^\d/.test(level.code) ? level : { ...level, code: String(at + 1) },
  )
  const document: SchemeDocument = {
    ...{ name: name.slice(0, 100), basis: basisOf(table) },
    indicators: isOfPersons ? [] : levels.map(withInnerMarks),
    ...{ grading, yearly: readYearly(table) },
  }
  const id = textOf(table.id) || textOf(table.code) || String(position)
  const rules = outcomes(table, reader, isSound(document))
  return { id, name, document, rules, isOfPersons, notes }
}

/** Levels of the table together must be a document that can be kept. */
function isSound(document: SchemeDocument): boolean {
  return schemeDocumentSchema.safeParse(document).success
}

/** Every rule object has an outcome, those too that no level reached. */
function outcomes(table: JsonRecord, reader: LevelReader, isWhole: boolean): RuleOutcome[] {
  return ruleObjects(table).map(({ path, rule }) => {
    const known = reader.outcomes.get(path)
    const none = { path, op: rule.op, rule: null, reason: null, prohibition: null }
    if (!known) {
      return { ...none, reason: '这一条写在读不懂的位置上' }
    }
    return known.rule && !isWhole
      ? { ...none, reason: '整张表的层级或条数超出了能记录的范围' }
      : { ...none, ...known }
  })
}

/** General rules without an operator have no place among the levels; the others stay. */
function withoutGeneral(table: JsonRecord): JsonRecord {
  const { general, ...rest } = table
  return ruleObjects(general).length > 0 ? table : rest
}

function generalOf(table: JsonRecord, isOfPersons: boolean, notes: string[]): Rule[][] {
  if (isOfPersons) {
    return []
  }
  let count = 0
  const nextKey = () => `general-r${++count}`
  const given = isRecord(table.general) ? table.general : {}
  const { bonus_by_level, criticism, multiplier } = table
  const own = Object.entries({ bonus_by_level, criticism, multiplier }).filter(
    ([, value]) => value !== undefined && ruleObjects(value).length === 0,
  )
  const plain = Object.entries(given).filter(([, value]) => ruleObjects(value).length === 0)
  const read = readGeneral(Object.fromEntries([...own, ...plain]), nextKey)
  if (typeof table.general === 'string' || Array.isArray(table.general)) {
    notes.push('通用规定写成了文字，没有变成规则，请核对')
  }
  notes.push(...read.notes)
  return read.rules.length > 0 ? [read.rules] : []
}

function gradingOf(table: JsonRecord, notes: string[]): Grading {
  let read: ReadGrading = { grading: noGrading, notes: [] }
  try {
    read = readGrading(firstOf(table, ['grading', 'grades', 'grade', '等次', '等级']))
  } catch (error) {
    notes.push(`等次没有读出来：${error instanceof TableFault ? error.message : '写法读不懂'}`)
  }
  notes.push(...read.notes)
  if (gradesOf(read.grading).length > 0) {
    return read.grading
  }
  // A table without grading may name its grades in its vetoes.
  const named = gradesNamedIn([JSON.stringify(table.veto ?? '')])
  const grades = named.map((grade) => ({ grade, atMostPercentHundredths: 10_000 }))
  return named.length === 0 ? read.grading : { bands: [], shares: { isOn: false, grades } }
}

/** Full marks of the table, where it says a plain figure. */
function totalOf(table: JsonRecord): number | null {
  const text = textOf(firstOf(table, ['total', 'full', 'full_score', 'max', '总分', '满分']))
  const figure = /^(\d{1,6}(?:\.\d{1,2})?)\s*分?$/.exec(text)?.[1]
  return figure === undefined ? null : exactHundredths(figure)
}

function basisOf(table: JsonRecord): string | null {
  return firstText(table, ['basis', 'document', '依据', 'org']).slice(0, 200) || null
}

/** The tables of a file: a list, an object with `tables`, or one table alone. */
export function tablesIn(file: unknown): JsonRecord[] {
  const list = isRecord(file) ? (file.tables ?? file.schemes ?? [file]) : file
  return Array.isArray(list) ? list.filter(isRecord) : []
}

/** Whether an object holds anything that a table has, so that a wrong file is told from an empty one. */
export function isTable(table: JsonRecord): boolean {
  const parts = partsIn(table, '')
  return parts.levels.length > 0 || parts.rules.length > 0 || isRecord(table.grading)
}
