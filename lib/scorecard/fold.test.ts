import { expect, test } from 'vitest'
import { type FoldEntry, foldEntries, standingEntries } from './fold'
import { type ScoreRule, taskEvaluationRule } from './rules'

/** A small generator with a fixed seed: every run sees the same cases. */
function numbers(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state % below
  }
}

function entry(id: number, basis: number, generation: number, amount: number): FoldEntry {
  return {
    id: `e${id}`,
    ruleVersion: taskEvaluationRule.version,
    basisKey: `task_evaluation:${basis}`,
    generation,
    amountHundredths: amount,
    reversesId: null,
  }
}

const reversalOf = (original: FoldEntry, id: number): FoldEntry => ({
  ...original,
  id: `e${id}`,
  amountHundredths: -original.amountHundredths,
  reversesId: original.id,
})

/** A ledger of some bases, each corrected up to three times. */
function ledger(next: (below: number) => number): FoldEntry[] {
  const entries: FoldEntry[] = []
  for (let basis = 0; basis < 1 + next(12); basis += 1) {
    for (let generation = 1, last = 1 + next(4); generation <= last; generation += 1) {
      const posted = entry(entries.length, basis, generation, next(2001) - 1000)
      entries.push(posted)
      if (generation < last) {
        entries.push(reversalOf(posted, entries.length))
      }
    }
  }
  return entries
}

function shuffled<T>(values: readonly T[], next: (below: number) => number): T[] {
  const rest = [...values]
  return values.map(() => rest.splice(next(rest.length), 1)[0] as T)
}

const seeds = Array.from({ length: 60 }, (_, index) => index + 1)
const total = (entries: readonly FoldEntry[]) =>
  foldEntries(taskEvaluationRule, entries).totalHundredths

test.each(seeds)(
  'ledger %i: the total is the plain sum of all entries, and of the steps',
  (seed) => {
    const entries = ledger(numbers(seed))
    const { totalHundredths, steps } = foldEntries(taskEvaluationRule, entries)
    const sum = entries.reduce((all, one) => all + one.amountHundredths, 0)
    expect(totalHundredths).toBe(sum)
    expect(steps.reduce((all, step) => all + step.amountHundredths, 0)).toBe(sum)
    expect(steps.at(-1)?.totalHundredths).toBe(totalHundredths)
    expect(steps.every((step) => Number.isSafeInteger(step.totalHundredths))).toBe(true)
    expect(steps.filter((step) => step.kind === 'entry').length).toBe(
      standingEntries(entries).length,
    )
  },
)

test.each(seeds)('ledger %i: the order of reading changes nothing', (seed) => {
  const next = numbers(seed)
  const entries = ledger(next)
  expect(foldEntries(taskEvaluationRule, shuffled(entries, next))).toEqual(
    foldEntries(taskEvaluationRule, entries),
  )
})

test.each(seeds)('ledger %i: a correction and its undo restore every total', (seed) => {
  const entries = ledger(numbers(seed))
  const before = total(entries)
  for (const standing of standingEntries(entries)) {
    const id = entries.length
    const corrected = {
      ...standing,
      id: `c${id}`,
      generation: standing.generation + 1,
      amountHundredths: standing.amountHundredths + 137,
    }
    const undone = {
      ...standing,
      id: `u${id}`,
      generation: standing.generation + 2,
    }
    const correction = [...entries, reversalOf(standing, id + 1), corrected]
    expect(total(correction)).toBe(before + 137)
    expect(total([...correction, reversalOf(corrected, id + 2), undone])).toBe(before)
  }
})

test('an empty ledger is the base, in one step', () => {
  expect(foldEntries(taskEvaluationRule, [])).toEqual({
    totalHundredths: 0,
    steps: [{ kind: 'base', entry: null, amountHundredths: 0, totalHundredths: 0 }],
  })
})

test('floor and cap are steps of their own, whatever the order', () => {
  const rule: ScoreRule = {
    ...taskEvaluationRule,
    baseHundredths: 10_000,
    floorHundredths: 0,
    capHundredths: 12_000,
  }
  const low = foldEntries(rule, [entry(1, 1, 1, -9000), entry(2, 2, 1, -2500)])
  expect(low.totalHundredths).toBe(0)
  expect(low.steps.at(-1)).toMatchObject({ kind: 'floor', amountHundredths: 1500 })
  const high = foldEntries(rule, [entry(1, 1, 1, 3000)])
  expect(high.steps.at(-1)).toMatchObject({
    kind: 'cap',
    amountHundredths: -1000,
    totalHundredths: 12_000,
  })
})

test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
  '%d is no number of hundredths',
  (amount) => {
    expect(() => total([entry(1, 1, 1, amount)])).toThrow('integer')
  },
)

test('entries of different rules are not added up', () => {
  expect(() => total([{ ...entry(1, 1, 1, 100), ruleVersion: 'other@1' }])).toThrow('other@1')
})
