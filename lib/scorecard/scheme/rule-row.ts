import { activityKindLabels } from '@/lib/tasks/states'
import { explainRule } from './explain-rule'
import { plainFigure } from './marks'
import type { Rule, RuleSource } from './schema'
import { opLabels, sourceLabels, taskScopeLabels, vetoLabels } from './states'
import { figureSign, lineOf, noLimit, type SchemeColumn, sourceSign } from './workbook-columns'

export type Cell = string | number | null
export type Row = Partial<Record<SchemeColumn, Cell>>

/** Shown as the exact decimal; null stays an empty cell. */
export const figure = (hundredths: number | null): number | null =>
  hundredths === null ? null : Number(plainFigure(hundredths))

/** A rule as a row of the workbook; a form for one has the same fields. */
export function ruleRow(rule: Rule, indicator: Parameters<typeof explainRule>[1]): Row {
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
        grade: 'grade' in rule.effect ? rule.effect.grade : null,
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
