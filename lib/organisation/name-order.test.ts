import { asc, inArray } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { people } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createPerson } from '@/db/testing/factories'
import { byName } from './name-order'

const { db } = await testDatabase()

test('people stand in the order of pinyin, not of code points', async () => {
  const names = ['张磊', '李建国', '王敏', '白云飞', '欧阳文静']
  for (const name of names) {
    await createPerson(db, { name })
  }
  const rows = await db
    .select({ name: people.name })
    .from(people)
    .where(inArray(people.name, names))
    .orderBy(byName(people.name), asc(people.id))
  expect(rows.map((row) => row.name)).toEqual(['白云飞', '李建国', '欧阳文静', '王敏', '张磊'])
})
