import { expect, test, vi } from 'vitest'
import type { Db } from '@/db/client'
import { rememberFor } from './remember'

const db = {} as Db
const at = (seconds: number) => new Date(Date.UTC(2026, 8, 15) + seconds * 1000)

test('an answer is kept for its time, per database and key', async () => {
  let asked = 0
  const read = rememberFor(5000, async (_db, _now, key) => `${key}${++asked}`)
  expect(await Promise.all([read(db, at(0)), read(db, at(4.9))])).toEqual(['1', '1'])
  expect(await read(db, at(1), 'a')).toBe('a2')
  expect(await read({} as Db, at(1))).toBe('3')
  expect(await read(db, at(5))).toBe('4')
  // A clock set back does not keep an answer for ever.
  expect(await read(db, at(-60))).toBe('5')
})

test('a read that failed is asked again', async () => {
  const load = vi.fn<() => Promise<number>>()
  load.mockRejectedValueOnce(new Error('gone')).mockResolvedValueOnce(1)
  const read = rememberFor(5000, load)
  await expect(read(db, at(0))).rejects.toThrow('gone')
  expect(await read(db, at(1))).toBe(1)
})
