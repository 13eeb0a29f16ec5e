import { describe, expect, test } from 'vitest'
import { activityKinds } from '@/db/enums'
import { momentOf } from '@/lib/period'
import { isAfterDays, isAfterPeriod } from './lateness'
import { circlesOf, obligationStateOf, quorumWarning } from './states'

describe('补录', () => {
  const holiday = new Map([['2026-09-25', { kind: 'holiday', name: '中秋节' } as const]])

  test.each([
    ['2026-09-10', '2026-09-17', '23:59', false],
    ['2026-09-10', '2026-09-18', '00:00', true],
    ['2026-09-12', '2026-09-18', '23:59', false],
    ['2026-09-12', '2026-09-19', '00:00', true],
    ['2026-09-21', '2026-09-29', '10:00', false],
    ['2026-09-21', '2026-09-30', '10:00', true],
  ])('held on %s, recorded on %s at %s: %s', (heldOn, day, time, expected) => {
    expect(isAfterDays(heldOn, 5, momentOf(day, time), holiday)).toBe(expected)
  })

  test.each([
    ['2026M09', '2026-09-30', false],
    ['2026M09', '2026-10-01', true],
    ['2026Q3', '2026-09-30', false],
    ['2026', '2027-01-01', true],
  ])('period %s on %s: %s', (period, day, expected) => {
    expect(isAfterPeriod(period, momentOf(day, '00:00'))).toBe(expected)
  })
})

describe('how a duty stands', () => {
  const dueAt = momentOf('2026-09-30', '18:00')
  const owed = { dueAt, exemptionBasis: null, dischargedAt: null, isLate: false }
  const before = momentOf('2026-09-30', '17:59')
  test('open until its due, then missed; done, late and exempt whatever the time', () => {
    expect(obligationStateOf(owed, before)).toBe('open')
    expect(obligationStateOf(owed, dueAt)).toBe('missed')
    expect(obligationStateOf({ ...owed, dischargedAt: before }, dueAt)).toBe('done')
    expect(obligationStateOf({ ...owed, dischargedAt: before, isLate: true }, dueAt)).toBe('late')
    expect(obligationStateOf({ ...owed, exemptionBasis: '未设支委会' }, dueAt)).toBe('exempt')
  })
})

describe('who is expected', () => {
  test('at each kind, with and without a group', () => {
    const whole = activityKinds.map((kind) => [...circlesOf([kind], false)][0])
    const group = activityKinds.map((kind) => [...circlesOf([kind], true)][0])
    expect(whole).toEqual([
      'branch',
      'committee',
      'groups',
      'branch',
      'branch',
      'branch',
      'branch',
      'chosen',
    ])
    expect(group).toEqual([
      'branch',
      'committee',
      'groups',
      'groups',
      'groups',
      'groups',
      'branch',
      'chosen',
    ])
  })

  test.each([
    [5, 3, null],
    [5, 2, '没有超过半数'],
    [4, 2, '没有超过半数'],
    [4, 3, null],
  ])('committee of %s, %s present', (expected, present, words) => {
    const warning = quorumWarning({ expected, present })
    expect(words === null ? warning : warning?.includes(words)).toBe(words === null ? null : true)
  })
})
