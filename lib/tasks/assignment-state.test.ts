import { describe, expect, test } from 'vitest'
import { type AssignmentState, type StepState, stepStates } from '@/db/enums'
import {
  type AssignmentFacts,
  assignmentStateOf,
  currentOf,
  dueOfWhole,
  isAtBranch,
  stepsToOpen,
} from './assignment-state'

const plain: AssignmentFacts = {
  ending: null,
  isAccepted: true,
  isDeclinePending: false,
  isEvaluated: false,
  steps: [],
}

/** Every list of up to `length` step states. */
function lists(length: number): StepState[][] {
  return length === 0
    ? [[]]
    : lists(length - 1).flatMap((list) => [list, ...stepStates.map((state) => [...list, state])])
}

const combinations = [...new Set(lists(4).map((list) => list.join()))]
  .filter(Boolean)
  .map((text) => text.split(',') as StepState[])
const flags = [false, true]

/** What may stand in the database: ended only as a whole, and something is always under way. */
function isSound(states: StepState[]): boolean {
  return (
    !states.includes('ended') &&
    (states.every((state) => state === 'approved') ||
      states.some((state) => ['open', 'returned', 'submitted'].includes(state)))
  )
}

describe('the state of an assignment', () => {
  test('one step, in every state, for every flag', () => {
    const table: [StepState, AssignmentState][] = [
      ['open', 'accepted'],
      ['submitted', 'submitted'],
      ['returned', 'returned'],
      ['approved', 'approved'],
    ]
    for (const [state, expected] of table) {
      const facts = { ...plain, steps: [{ state }] }
      expect(assignmentStateOf(facts)).toBe(expected)
      const isDone = state === 'approved'
      expect(assignmentStateOf({ ...facts, isAccepted: false })).toBe(
        isDone ? 'approved' : 'issued',
      )
      expect(assignmentStateOf({ ...facts, isDeclinePending: true })).toBe(
        isDone ? 'approved' : 'paused',
      )
      expect(assignmentStateOf({ ...facts, isEvaluated: true })).toBe(
        isDone ? 'evaluated' : expected,
      )
    }
  })

  test('the laws hold for every sound combination of up to four steps and every flag', () => {
    let tried = 0
    for (const states of combinations.filter(isSound)) {
      const steps = states.map((state) => ({ state }))
      for (const isAccepted of flags) {
        for (const isDeclinePending of flags) {
          for (const isEvaluated of flags) {
            const facts = { ...plain, isAccepted, isDeclinePending, isEvaluated, steps }
            const state = assignmentStateOf(facts)
            const allApproved = states.every((one) => one === 'approved')
            tried += 1
            expect(['approved', 'evaluated'].includes(state)).toBe(allApproved)
            expect(state === 'evaluated').toBe(allApproved && isEvaluated)
            expect(state === 'paused').toBe(!allApproved && isDeclinePending)
            expect(state === 'issued').toBe(!allApproved && !isDeclinePending && !isAccepted)
            if (!allApproved && !isDeclinePending && isAccepted) {
              expect(['accepted', 'returned'].includes(state)).toBe(states.some(isAtBranch))
              expect(state === 'returned').toBe(states.includes('returned'))
            }
            const turned = { ...facts, steps: [...steps].reverse() }
            expect(assignmentStateOf(turned)).toBe(state)
          }
        }
      }
    }
    expect(tried).toBeGreaterThan(1_000)
  })

  test('an ending outweighs everything', () => {
    for (const states of combinations) {
      for (const ending of ['cancelled', 'not_applicable'] as const) {
        const steps = states.map((state) => ({ state }))
        expect(assignmentStateOf({ ...plain, ending, steps, isEvaluated: true })).toBe(ending)
      }
    }
  })

  test('steps that cannot stand together have no state', () => {
    for (const states of combinations.filter(
      (list) => !isSound(list) && !list.some((one) => isAtBranch(one) || one === 'submitted'),
    )) {
      const steps = states.map((state) => ({ state }))
      expect(() => assignmentStateOf({ ...plain, steps })).toThrow('No state')
    }
    expect(() => assignmentStateOf(plain)).toThrow('No state')
  })
})

describe('which steps open', () => {
  /** Every placing of the states of a list into up to three stages. */
  function staged(states: StepState[]): { state: StepState; stage: number }[][] {
    return states.reduce<{ state: StepState; stage: number }[][]>(
      (all, state) => all.flatMap((list) => [1, 2, 3].map((stage) => [...list, { state, stage }])),
      [[]],
    )
  }

  test('exactly the waiting ones before which nothing is unapproved', () => {
    for (const states of combinations.filter((list) => list.length <= 3)) {
      for (const steps of staged(states)) {
        const opened = stepsToOpen(steps)
        for (const step of steps) {
          const before = steps.filter((other) => other.stage < step.stage)
          const isDue =
            step.state === 'waiting' && before.every((other) => other.state === 'approved')
          expect(opened.includes(step)).toBe(isDue)
        }
      }
    }
  })

  test('opening is done at once: nothing more opens after it', () => {
    for (const states of combinations.filter((list) => list.length <= 3)) {
      for (const steps of staged(states)) {
        const opened = new Set(stepsToOpen(steps))
        const after = steps.map((step) =>
          opened.has(step) ? { ...step, state: 'open' as const } : step,
        )
        expect(stepsToOpen(after)).toEqual([])
      }
    }
  })
})

test('the step that is meant: with the branch, else under review, else the last worked on', () => {
  const table: [StepState[], number][] = [
    [['open'], 0],
    [['approved', 'open', 'waiting'], 1],
    [['submitted', 'open'], 1],
    [['submitted', 'returned', 'open'], 1],
    [['open', 'returned'], 1],
    [['approved', 'submitted', 'submitted'], 1],
    [['approved', 'approved'], 1],
    [['approved', 'waiting'], 0],
    [['ended', 'ended'], 1],
    [['waiting'], 0],
  ]
  for (const [states, index] of table) {
    const steps = states.map((state) => ({ state }))
    expect(currentOf(steps), states.join()).toBe(steps[index])
  }
  expect(currentOf([])).toBeUndefined()
})

test('the due of the whole: earliest with the branch, else under review, else the last', () => {
  const at = (day: number) => new Date(Date.UTC(2026, 8, day))
  const step = (state: StepState, day: number) => ({ state, effectiveDueAt: at(day) })
  expect(dueOfWhole([step('open', 20), step('returned', 18), step('submitted', 10)])).toEqual(
    at(18),
  )
  expect(dueOfWhole([step('submitted', 20), step('submitted', 12), step('waiting', 30)])).toEqual(
    at(12),
  )
  expect(dueOfWhole([step('approved', 20), step('approved', 25)])).toEqual(at(25))
  expect(dueOfWhole([step('ended', 5), step('ended', 25)])).toEqual(at(25))
})
