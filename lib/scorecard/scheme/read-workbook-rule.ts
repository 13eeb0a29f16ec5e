import { activityKindLabels } from '@/lib/tasks/states'
import { TableFault } from './json-node'
import type { SchemeRow } from './read-workbook-rows'
import type { RuleOp, RuleSource } from './schema'
import { opLabels, sourceLabels, taskScopeLabels, vetoLabels } from './states'
import { figureIn, figureOrNull, labelled, labelledList, yesIn } from './workbook-cells'
import { figureSign, memberOf, noLimit, sourceSign } from './workbook-columns'

/** The rule of a row, still to be parsed; null when a cell of it has a fault. */
export function readRuleRow(row: SchemeRow): Record<string, unknown> | null {
  let isSound = true
  const take = <T>(...args: Parameters<typeof row.attempt<T>>): T | undefined => {
    const value = row.attempt<T>(...args)
    isSound = isSound && value !== undefined
    return value
  }
  const op = take('op', (text) => labelled(opLabels, text))
  const shared = {
    ...{ op, key: row.text('ruleKey').trim(), words: row.text('words') },
    source: take('source', sourceIn),
    capHundredths: take('ruleCap', figureOrNull),
    isDoubledAfterUrging: take('doubled', yesIn),
  }
  const own = op === undefined ? {} : particular(op, row, take)
  return isSound ? { ...shared, ...own } : null
}

type Take = SchemeRow['attempt']

function particular(op: RuleOp, row: SchemeRow, take: Take): Record<string, unknown> {
  switch (op) {
    case 'deduct_range':
    case 'add_range':
      return { fromHundredths: take('from', figureIn), toHundredths: take('to', figureIn) }
    case 'deduct_discretion':
    case 'add_discretion':
      return { toHundredths: take('to', figureOrNull) }
    case 'score_each':
      return { parts: take('list', (text) => figured(text, 'name')) }
    case 'all_or_nothing':
      return { ...amount(take), parts: take('list', (text) => lines(text).map(memberOf)) }
    case 'tiered':
      return { tiers: take('list', (text) => figured(text, 'when')) }
    case 'by_level':
      return { levels: take('list', (text) => figured(text, 'name')) }
    case 'band':
      return { unit: row.text('unit'), bands: take('list', bandsIn) }
    case 'rate_step':
      return {
        ...amount(take),
        thresholdPercentHundredths: take('threshold', figureIn),
        stepPercentHundredths: take('step', figureIn),
        countsPartSteps: take('partSteps', yesIn),
      }
    case 'import':
      return {
        theirFullHundredths: take('theirFull', figureOrNull),
        toHundredths: take('to', figureOrNull),
      }
    case 'veto':
      return { effect: effectIn(row, take) }
    case 'zero_item':
      return {}
    default:
      return amount(take)
  }
}

const amount = (take: Take) => ({ hundredths: take('amount', figureOrNull) })

function effectIn(row: SchemeRow, take: Take) {
  const kind = take('effect', (text) => labelled(vetoLabels, text))
  return kind === 'no_award' || kind === 'lower' ? { kind } : { kind, grade: row.text('grade') }
}

function sourceIn(text: string): RuleSource {
  const at = text.indexOf(sourceSign)
  const kind = labelled(sourceLabels, at < 0 ? text : text.slice(0, at))
  const detail = at < 0 ? '' : text.slice(at + sourceSign.length)
  switch (kind) {
    case 'obligation':
    case 'attendance': {
      const activities = labelledList(activityKindLabels, detail)
      if (activities.length === 0) {
        throw new TableFault(`“${sourceLabels[kind]}”后面要写活动，如“${sourceLabels[kind]}：党课”`)
      }
      return { kind, activities }
    }
    case 'task':
      return { kind, scope: labelled(taskScopeLabels, detail) }
    case 'reported':
      if (detail.trim() === '') {
        throw new TableFault('“填报数据”后面要写填报项的名称，如“填报数据：集中学习次数”')
      }
      return { kind, key: detail }
    default:
      return { kind }
  }
}

const lines = (text: string) => text.split(/\r?\n/).filter((line) => line.trim() !== '')

function split(line: string): { name: string; figure: string } {
  const at = Math.max(line.lastIndexOf(figureSign), line.lastIndexOf('='))
  if (at <= 0) {
    throw new TableFault(`“${line}”要写成“名称${figureSign}分值”，一行一项`)
  }
  return { name: memberOf(line.slice(0, at)), figure: line.slice(at + 1) }
}

/** Lines of names with figures: 优秀＝90. @throws TableFault naming the line that is none */
export function figuredLines(text: string): { name: string; hundredths: number }[] {
  return lines(text).map((line) => {
    const { name, figure } = split(line)
    return { name: name.trim(), hundredths: figureIn(figure) }
  })
}

function figured<N extends string>(text: string, field: N) {
  return lines(text).map((line) => {
    const { name, figure } = split(line)
    return { [field]: name, hundredths: figureIn(figure) }
  })
}

function bandsIn(text: string) {
  const end = (figure: string) => (figure === noLimit ? null : figureIn(figure))
  return lines(text).map((line) => {
    const { name, figure } = split(line)
    const [from, to, more] = name.split('至').map((one) => one.trim())
    if (from === undefined || to === undefined || more !== undefined) {
      throw new TableFault(
        `“${line}”要写成“起 至 止${figureSign}分值”，没有限制的一端写“${noLimit}”`,
      )
    }
    return { from: end(from), to: end(to), hundredths: figureIn(figure) }
  })
}
