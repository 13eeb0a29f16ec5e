import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readSources } from '@/lib/conventions/source-files'
import { lockKeyUntilCommit, lockNumbers, lockUntilCommit, tryLockUntilCommit } from './locks'
import { testDatabase } from './testing/database'

const { db } = await testDatabase({ poolSize: 4 })

test('every lock has a number of its own, and none is taken by number elsewhere', () => {
  const numbers = Object.values(lockNumbers)
  expect(new Set(numbers).size).toBe(numbers.length)
  const elsewhere = readSources()
    .map((file) => file.path)
    .filter((path) => !path.startsWith('db/locks'))
    .filter((path) => /pg_(try_)?advisory/.test(readFileSync(path, 'utf8')))
  expect(elsewhere).toEqual([])
})

test('one name excludes itself and nobody else; a key excludes the same key', async () => {
  await db.transaction(async (first) => {
    await lockUntilCommit(first, 'rosterImport')
    await lockKeyUntilCommit(first, 'scoreBasis', 'a')
    await db.transaction(async (second) => {
      expect(await tryLockUntilCommit(second, 'rosterImport')).toBe(false)
      expect(await tryLockUntilCommit(second, 'messagePlanner')).toBe(true)
      await lockUntilCommit(second, 'organisationTree')
      await lockKeyUntilCommit(second, 'scoreBasis', 'b')
    })
  })
})
