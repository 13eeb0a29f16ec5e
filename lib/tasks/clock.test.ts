import { describe, expect, test } from 'vitest'
import type { ClockParty } from '@/db/enums'
import type { Calendar } from '@/lib/period'
import { effectiveDue, reworkGrant, type Segment, segmentsOf, timeByParty } from './clock'

/** `15 10:30` → that day of September 2026 in Shanghai. */
function at(text: string): Date {
  const [day = '', clock = ''] = text.split(' ')
  return new Date(`2026-09-${day}T${clock}:00+08:00`)
}

function segment(party: ClockParty, from: string, to: string | null): Segment {
  return { party, startsAt: at(from), endsAt: to === null ? null : at(to) }
}

const due = '20 18:00'

describe('due plus the union of reviewer and paused intervals', () => {
  const table: [string, Segment[], string, string][] = [
    ['nothing but the branch at work', [segment('assignee', '15 10:00', null)], '19 10:00', due],
    ['no segment at all', [], '19 10:00', due],
    [
      'one review of two hours',
      [segment('reviewer', '16 10:00', '16 12:00')],
      '19 10:00',
      '20 20:00',
    ],
    [
      'an open review counts up to now',
      [segment('reviewer', '16 10:00', null)],
      '16 13:00',
      '20 21:00',
    ],
    [
      'what lies after the moment asked about does not count',
      [segment('reviewer', '16 10:00', '16 12:00')],
      '16 11:00',
      '20 19:00',
    ],
    [
      'a wait that has not begun does not count',
      [segment('reviewer', '17 10:00', null)],
      '16 11:00',
      due,
    ],
    [
      'overlapping pause and review count once',
      [segment('reviewer', '16 10:00', '16 12:00'), segment('paused', '16 11:00', '16 13:00')],
      '19 10:00',
      '20 21:00',
    ],
    [
      'a pause inside a review adds nothing',
      [segment('reviewer', '16 10:00', '16 14:00'), segment('paused', '16 11:00', '16 12:00')],
      '19 10:00',
      '20 22:00',
    ],
    [
      'two pauses of the same length at the same time count once',
      [segment('paused', '16 10:00', '16 11:00'), segment('paused', '16 10:00', '16 11:00')],
      '19 10:00',
      '20 19:00',
    ],
    [
      'touching intervals add up',
      [segment('reviewer', '16 10:00', '16 11:00'), segment('paused', '16 11:00', '16 12:00')],
      '19 10:00',
      '20 20:00',
    ],
    [
      'intervals apart add up',
      [segment('reviewer', '16 10:00', '16 11:00'), segment('reviewer', '18 10:00', '18 11:00')],
      '19 10:00',
      '20 20:00',
    ],
    [
      'an open pause over a finished review',
      [segment('reviewer', '16 10:00', '16 12:00'), segment('paused', '16 11:00', null)],
      '16 15:00',
      '20 23:00',
    ],
    [
      'waits after the due push on as well',
      [segment('reviewer', '21 10:00', '21 11:00')],
      '22 10:00',
      '20 19:00',
    ],
  ]
  test.each(table)('%s', (_, segments, now, expected) => {
    const clock = { dueAt: at(due), segments, firstReturn: null }
    expect(effectiveDue(clock, at(now))).toEqual(at(expected))
  })

  test('the order of the segments is irrelevant', () => {
    const segments = [
      segment('assignee', '15 10:00', '16 10:00'),
      segment('reviewer', '16 10:00', '16 14:00'),
      segment('paused', '16 09:00', '16 11:00'),
      segment('reviewer', '17 08:00', null),
    ]
    const dues = permutations(segments).map((order) =>
      effectiveDue(
        { dueAt: at(due), segments: order, firstReturn: null },
        at('17 10:00'),
      ).getTime(),
    )
    expect(dues).toHaveLength(24)
    expect(new Set(dues)).toEqual(new Set([at('21 01:00').getTime()]))
  })
})

describe('after the first return', () => {
  const reviewed = segment('reviewer', '20 17:00', '20 17:30')
  const grant = { returnedAt: at('20 17:30'), until: at('21 17:30') }
  const table: [string, Segment[], string, string][] = [
    ['the grant when the due is nearer', [reviewed], '20 17:30', '21 17:30'],
    [
      'the shifted due when that is later',
      [segment('reviewer', '16 17:30', '20 17:30')],
      '20 17:30',
      '24 18:00',
    ],
    [
      'a later review pushes the grant on',
      [reviewed, segment('reviewer', '21 09:00', '21 12:00')],
      '21 12:00',
      '21 20:30',
    ],
    [
      'a later pause and review at the same time push once',
      [
        reviewed,
        segment('reviewer', '21 09:00', '21 12:00'),
        segment('paused', '21 11:00', '21 13:00'),
      ],
      '21 13:00',
      '21 21:30',
    ],
    [
      'of a pause across the return only what follows it pushes the grant',
      [reviewed, segment('paused', '20 17:20', '20 18:30')],
      '20 19:00',
      '21 18:30',
    ],
    [
      'an open later wait counts up to now',
      [reviewed, segment('paused', '21 09:00', null)],
      '21 10:00',
      '21 18:30',
    ],
  ]
  test.each(table)('%s', (_, segments, now, expected) => {
    const clock = { dueAt: at(due), segments, firstReturn: grant }
    expect(effectiveDue(clock, at(now))).toEqual(at(expected))
  })

  test('a return when the branch is already late still leaves the allowance', () => {
    const clock = {
      dueAt: at('10 18:00'),
      segments: [segment('reviewer', '17 09:00', '17 11:00')],
      firstReturn: { returnedAt: at('17 11:00'), until: at('18 11:00') },
    }
    expect(effectiveDue(clock, at('17 11:00'))).toEqual(at('18 11:00'))
  })
})

describe('the grant of a first return', () => {
  const holidays: Calendar = new Map([
    ['2026-09-25', { kind: 'holiday', name: '中秋节' }],
    ['2026-09-20', { kind: 'workday', name: '调休上班' }],
  ])
  const table: [string, string, number, string][] = [
    ['Tuesday to Wednesday', '15 10:00', 1, '16 10:00'],
    ['three working days', '15 10:00', 3, '18 10:00'],
    ['Friday over the weekend, whose Sunday is worked', '18 17:00', 1, '20 17:00'],
    ['Friday over an ordinary weekend', '11 17:00', 1, '14 17:00'],
    ['Thursday over a holiday and the weekend', '24 09:00', 1, '28 09:00'],
    ['Saturday leaves the whole of Monday', '12 00:30', 1, '15 00:30'],
    ['a holiday leaves the whole of Monday', '25 09:00', 1, '29 09:00'],
    ['on a worked Sunday, Monday', '20 10:00', 1, '21 10:00'],
  ]
  test.each(table)('%s', (_, returned, days, until) => {
    expect(reworkGrant(at(returned), days, holidays)).toEqual({
      returnedAt: at(returned),
      until: at(until),
    })
  })
})

test('the bars: each party’s own union, open ones up to now', () => {
  const segments = [
    segment('assignee', '15 10:00', '16 10:00'),
    segment('reviewer', '16 10:00', '16 11:00'),
    segment('assignee', '16 11:00', '16 12:00'),
    segment('reviewer', '16 12:00', null),
    segment('paused', '16 12:00', '16 12:30'),
    segment('paused', '16 12:15', '16 12:45'),
  ]
  const hour = 3_600_000
  expect(timeByParty(segments, at('16 14:00'))).toEqual({
    assignee: 25 * hour,
    reviewer: 3 * hour,
    paused: 0.75 * hour,
  })
})

function permutations<T>(items: readonly T[]): T[][] {
  return items.length === 0
    ? [[]]
    : items.flatMap((item, index) =>
        permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
      )
}

describe('the segments that count for a step', () => {
  const steps = [
    { id: 'a', stage: 1 },
    { id: 'b', stage: 1 },
    { id: 'c', stage: 2 },
    { id: 'd', stage: 3 },
  ]
  const segments = steps.map(({ id }) => ({
    ...segment('reviewer', '16 10:00', '16 11:00'),
    stepId: id,
  }))
  test.each([
    ['a', ['a']],
    ['b', ['b']],
    ['c', ['a', 'b', 'c']],
    ['d', ['a', 'b', 'c', 'd']],
  ])('of %s: its own and those of earlier stages', (id, expected) => {
    expect(segmentsOf({ id }, steps, segments).map((one) => one.stepId)).toEqual(expected)
  })

  test('parallel reviews before a step move it once where they overlap', () => {
    const waits = [
      { ...segment('reviewer', '16 10:00', '16 14:00'), stepId: 'a' },
      { ...segment('reviewer', '16 12:00', '16 16:00'), stepId: 'b' },
      { ...segment('assignee', '16 16:00', null), stepId: 'c' },
    ]
    const clock = {
      dueAt: at(due),
      segments: segmentsOf({ id: 'c' }, steps, waits),
      firstReturn: null,
    }
    expect(effectiveDue(clock, at('17 10:00'))).toEqual(at('21 00:00'))
    const own = { ...clock, segments: segmentsOf({ id: 'a' }, steps, waits) }
    expect(effectiveDue(own, at('17 10:00'))).toEqual(at('20 22:00'))
  })
})
