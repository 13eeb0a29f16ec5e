import { describe, expect, test } from 'vitest'
import { auditEntries } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { appointPost, createContextFor, createMember } from '@/db/testing/factories'
import { createContext } from '@/lib/context'
import { acceptAssignment } from './accept-assignment'
import { assignmentView } from './assignment-queries'
import { keepRefusedDraft } from './keep-refused-draft'
import { returnSubmission } from './review-submission'
import { findDraft, saveDraft } from './save-draft'
import { submitStep } from './submit-step'
import {
  createFile,
  createWorld,
  dispatchedTask,
  handInOf,
  hours,
  submitted,
  untilBlocked,
} from './testing'

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
    saved: { version: 1, body: bodyOf('一'), files: [], updatedAt: hours(1) },
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

test('comes back with its files, those of others left out', async () => {
  const { copies } = await dispatchedTask(world)
  const [{ assignment, step }] = copies
  const key = `submission:${step.id}`
  const ctx = await createContextFor(db, secretaries[0])
  const [mine, theirs] = [await createFile(db, secretaries[0]), await createFile(db, officer)]
  await acceptAssignment(ctx, { assignmentId: assignment.id })
  await saveDraft(ctx, { key, version: 0, body: { text: '', fileIds: [mine, theirs] } })
  const view = await assignmentView(ctx, assignment.id)
  expect(view.draft?.files).toEqual([
    { id: mine, name: '佐证.txt', sizeBytes: 3, mediaType: 'text/plain' },
  ])
})

test('what was handed in before by a colleague may stay in it', async () => {
  const { copies } = await dispatchedTask(world)
  const [{ assignment, step }] = copies
  const clerk = await createMember(db, world.branches[0])
  await appointPost(db, clerk, world.branches[0], { post: 'clerk' })
  const fileId = await createFile(db, clerk)
  await acceptAssignment(await createContextFor(db, secretaries[0]), {
    assignmentId: assignment.id,
  })
  const handedIn = await submitStep(
    await createContextFor(db, clerk, { now: hours(1) }),
    handInOf(copies[0], { fileIds: [fileId] }),
  )
  await returnSubmission(await createContextFor(db, officer, { now: hours(2) }), {
    submissionId: handedIn.id,
    reason: '请补充照片',
  })
  const ctx = await createContextFor(db, secretaries[0], { now: hours(3) })
  const body = { text: '补充', fileIds: [fileId] }
  await saveDraft(ctx, { key: `submission:${step.id}`, version: 0, body })
  expect((await assignmentView(ctx, assignment.id)).draft?.files).toMatchObject([{ id: fileId }])
})

describe('an autosave that comes late', () => {
  test('brings nothing back after the hand-in, also when it waited for it', async () => {
    const { copies } = await dispatchedTask(world)
    const [copy] = copies
    const key = `submission:${copy.step.id}`
    const ctx = await createContextFor(db, secretaries[0])
    await acceptAssignment(ctx, { assignmentId: copy.assignment.id })
    await saveDraft(ctx, { key, version: 0, body: bodyOf('旧的') })
    let late: Promise<unknown> = Promise.resolve()
    await db.transaction(async (tx) => {
      await submitStep(createContext({ ...ctx, db: tx }), handInOf(copy))
      late = saveDraft(ctx, { key, version: 1, body: bodyOf('旧的，晚到') }).catch((error) => error)
      await untilBlocked(db)
    })
    expect(await late).toMatchObject({ code: 'conflict' })
    expect(await findDraft(ctx, key)).toBeNull()
    expect(await keepRefusedDraft(ctx, copy.step.id, bodyOf('又一次'))).toBe(false)
  })

  test('from before the return does not become the draft of after it', async () => {
    const { copies } = await dispatchedTask(world)
    const [copy] = copies
    const key = `submission:${copy.step.id}`
    const ctx = await createContextFor(db, secretaries[0])
    const clerk = await createMember(db, world.branches[0])
    await appointPost(db, clerk, world.branches[0], { post: 'clerk' })
    const other = await createContextFor(db, clerk)
    await saveDraft(ctx, { key, version: 0, body: bodyOf('旧的') })
    await saveDraft(other, { key, version: 0, body: bodyOf('别人的旧稿') })
    const { id: submissionId } = await submitted(world, copy)
    await returnSubmission(await createContextFor(db, officer, { now: hours(2) }), {
      submissionId,
      reason: '请补充照片',
    })
    await expect(
      saveDraft(ctx, { key, version: 1, body: bodyOf('旧的，晚到') }),
    ).rejects.toMatchObject({ code: 'conflict' })
    expect((await assignmentView(other, copy.assignment.id)).draft).toBeNull()
    expect(await saveDraft(ctx, { key, version: 0, body: bodyOf('新的') })).toMatchObject({
      saved: { version: 1 },
    })
  })

  test('and who may not hand in keeps none', async () => {
    const key = await newKey()
    const ctx = await createContextFor(db, officer)
    await expect(saveDraft(ctx, { key, version: 0, body: bodyOf('一') })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})
