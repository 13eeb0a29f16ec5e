import type { ActivityKind } from '@/db/enums'
import { activityKindLabels } from '@/lib/tasks/states'
import { TableFault } from './json-node'
import { ruleColumn } from './read-workbook-rows'
import { readRuleRow } from './read-workbook-rule'
import { ruleRow } from './rule-row'
import { type Rule, type RuleOp, type RuleSourceKind, ruleSchema } from './schema'
import { opLabels, sourceLabels, taskScopeLabels, vetoLabels } from './states'
import { type SchemeColumn, sourceSign } from './workbook-columns'

/** Columns of a rule that its form has as they are; `op`, `effect` and the source as keys. */
export const ruleTextColumns = [
  ...['words', 'amount', 'from', 'to', 'ruleCap', 'doubled', 'list', 'unit'],
  ...['threshold', 'step', 'partSteps', 'theirFull', 'grade'],
] as const satisfies readonly string[]

/** A rule as the fields of a form: what a person writes, not yet read. */
export interface RuleFields {
  op: string
  effect?: string
  sourceKind: string
  activities: string[]
  scope?: string
  sourceKey?: string
  /** Texts by column of the workbook. */
  texts: Partial<Record<SchemeColumn, string>>
}

/** The fields of a rule that is there. */
export function fieldsOfRule(rule: Rule): RuleFields {
  const { source } = rule
  const row = ruleRow(rule, undefined)
  return {
    op: rule.op,
    sourceKind: source.kind,
    activities: 'activities' in source ? source.activities : [],
    ...(source.kind === 'task' ? { scope: source.scope } : {}),
    ...(source.kind === 'reported' ? { sourceKey: source.key } : {}),
    ...(rule.op === 'veto' ? { effect: rule.effect.kind } : {}),
    texts: Object.fromEntries(
      Object.entries(row).flatMap(([column, cell]) => (cell === null ? [] : [[column, `${cell}`]])),
    ),
  }
}

/** A rule that was read, or the sentences about its fields. */
export type ReadRule = { rule: Rule; faults?: undefined } | { rule?: undefined; faults: Faults }
type Faults = Record<string, string>

/** Reads the fields of a form as a rule of that key, by the reader of the workbook. */
export function readRuleFields(fields: RuleFields, ruleKey: string): ReadRule {
  const faults: Faults = {}
  const text = (column: SchemeColumn) => textAt(fields, ruleKey, column)
  const fault = (column: SchemeColumn, message: string) => {
    faults[fieldOf(column)] ??= message
  }
  const draft = readRuleRow({
    ...{ text, fault },
    attempt(column, read) {
      try {
        return read(text(column))
      } catch (error) {
        if (!(error instanceof TableFault)) {
          throw error
        }
        fault(column, error.message)
        return undefined
      }
    },
  })
  if (text('words').trim() === '') {
    faults.words = '请写明考核内容'
  }
  if (draft === null || Object.keys(faults).length > 0) {
    return { faults }
  }
  const read = ruleSchema.safeParse(draft)
  if (read.success) {
    return { rule: read.data }
  }
  const column = ruleColumn(read.error.issues[0]?.path[0])
  return { faults: { [fieldOf(column)]: '没有填写，或超出了能记录的范围' } }
}

function textAt(fields: RuleFields, ruleKey: string, column: SchemeColumn): string {
  switch (column) {
    case 'ruleKey':
      return ruleKey
    case 'op':
      return opLabels[fields.op as RuleOp] ?? ''
    case 'source':
      return sourceText(fields)
    case 'effect':
      return vetoLabels[fields.effect as keyof typeof vetoLabels] ?? ''
    default:
      return fields.texts[column] ?? ''
  }
}

function sourceText({ sourceKind, activities, scope, sourceKey }: RuleFields): string {
  const kind = sourceKind as RuleSourceKind
  const details: Partial<Record<RuleSourceKind, string>> = {
    obligation: activities.map((one) => activityKindLabels[one as ActivityKind]).join('、'),
    attendance: activities.map((one) => activityKindLabels[one as ActivityKind]).join('、'),
    task: taskScopeLabels[scope as keyof typeof taskScopeLabels] ?? '',
    reported: sourceKey ?? '',
  }
  const detail = details[kind]
  return detail === undefined
    ? (sourceLabels[kind] ?? '')
    : `${sourceLabels[kind]}${sourceSign}${detail}`
}

/** The field of the form whose sentence a fault of a column is. */
function fieldOf(column: SchemeColumn): string {
  return column === 'source' ? 'sourceKind' : column
}
