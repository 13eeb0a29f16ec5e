import { expect, test } from 'vitest'
import { type PersonQueue, planPerson } from './plan-person'

const at = (text: string) => new Date(`2026-09-${text}+08:00`)
const now = at('15T10:00:00')
const notice = (template = 'task_dispatched') => ({ id: 'n', template, title: '主题党日' })
const queue = (given: Partial<PersonQueue> = {}): PersonQueue => ({
  notices: [notice()],
  pending: null,
  history: [],
  ...given,
})
const sentToday = (count: number) =>
  Array.from({ length: count }, () => ({
    createdAt: at('15T08:00:00'),
    notBefore: at('15T08:00:00'),
  }))

test('one notice keeps its own words and goes at once', () => {
  expect(planPerson(queue(), now)).toEqual({
    messageId: null,
    template: 'task_dispatched',
    params: { title: '主题党日' },
    notBefore: now,
    holdRule: null,
  })
})

test('several notices are one message', () => {
  const plan = planPerson(queue({ notices: [notice(), notice('task_returned')] }), now)
  expect(plan).toMatchObject({ template: 'task_digest', params: { count: '2' } })
})

test('a message that still waits takes new notices along and keeps its moment', () => {
  const pending = {
    id: 'm',
    carried: 2,
    notBefore: at('16T07:30:00'),
    holdRule: 'quiet_hours' as const,
  }
  expect(planPerson(queue({ pending }), at('15T23:00:00'))).toEqual({
    messageId: 'm',
    template: 'task_digest',
    params: { count: '3' },
    notBefore: at('16T07:30:00'),
    holdRule: 'quiet_hours',
  })
})

test('urging frees a message that the daily limit holds', () => {
  const pending = {
    id: 'm',
    carried: 1,
    notBefore: at('16T07:30:00'),
    holdRule: 'daily_limit' as const,
  }
  const plan = planPerson(
    queue({ notices: [notice('task_urged')], pending, history: sentToday(5) }),
    now,
  )
  expect(plan).toMatchObject({ messageId: 'm', notBefore: now, holdRule: null })
})

test('a busy provider is not pressed by new notices', () => {
  const pending = {
    id: 'm',
    carried: 1,
    notBefore: at('15T10:05:00'),
    holdRule: 'provider_busy' as const,
  }
  expect(planPerson(queue({ pending }), now).notBefore).toEqual(at('15T10:05:00'))
})

test('the sixth of a day waits for the morning', () => {
  expect(planPerson(queue({ history: sentToday(5) }), now)).toMatchObject({
    notBefore: at('16T07:30:00'),
    holdRule: 'daily_limit',
  })
})
