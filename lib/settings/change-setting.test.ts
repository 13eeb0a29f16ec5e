import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditEntries } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContextFor, createOfficer } from '@/db/testing/factories'
import { changeActivityRules, changeSupervisionRules } from './change-setting'
import { readSetting } from './read-setting'
import { supervisionRules } from './schema'

const { db } = await testDatabase()
const defaults = supervisionRules.parse({})

test('what was never set has its default; a change stands, is audited once, the same again is none', async () => {
  expect(await readSetting(db, 'supervision')).toEqual(defaults)
  const officer = await createContextFor(db, await createOfficer(db, 'committee_officer'))
  const wanted = { ...defaults, firstCallDays: 3, secondCallDays: 5 }
  await changeSupervisionRules(officer, wanted)
  await changeSupervisionRules(officer, wanted)
  expect(await readSetting(db, 'supervision')).toEqual(wanted)
  const audited = await db
    .select({ detail: auditEntries.detail })
    .from(auditEntries)
    .where(eq(auditEntries.action, 'setting.change'))
  expect(audited).toEqual([{ detail: { before: defaults, after: wanted } }])
})

test('a department officer does not change it', async () => {
  const officer = await createContextFor(db, await createOfficer(db, 'department_officer'))
  await expect(
    changeSupervisionRules(officer, { ...defaults, overdueDays: 9 }),
  ).rejects.toMatchObject({ code: 'forbidden' })
  await expect(changeActivityRules(officer, { recordWithinDays: 9 })).rejects.toMatchObject({
    code: 'forbidden',
  })
})

test.each([
  [{ firstCallDays: '0' }, '不少于 1'],
  [{ firstCallDays: '2.5' }, '请填整数'],
  [{ firstCallDays: '4', secondCallDays: '4' }, '第二次提醒应晚于第一次'],
  [{ urgeSpacingHours: '' }, '不少于 1'],
  [{ overdueDays: '三' }, '请填写'],
])('%j is refused in words', (input, words) => {
  expect(supervisionRules.safeParse(input).error?.issues[0]?.message).toContain(words)
})
