import { expect, test } from 'vitest'
import { countedAt, isOnTime } from './timeliness'

const due = new Date('2026-09-20T18:00:00+08:00')
const ms = (count: number) => new Date(due.getTime() + count)
const day = 86_400_000

test('online counts when it was handed in, to the millisecond', () => {
  const entry = {
    channel: 'online' as const,
    recordedAt: due,
    confirmedAt: null,
    effectiveDueAt: due,
  }
  expect(isOnTime({ ...entry, at: due })).toBe(true)
  expect(isOnTime({ ...entry, at: ms(1) })).toBe(false)
})

test('代录 counts at its real time only once confirmed, until then when it was typed', () => {
  const entry = {
    channel: 'paper' as const,
    at: ms(-day),
    recordedAt: ms(day),
    confirmedAt: null,
    effectiveDueAt: due,
  }
  expect(countedAt(entry)).toEqual(ms(day))
  expect(isOnTime(entry)).toBe(false)
  const confirmed = { ...entry, confirmedAt: ms(2 * day) }
  expect(countedAt(confirmed)).toEqual(ms(-day))
  expect(isOnTime(confirmed)).toBe(true)
})
