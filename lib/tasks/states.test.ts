import { describe, expect, test } from 'vitest'
import { assigneeTurnStates, assignmentStates } from '@/db/enums'
import { assignmentStateLabels, isAssigneeTurn, lightOf, stepLabel } from './states'

const due = new Date('2026-09-20T18:00:00+08:00')
const earlier = (ms: number) => new Date(due.getTime() - ms)
const day = 86_400_000

test('a node is not 办理中 before somebody has signed for the copy', () => {
  expect(stepLabel('open', true)).toBe('待签收')
  expect(stepLabel('open', false)).toBe('办理中')
  expect(stepLabel('waiting', true)).toBe('未开始')
})

describe('lights', () => {
  test.each([
    ['four days left', earlier(4 * day), 'none'],
    ['one millisecond more than three days', earlier(3 * day + 1), 'none'],
    ['three days left', earlier(3 * day), 'soon'],
    ['the very moment', due, 'soon'],
    ['one millisecond past', earlier(-1), 'late'],
  ] as const)('%s', (_, now, light) => {
    for (const state of assigneeTurnStates) {
      expect(lightOf(state, due, now)).toBe(light)
    }
  })

  test('what waits for a reviewer, or is over, is never late', () => {
    for (const state of assignmentStates.filter((one) => !isAssigneeTurn(one))) {
      expect(lightOf(state, due, earlier(-30 * day))).toBe('none')
    }
  })
})

test('every state has a word of its own', () => {
  expect(new Set(Object.values(assignmentStateLabels)).size).toBeGreaterThanOrEqual(
    assignmentStates.length - 1,
  )
})
