import { expect, test } from 'vitest'
import { auditEntries } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContextFor } from '@/db/testing/factories'
import { findDraft, saveDraft } from './save-draft'
import { createWorld, dispatchedTask, hours } from './testing'

const { db } = await testDatabase({ poolSize: 20 })
const world = await createWorld(db)
const { secretaries, officer } = world

const bodyOf = (text: string) => ({ text, fileIds: [] })
async function newKey() {
  const { copies } = await dispatchedTask(world)
  return `submission:${copies[0].step.id}`
}

test('is kept by version for its writer alone, and not audited', async () => {
  const key = await newKey()
  const ctx = await createContextFor(db, secretaries[0], { now: hours(1) })
  const before = await db.$count(auditEntries)
  expect(await findDraft(ctx, key)).toBeNull()
  expect(await saveDraft(ctx, { key, version: 0, body: bodyOf('一') })).toEqual({
    saved: { version: 1, body: bodyOf('一'), updatedAt: hours(1) },
  })
  expect(await saveDraft(ctx, { key, version: 1, body: bodyOf('一二') })).toMatchObject({
    saved: { version: 2 },
  })
  expect(await findDraft(ctx, key)).toMatchObject({ version: 2, body: bodyOf('一二') })
  expect(await findDraft(await createContextFor(db, officer), key)).toBeNull()
  expect(await db.$count(auditEntries)).toBe(before)
})

test('two devices from one version: the second gets what the first kept, nothing is overwritten', async () => {
  const key = await newKey()
  const ctx = await createContextFor(db, secretaries[0])
  await saveDraft(ctx, { key, version: 0, body: bodyOf('起头') })
  const results = await Promise.all(
    ['手机', '电脑', '平板'].map((text) => saveDraft(ctx, { key, version: 1, body: bodyOf(text) })),
  )
  const saved = results.flatMap((result) => ('saved' in result ? [result.saved] : []))
  const conflicts = results.flatMap((result) => ('conflict' in result ? [result.conflict] : []))
  expect(saved).toHaveLength(1)
  expect(conflicts).toEqual([saved[0], saved[0]])
  expect(await findDraft(ctx, key)).toEqual(saved[0])
})

test('two first versions at once do not overwrite each other either', async () => {
  const key = await newKey()
  const ctx = await createContextFor(db, secretaries[0])
  const results = await Promise.all(
    ['手机', '电脑'].map((text) => saveDraft(ctx, { key, version: 0, body: bodyOf(text) })),
  )
  expect(results.filter((result) => 'conflict' in result)).toHaveLength(1)
})

test('another branch does not find the step', async () => {
  const key = await newKey()
  const ctx = await createContextFor(db, secretaries[1])
  await expect(saveDraft(ctx, { key, version: 0, body: bodyOf('一') })).rejects.toMatchObject({
    code: 'not_found',
  })
})
