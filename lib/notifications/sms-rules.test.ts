import { expect, test } from 'vitest'
import { dailyLimit, holdOf, isQuiet } from './sms-rules'

const at = (text: string) => new Date(`2026-09-${text}+08:00`)

test.each([
  ['15T20:59:59', false],
  ['15T21:00:00', true],
  ['16T00:00:00', true],
  ['16T07:29:59', true],
  ['16T07:30:00', false],
])('at %s quiet is %s', (moment, quiet) => {
  expect(isQuiet(at(moment))).toBe(quiet)
})

const day = '15T10:00:00'
test.each([
  { name: 'by day at once', now: day, until: day, rule: null },
  {
    name: 'in the evening next morning',
    now: '15T22:10:00',
    until: '16T07:30:00',
    rule: 'quiet_hours',
  },
  {
    name: 'before dawn the same morning',
    now: '16T03:00:00',
    until: '16T07:30:00',
    rule: 'quiet_hours',
  },
  { name: 'merged', now: day, last: '15T09:59:30', until: '15T10:00:30', rule: 'merge' },
  { name: 'the window just over', now: day, last: '15T09:59:00', until: day, rule: null },
  {
    name: 'merged into the night',
    now: '15T20:59:30',
    last: '15T20:59:10',
    until: '16T07:30:00',
    rule: 'quiet_hours',
  },
  { name: 'one below the limit', now: day, sent: dailyLimit - 1, until: day, rule: null },
  { name: 'at the limit', now: day, sent: dailyLimit, until: '16T07:30:00', rule: 'daily_limit' },
  { name: 'urging at the limit', now: day, sent: dailyLimit, urgent: true, until: day, rule: null },
  {
    name: 'urging after another',
    now: day,
    last: '15T09:59:59',
    urgent: true,
    until: day,
    rule: null,
  },
  {
    name: 'urging at night',
    now: '15T23:00:00',
    urgent: true,
    until: '16T07:30:00',
    rule: 'quiet_hours',
  },
])('$name', ({ now, last, sent = 0, urgent = false, until, rule }) => {
  const hold = holdOf({
    now: at(now),
    lastAt: last ? at(last) : null,
    sentOn: (asked) => (asked === '2026-09-15' ? sent : 0),
    isUrgent: urgent,
  })
  expect(hold).toEqual({ notBefore: at(until), rule })
})
