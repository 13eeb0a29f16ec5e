import { expect, test } from 'vitest'
import type { Calendar } from '@/lib/period'
import { crowdingOf, type Deadline, mondayOf } from './crowding'

const noHolidays: Calendar = new Map()
const given = { earliest: '2026-09-16', calendar: noHolidays }
let serial = 0

/** A task of a recipient due on a day; the same twice is another task. */
function due(recipientId: string, day: string): Deadline {
  serial += 1
  return { recipientId, assignmentId: `a${serial}`, day }
}

test('a week begins on Monday, Sunday included', () => {
  expect(['2026-09-28', '2026-09-30', '2026-10-04', '2026-10-05'].map(mondayOf)).toEqual([
    '2026-09-28',
    '2026-09-28',
    '2026-09-28',
    '2026-10-05',
  ])
})

test('counts the recipients with two and three other tasks that week, and names the fullest', () => {
  const twice = due('yi', '2026-10-01')
  const deadlines = [
    ...['2026-09-28', '2026-09-29', '2026-09-30', '2026-10-04'].map((day) => due('jia', day)),
    due('yi', '2026-09-28'),
    // Two steps of one task in a week are one task.
    twice,
    { ...twice, day: '2026-10-02' },
    due('bing', '2026-09-30'),
    // The week after.
    due('bing', '2026-10-05'),
  ]
  expect(crowdingOf(deadlines, '2026-09-30', given)).toMatchObject({
    from: '2026-09-28',
    to: '2026-10-04',
    withTwo: 2,
    withThree: 1,
    busiest: [
      { recipientId: 'jia', tasks: 4 },
      { recipientId: 'yi', tasks: 2 },
    ],
    due: { day: '2026-09-30', pressed: 2, sameDay: 2 },
  })
})

test('proposes the nearest working day that is clearly quieter, the later of two as near', () => {
  const full = [
    due('jia', '2026-09-30'),
    due('jia', '2026-09-29'),
    due('yi', '2026-09-30'),
    due('yi', '2026-09-28'),
  ]
  // Both recipients are pressed all week, so the next Monday and the Friday before are looked at.
  expect(crowdingOf(full, '2026-09-30', given).quieter).toEqual({
    day: '2026-10-05',
    pressed: 0,
    sameDay: 0,
  })
  const holidays: Calendar = new Map(
    ['2026-10-05', '2026-10-06', '2026-10-07'].map((day) => [
      day,
      { kind: 'holiday' as const, name: '国庆节' },
    ]),
  )
  expect(crowdingOf(full, '2026-09-30', { ...given, calendar: holidays }).quieter?.day).toBe(
    '2026-09-25',
  )
  const late = { calendar: holidays, earliest: '2026-09-29' }
  expect(crowdingOf(full, '2026-09-30', late).quieter?.day).toBe('2026-10-08')
})

test('a full day in a quiet week moves by one day; an empty one is left alone', () => {
  expect(crowdingOf([due('jia', '2026-09-30')], '2026-09-30', given).quieter).toEqual({
    day: '2026-10-01',
    pressed: 0,
    sameDay: 0,
  })
  expect(crowdingOf([due('jia', '2026-09-29')], '2026-09-30', given).quieter).toBeNull()
})

test('proposes nothing where every day around is as full', () => {
  const always = Array.from({ length: 40 }, (_, at) => {
    const day = new Date(Date.UTC(2026, 8, 10 + at)).toISOString().slice(0, 10)
    return due('jia', day)
  })
  expect(crowdingOf(always, '2026-09-30', given).quieter).toBeNull()
})
