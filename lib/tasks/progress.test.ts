import { describe, expect, test } from 'vitest'
import { elapsedShare, lightOfProgress } from './progress'

const at = (day: string) => new Date(`2026-03-${day}T00:00:00+08:00`)
const span = { startsAt: at('01'), dueAt: at('21') }
const light = (doneShare: number | null, day: string) =>
  lightOfProgress({ ...span, doneShare }, at(day))

describe('elapsedShare', () => {
  test('runs from 0 at the start to 1 at the due, and no further', () => {
    expect(['01', '06', '21', '30'].map((day) => elapsedShare(span, at(day)))).toEqual([
      0, 0.25, 1, 1,
    ])
    expect(elapsedShare(span, new Date('2026-02-01T00:00:00Z'))).toBe(0)
  })

  test('an empty span is over as soon as it begins', () => {
    const empty = { startsAt: at('05'), dueAt: at('05') }
    expect([elapsedShare(empty, at('04')), elapsedShare(empty, at('05'))]).toEqual([0, 1])
  })
})

describe('lightOfProgress', () => {
  test('红 past the due, whatever is done but all', () => {
    expect([light(0.99, '22'), light(null, '22'), light(1, '22')]).toEqual(['late', 'late', null])
  })

  test('黄 when more than a tenth short of the time gone by; a tenth exactly is not', () => {
    expect([light(0.4, '11'), light(0.39, '11')]).toEqual([null, 'behind'])
    expect(light(0.2, '07')).toBeNull()
  })

  test('蓝 within three days of the due; behind goes before near', () => {
    expect([light(0.9, '18'), light(0.9, '17'), light(0.5, '18')]).toEqual(['soon', null, 'behind'])
  })

  test('what nothing measures is never behind', () => {
    expect([light(null, '15'), light(null, '19')]).toEqual([null, 'soon'])
  })

  test('nothing is said of what has not begun', () => {
    expect(lightOfProgress({ ...span, doneShare: 0 }, new Date('2026-02-20T00:00:00Z'))).toBeNull()
  })

  test('tolerance and nearness can be told otherwise', () => {
    const progress = { ...span, doneShare: 0.4 }
    expect(lightOfProgress(progress, at('11'), { tolerance: 0.05 })).toBe('behind')
    expect(lightOfProgress(progress, at('11'), { nearMs: 30 * 86_400_000 })).toBe('soon')
  })
})
