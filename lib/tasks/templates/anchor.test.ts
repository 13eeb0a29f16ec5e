import { describe, expect, test } from 'vitest'
import { type Calendar, dayOf, isWorkingDay, momentOf, periodOf } from '@/lib/period'
import { anchorDay, dueOfInstance, instanceTimes, isDueOut } from './anchor'
import { isWithin, nextPeriodKey, periodKeyOf, periodsOfYear, previousPeriodKey } from './periods'
import type { Anchor, AnchorDay } from './schema'
import {
  anchorWords,
  dayChoices,
  dayOfField,
  fieldOfDay,
  rhythmOfTexts,
  rhythmSentence,
} from './states'

const none: Calendar = new Map()
/** National Day of 2026 with its 调休, and a spring month of which only one day is worked. */
const holidays: Calendar = new Map<string, { kind: 'holiday' | 'workday'; name: string }>([
  ...['01', '02', '03', '04', '05', '06', '07'].map(
    (day) => [`2026-10-${day}`, { kind: 'holiday', name: '国庆节' }] as const,
  ),
  ['2026-10-10', { kind: 'workday', name: '国庆节调休上班' }] as const,
  ['2026-10-31', { kind: 'workday', name: '调休上班' }] as const,
])
const day = (unit: AnchorDay['unit'], n = 1, month = 1): AnchorDay => ({ unit, n, month })

const months = Array.from({ length: 48 }, (_, index) => {
  const year = 2025 + Math.floor(index / 12)
  return `${year}M${String((index % 12) + 1).padStart(2, '0')}`
})

describe('days of a period', () => {
  test.each(months)('%s: every day it has, and its last for those it has not', (key) => {
    const { from, to } = periodOf(key)
    const length = Number(new Date(Date.parse(`${to}T00:00:00Z`) - 86_400_000).getUTCDate())
    for (let n = 1; n <= 31; n += 1) {
      const found = anchorDay(day('day', n), key, none)
      expect(found).toBe(`${from.slice(0, 8)}${String(Math.min(n, length)).padStart(2, '0')}`)
      const worked = anchorDay(day('working_day', n), key, none)
      expect(isWorkingDay(worked, none)).toBe(true)
      expect(worked >= from && worked < to).toBe(true)
    }
    expect(anchorDay(day('last_day'), key, none).slice(8)).toBe(String(length))
    const lastWorked = anchorDay(day('last_working_day'), key, none)
    expect(isWorkingDay(lastWorked, none)).toBe(true)
    expect(anchorDay(day('working_day', 31), key, none)).toBe(lastWorked)
  })

  test.each([
    ['2026M02', 'last_day', '2026-02-28'],
    ['2028M02', 'last_day', '2028-02-29'],
    ['2026M02', 'last_working_day', '2026-02-27'],
    ['2026M04', 'last_day', '2026-04-30'],
  ] as const)('%s %s is %s', (key, unit, expected) => {
    expect(anchorDay(day(unit), key, none)).toBe(expected)
  })

  test('holidays are not counted, 调休 is', () => {
    expect(anchorDay(day('working_day', 1), '2026M10', holidays)).toBe('2026-10-08')
    expect(anchorDay(day('working_day', 3), '2026M10', holidays)).toBe('2026-10-10')
    expect(anchorDay(day('last_working_day'), '2026M10', holidays)).toBe('2026-10-31')
    expect(anchorDay(day('last_working_day'), '2026M10', none)).toBe('2026-10-30')
  })

  test('a month without a working day has its last day', () => {
    const closed: Calendar = new Map(
      Array.from({ length: 28 }, (_, index) => [
        `2026-02-${String(index + 1).padStart(2, '0')}`,
        { kind: 'holiday', name: '停工' } as const,
      ]),
    )
    expect(anchorDay(day('working_day', 3), '2026M02', closed)).toBe('2026-02-28')
    expect(anchorDay(day('last_working_day'), '2026M02', closed)).toBe('2026-02-28')
  })

  test.each([
    ['2026Q3', 1, '2026-07-31'],
    ['2026Q3', 2, '2026-08-31'],
    ['2026Q3', 3, '2026-09-30'],
    ['2026Q3', 7, '2026-09-30'],
    ['2026', 2, '2026-02-28'],
    ['2026', 12, '2026-12-31'],
    ['2026M09', 5, '2026-09-30'],
  ])('the last day of month %2$s of %1$s', (key, month, expected) => {
    expect(anchorDay(day('last_day', 1, month), key, none)).toBe(expected)
  })
})

describe('moments', () => {
  const anchor: Anchor = { out: day('working_day', 1), due: day('day', 25), dueTime: '18:00' }
  const times = instanceTimes(anchor, '2026M10', holidays)

  test('go out in office time, due at the hour given', () => {
    expect(times.outAt).toEqual(momentOf('2026-10-08', '09:00'))
    expect(times.dueAt).toEqual(momentOf('2026-10-25', '18:00'))
  })

  test('a due that is not after the start is the end of the period', () => {
    const crossed = { ...anchor, due: day('day', 3) }
    expect(dayOf(instanceTimes(crossed, '2026M10', holidays).dueAt)).toBe('2026-10-31')
  })

  test.each([
    ['2026-10-08', '08:59', false],
    ['2026-10-08', '09:00', true],
    ['2026-10-31', '23:59', true],
    ['2026-11-01', '00:00', false],
  ])('at %s %s it goes out: %s', (on, at, expected) => {
    expect(isDueOut(times, '2026M10', momentOf(on, at))).toBe(expected)
  })

  test('one that was missed until after its due has until the end of the period, then none', () => {
    const due = (on: string, at: string) => dueOfInstance(times, '2026M10', momentOf(on, at))
    expect(due('2026-10-25', '17:59')).toEqual(times.dueAt)
    expect(due('2026-10-25', '18:00')).toEqual(momentOf('2026-10-31', '18:00'))
    expect(due('2026-10-31', '18:00')).toBeNull()
  })
})

describe('periods', () => {
  test.each([
    ['monthly', '2026-12-31', '2026M12', '2027M01'],
    ['quarterly', '2026-12-31', '2026Q4', '2027Q1'],
    ['quarterly', '2026-01-01', '2026Q1', '2026Q2'],
    ['yearly', '2026-06-30', '2026', '2027'],
  ] as const)('%s on %s: %s, then %s', (recurrence, on, key, next) => {
    expect(periodKeyOf(recurrence, on)).toBe(key)
    expect(nextPeriodKey(recurrence, key)).toBe(next)
    expect(previousPeriodKey(next)).toBe(key)
    expect(isWithin(key, on)).toBe(true)
    expect(isWithin(next, on)).toBe(false)
  })

  test.each([
    ['monthly', 12],
    ['quarterly', 4],
    ['yearly', 1],
  ] as const)('%s: %s of them cover a year without a gap', (recurrence, count) => {
    const periods = periodsOfYear(recurrence, 2028)
    expect(periods).toHaveLength(count)
    expect(periods[0]?.from).toBe('2028-01-01')
    expect(periods.at(-1)?.to).toBe('2029-01-01')
    expect(periods.slice(1).map((one) => one.from)).toEqual(
      periods.slice(0, -1).map((one) => one.to),
    )
  })
})

test('an anchor in words', () => {
  const anchor: Anchor = {
    out: day('working_day', 1, 1),
    due: day('last_working_day', 1, 3),
    dueTime: '18:00',
  }
  expect(anchorWords('quarterly', anchor)).toBe(
    '每季度一次，季度第一个月第 1 个工作日下达，季度最后一个月最后一个工作日 18:00 截止',
  )
  expect(anchorWords('monthly', { ...anchor, due: day('day', 25) })).toBe(
    '每月一次，当月第 1 个工作日下达，当月 25 日 18:00 截止',
  )
  expect(anchorWords('yearly', { ...anchor, out: day('last_day', 1, 10) })).toBe(
    '每年一次，10月最后一天下达，3月最后一个工作日 18:00 截止',
  )
  expect(anchorWords('none', anchor)).toBe('不重复，用的时候再定时间')
  const rhythm = { recurrence: 'monthly', anchor, exemption: 'without_committee' } as const
  expect(rhythmSentence(rhythm)).toMatch(/截止；没有支委会的支部不用开。$/)
})

test('the days a form offers are those it reads back', () => {
  const texts = dayChoices.map(fieldOfDay)
  expect(new Set(texts).size).toBe(texts.length)
  expect(texts.map(dayOfField)).toEqual(dayChoices)
  expect(dayOfField('someday')).toBeUndefined()
  const texted: Record<string, string> = {
    ...{ outMonth: '1', outDay: 'working_day:2', dueMonth: '3', dueDay: 'day:20' },
    dueTime: '17:30',
  }
  const said = rhythmOfTexts((name) => texted[name] ?? '', {
    recurrence: 'quarterly',
    exemption: 'none',
  })
  expect(rhythmSentence(said)).toBe(
    '每季度一次，季度第一个月第 2 个工作日下达，季度最后一个月 20 日 17:30 截止。',
  )
})
