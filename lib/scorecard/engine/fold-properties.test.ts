import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Indicator } from '../scheme/schema'
import { type FoldLine, standingLines } from './fold-line'
import { type FoldStep, foldSteps, type IndicatorResult } from './fold-steps'
import { foldTotals } from './fold-totals'
import type { Circumstances } from './indicator-states'
import { prepareScheme } from './prepare-scheme'
import {
  exampleIndicator,
  exampleLine,
  exampleRule,
  exampleScheme,
  seeded,
} from './testing/examples'
import { randomCircumstances, randomLines, randomScheme } from './testing/random-scheme'

const classes = ['I', 'II', 'III', null] as const

function cases(count: number) {
  return Array.from({ length: count }, (_, seed) => {
    const random = seeded(seed + 1)
    const document = randomScheme(random)
    return {
      random,
      document,
      prepared: prepareScheme(document),
      lines: randomLines(random, document),
      circumstances: randomCircumstances(random, document),
      organisationClass: random.pick(classes),
    }
  })
}

const flat = (results: readonly IndicatorResult[]): IndicatorResult[] =>
  results.flatMap((one) => [one, ...flat(one.children)])

function sumOf(steps: readonly FoldStep[]): number {
  let total = 0
  for (const step of steps) {
    total += step.amountHundredths
    expect(step.totalHundredths).toBe(total)
    expect(Number.isSafeInteger(step.amountHundredths)).toBe(true)
  }
  return total
}

test('every total is the sum of its steps, and every counted line is one of them, once', () => {
  for (const { prepared, lines, circumstances, organisationClass } of cases(500)) {
    const result = foldSteps(prepared, organisationClass, lines, circumstances)
    expect(sumOf(result.steps)).toBe(result.totalHundredths)
    for (const one of flat(result.indicators)) {
      expect(sumOf(one.steps)).toBe(one.totalHundredths)
      if (!one.isOut) {
        const rules = prepared.rules
        const own = lines.filter(
          (line) => rules.get(line.ruleKey)?.indicator.key === one.key && line.effect !== 'veto',
        )
        const shown = one.steps.flatMap((step) => step.line ?? [])
        expect(shown).toHaveLength(own.length)
        expect(new Set(shown)).toEqual(new Set(own))
      }
    }
  }
})

test('the fast fold and the shown one agree in every number and word', () => {
  for (const { prepared, lines, circumstances, organisationClass } of cases(1000)) {
    const fast = foldTotals(prepared, organisationClass, lines, circumstances)
    const shown = foldSteps(prepared, organisationClass, lines, circumstances)
    const { plan, nodes, ...sums } = fast
    expect(shown).toMatchObject(sums)
    expect(flat(shown.indicators).map((one) => [one.key, one.totalHundredths, one.state])).toEqual(
      nodes.map((one, at) => [plan.nodes[at]?.indicator.key, one.totalHundredths, one.state]),
    )
  }
})

test('the order of the lines makes no difference', () => {
  for (const { random, prepared, lines, circumstances, organisationClass } of cases(300)) {
    const other = random.shuffle(lines)
    const fold = (given: FoldLine[]) => foldSteps(prepared, organisationClass, given, circumstances)
    expect(fold(other)).toEqual(fold(lines))
    expect(foldTotals(prepared, organisationClass, other, circumstances)).toEqual(
      foldTotals(prepared, organisationClass, lines, circumstances),
    )
  }
})

test('a correction followed by its undo restores every total', () => {
  for (const { random, prepared, lines, circumstances, organisationClass } of cases(300)) {
    const ledger = lines.map((line, at) => ({
      ...line,
      id: `e${at}`,
      reversesId: null as string | null,
    }))
    const write = (line: FoldLine, reversesId: string | null) => {
      const entry = { ...line, id: `e${ledger.length}`, reversesId }
      ledger.push(entry)
      return entry
    }
    const fold = () => foldTotals(prepared, organisationClass, standingLines(ledger), circumstances)
    const before = fold()
    const points = ledger.filter((one) => one.effect === 'points')
    if (points.length === 0) {
      continue
    }
    for (let round = 0; round < 3; round++) {
      const [first, ...others] = standingLines(ledger).filter((one) => one.effect === 'points')
      const chosen = random.is(50) ? first : random.pick([...others, first])
      if (chosen === undefined) {
        throw new Error('A standing line of points was lost')
      }
      const amountHundredths = chosen.amountHundredths
      write({ ...chosen, amountHundredths: -amountHundredths }, chosen.id)
      const corrected = write({ ...chosen, amountHundredths: amountHundredths - 77 }, null)
      write({ ...corrected, amountHundredths: 77 - amountHundredths }, corrected.id)
      write({ ...chosen, amountHundredths }, null)
      expect(fold()).toEqual(before)
    }
  }
})

test('floors and caps hold, and a veto never changes a score', () => {
  for (const { prepared, lines, organisationClass } of cases(500)) {
    const { plan, nodes, ...sums } = foldTotals(prepared, organisationClass, lines)
    plan.nodes.forEach(({ indicator }, at) => {
      const total = nodes[at]?.totalHundredths ?? 0
      const { floorHundredths: floor, capHundredths: cap } = indicator
      expect(cap === null || total <= cap).toBe(true)
      expect(floor === null || total >= floor || total === cap).toBe(true)
    })
    const scored = lines.filter((line) => line.effect !== 'veto')
    expect(foldTotals(prepared, organisationClass, scored)).toMatchObject(sums)
  }
})

// The same reckoning written plainly, once more, without anything of the engine.
function plainly(one: Indicator, lines: FoldLine[], known: Circumstances): bigint | null {
  const state = known.states.get(one.key) ?? 'scored'
  const treatment = state === 'unscored' ? known.treatments.get(one.key) : undefined
  const below = one.children.map((child) => plainly(child, lines, known))
  if (state === 'not_applicable' || treatment === 'not_applicable') {
    return null
  }
  if (one.rules.length === 0 && below.length > 0 && below.every((total) => total === null)) {
    return null
  }
  if (treatment !== undefined) {
    return treatment === 'zero' ? 0n : BigInt(one.fullHundredths ?? 0)
  }
  let total = BigInt(one.startHundredths)
  for (const rule of one.rules) {
    const sum = lines
      .filter((line) => line.ruleKey === rule.key)
      .reduce((sum, line) => sum + BigInt(line.amountHundredths), 0n)
    const cap = rule.capHundredths === null ? null : BigInt(rule.capHundredths)
    total += cap === null ? sum : sum > cap ? cap : sum < -cap ? -cap : sum
  }
  total += below.reduce<bigint>((sum, child) => sum + (child ?? 0n), 0n)
  const rules = new Set(one.rules.map((rule) => rule.key))
  if (lines.some((line) => line.effect === 'zero' && rules.has(line.ruleKey))) {
    total = 0n
  }
  if (one.floorHundredths !== null && total < BigInt(one.floorHundredths)) {
    total = BigInt(one.floorHundredths)
  }
  return one.capHundredths !== null && total > BigInt(one.capHundredths)
    ? BigInt(one.capHundredths)
    : total
}

test('each indicator comes to what the rules of the reckoning say, written plainly', () => {
  const strip = (one: Indicator): Indicator => ({
    ...one,
    classes: null,
    notApplicable: 'scale',
    fullHundredths: one.fullHundredths ?? 700,
    children: one.children.map(strip),
  })
  for (const { document, lines, circumstances } of cases(500)) {
    const indicators = document.indicators.map(strip)
    const prepared = prepareScheme({ ...document, indicators })
    const result = foldSteps(prepared, null, lines, circumstances)
    expect(
      result.indicators.map((one) => (one.isOut ? null : BigInt(one.totalHundredths))),
    ).toEqual(indicators.map((one) => plainly(one, lines, circumstances)))
  }
})

test('no fraction comes in', () => {
  const rules = [exampleRule('deduct_per_event', { key: 'r', hundredths: 50 })]
  const prepared = prepareScheme(exampleScheme([exampleIndicator({ key: 'a', rules })]))
  for (const amount of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
    expect(() => foldTotals(prepared, 'I', [exampleLine('r', amount)])).toThrow('exact integer')
    expect(() => foldSteps(prepared, 'I', [exampleLine('r', amount)])).toThrow('exact integer')
  }
  const broken = exampleScheme([exampleIndicator({ key: 'a', startHundredths: 0.1 })])
  expect(() => prepareScheme(broken)).toThrow('exact integer')
  expect(() => foldTotals(prepared, 'I', [exampleLine('r', 5, 'x', 'zero')])).toThrow('zero')
})

test('the engine divides in one file only, and never rounds or parses a decimal', () => {
  const folder = fileURLToPath(new URL('.', import.meta.url))
  const files = readdirSync(folder).filter(
    (name) => name.endsWith('.ts') && !name.includes('.test.'),
  )
  expect(files.length).toBeGreaterThan(10)
  const found = files.flatMap((name) => {
    const code = readFileSync(`${folder}${name}`, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    const uses = code.match(
      /Math\.(round|floor|ceil|trunc)|parseFloat|toFixed|\b\d+\.\d|\*\*| \/ /g,
    )
    return (uses ?? []).map((use) => `${name}: ${use}`)
  })
  expect(new Set(found)).toEqual(new Set(['amounts.ts:  / ']))
})
