import { expect, test } from 'vitest'
import { organisationClasses } from '@/db/enums'
import type { FoldLine } from '../engine/fold-line'
import { foldTotals } from '../engine/fold-totals'
import { prepareScheme } from '../engine/prepare-scheme'
import { defaultScheme } from './default-scheme'
import { directionOf } from './inner-marks'
import { readTable } from './read-table'
import { indicatorsOf, type Rule, type SchemeDocument } from './schema'
import variants from './testing/variant-tables.json'

/** The most that a rule gives, as a line of the ledger; none for what takes or adds. */
function bestLine(rule: Rule): FoldLine[] {
  const amounts: Partial<Record<Rule['op'], () => number>> = {
    score_each: () => sum(rule.op === 'score_each' ? rule.parts : []),
    score_if: () => (rule.op === 'score_if' ? (rule.hundredths ?? 0) : 0),
    all_or_nothing: () => (rule.op === 'all_or_nothing' ? (rule.hundredths ?? 0) : 0),
    tiered: () => (rule.op === 'tiered' ? most(rule.tiers) : 0),
    band: () => (rule.op === 'band' ? most(rule.bands) : 0),
    import: () => (rule.op === 'import' ? (rule.toHundredths ?? 0) : 0),
  }
  const amountHundredths = directionOf(rule) === 'earns' ? (amounts[rule.op]?.() ?? 0) : 0
  const line = { ruleKey: rule.key, basisKey: 'item:1', occurredOn: '2026-07-01' }
  return amountHundredths === 0 ? [] : [{ ...line, effect: 'points', amountHundredths }]
}

const sum = (list: readonly { hundredths: number }[]) =>
  list.reduce((total, one) => total + one.hundredths, 0)
const most = (list: readonly { hundredths: number }[]) =>
  Math.max(...list.map((one) => one.hundredths))

/** Totals by class when everything is done and nothing is taken. */
function bestTotals(document: SchemeDocument): number[] {
  const prepared = prepareScheme(document)
  const lines = indicatorsOf(document).flatMap((one) => one.rules.flatMap(bestLine))
  return organisationClasses.map((one) => {
    const applicable = lines.filter((line) =>
      prepared.planOf(one).rules.some(({ rule }) => rule.key === line.ruleKey),
    )
    return foldTotals(prepared, one, applicable).totalHundredths
  })
}

test('whoever does everything in the built-in scheme has a hundred marks in every class', () => {
  expect(bestTotals(defaultScheme)).toEqual([10_000, 10_000, 10_000])
})

test.each([
  ['V01-deep', [10_000, 10_000, 10_000]],
  ['V02-flat', [10_000, 10_000, 10_000]],
  ['V06-share3', [10_000, 10_000, 10_000]],
  // In the third class the last forty marks are earned one by one.
  ['V07-class', [10_000, 10_000, 6000]],
  ['V08-class2', [10_000, 10_000, 10_000]],
  ['V14-lists', [10_000, 10_000, 10_000]],
  ['M9', [10_000, 10_000, 10_000]],
])('%s: the same for a table as it was read', (id, totals) => {
  const table = variants.tables.find((one) => one.id === id)
  expect(bestTotals(readTable(table ?? {}, 1).document)).toEqual(totals)
})
