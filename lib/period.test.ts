import { describe, expect, test } from 'vitest'
import {
  addDays,
  addWorkingDays,
  type Calendar,
  dayOf,
  daysBetween,
  isWorkingDay,
  momentOf,
  periodOf,
  quarterOf,
  startOfDay,
  subtractWorkingDays,
} from './period'

describe('days in Shanghai', () => {
  test.each([
    ['2026-09-30T15:59:59.999Z', '2026-09-30'],
    ['2026-09-30T16:00:00Z', '2026-10-01'],
    ['2025-12-31T16:00:00Z', '2026-01-01'],
  ])('%s lies in %s', (moment, day) => {
    expect(dayOf(new Date(moment))).toBe(day)
  })

  test('a day begins at its own midnight', () => {
    expect(startOfDay('2026-10-01').toISOString()).toBe('2026-09-30T16:00:00.000Z')
    expect(momentOf('2026-10-01', '18:30').toISOString()).toBe('2026-10-01T10:30:00.000Z')
    expect(dayOf(startOfDay('2026-10-01'))).toBe('2026-10-01')
  })

  test('counting days crosses months, years and leap days', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
    expect(daysBetween('2026-02-28', '2026-03-01')).toBe(1)
    expect(daysBetween('2026-03-01', '2026-02-28')).toBe(-1)
  })
})

describe('periods are half-open', () => {
  test.each([
    ['2026', '2026-01-01', '2027-01-01'],
    ['2026Q1', '2026-01-01', '2026-04-01'],
    ['2026Q4', '2026-10-01', '2027-01-01'],
    ['2026M02', '2026-02-01', '2026-03-01'],
    ['2026M12', '2026-12-01', '2027-01-01'],
  ])('%s is [%s, %s)', (key, from, to) => {
    expect(periodOf(key)).toEqual({ key, from, to })
  })

  test('the quarters of a year meet without a gap, and every day lies in its own', () => {
    for (let day = '2026-01-01'; day < '2027-01-01'; day = addDays(day, 1)) {
      const { from, to } = periodOf(quarterOf(day))
      expect(from <= day && day < to).toBe(true)
    }
  })

  test.each(['2026Q5', '2026Q0', '2026M13', '2026M1', '26Q1', 'Q1', ''])(
    '%j is no period',
    (key) => {
      expect(() => periodOf(key)).toThrow()
    },
  )
})

describe('working days', () => {
  const calendar: Calendar = new Map([
    ['2026-10-01', { kind: 'holiday', name: '国庆节' }],
    ['2026-10-02', { kind: 'holiday', name: '国庆节' }],
    ['2026-10-10', { kind: 'workday', name: '国庆节调休' }],
  ])

  test('weekends and holidays are off, 调休 days are on', () => {
    expect(isWorkingDay('2026-09-30', calendar)).toBe(true)
    expect(isWorkingDay('2026-10-01', calendar)).toBe(false)
    expect(isWorkingDay('2026-10-03', calendar)).toBe(false)
    expect(isWorkingDay('2026-10-10', calendar)).toBe(true)
    expect(isWorkingDay('2026-10-11', calendar)).toBe(false)
  })

  test('working days are counted at the same clock time', () => {
    const wednesday = momentOf('2026-09-30', '17:45')
    expect(addWorkingDays(wednesday, 1, calendar)).toEqual(momentOf('2026-10-05', '17:45'))
    expect(addWorkingDays(momentOf('2026-10-09', '09:00'), 1, calendar)).toEqual(
      momentOf('2026-10-10', '09:00'),
    )
    expect(addWorkingDays(wednesday, 0, calendar)).toEqual(wednesday)
  })

  test('working days back land where the way there began', () => {
    for (const count of [0, 1, 2, 5, 9]) {
      const later = addWorkingDays(momentOf('2026-09-29', '17:45'), count, calendar)
      expect(subtractWorkingDays(later, count, calendar)).toEqual(momentOf('2026-09-29', '17:45'))
    }
    expect(subtractWorkingDays(momentOf('2026-10-05', '17:45'), 1, calendar)).toEqual(
      momentOf('2026-09-30', '17:45'),
    )
  })
})
