import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing/database'
import { describeError } from './log'

const { db } = await testDatabase()

test('a failed query is described with its cause and without its values', async () => {
  const error = await db
    .execute(sql`select ${'13812345678'}::text from nowhere`)
    .catch((caught: unknown) => caught)
  const described = describeError(error)
  expect(JSON.stringify(described)).not.toContain('13812345678')
  expect(described.message).toContain('select')
  expect(described.cause).toContain('nowhere')
  expect(String(described.stack).trimStart()).toMatch(/^at /)
})

test('what is no error is described by its text', () => {
  expect(describeError('broken')).toEqual({ message: 'broken' })
})
