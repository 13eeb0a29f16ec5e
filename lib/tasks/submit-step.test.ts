import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { drafts, notices, submissionAttachments } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { appointPost, createContextFor, createMember } from '@/db/testing/factories'
import { acceptAssignment } from './accept-assignment'
import { cancelTask } from './end-task'
import { returnSubmission } from './review-submission'
import { findDraft, saveDraft } from './save-draft'
import { submitStep } from './submit-step'
import {
  assignmentNow,
  auditOf,
  clockOf,
  createFile,
  createWorld,
  type DispatchedCopy,
  dispatchedTask,
  handInOf,
  hours,
  stepNow,
  submitted,
  versionsOf,
} from './testing'

const { db } = await testDatabase({ poolSize: 20 })
const world = await createWorld(db)
const { officer, secretaries, branches } = world

async function accepted(given: Parameters<typeof dispatchedTask>[1] = {}): Promise<DispatchedCopy> {
  const { copies } = await dispatchedTask(world, given)
  const ctx = await createContextFor(db, secretaries[0])
  await acceptAssignment(ctx, { assignmentId: copies[0].assignment.id })
  return copies[0]
}

test('hands in, starts the reviewer’s clock, tells the dispatcher, and is audited', async () => {
  const copy = await accepted()
  const ctx = await createContextFor(db, secretaries[0], { now: hours(3) })
  const submission = await submitStep(ctx, handInOf(copy))
  expect(submission).toMatchObject({
    version: 1,
    channel: 'online',
    at: hours(3),
    byId: secretaries[0].id,
    recordedBy: secretaries[0].id,
    effectiveDueAt: copy.assignment.dueAt,
  })
  expect((await assignmentNow(db, copy.assignment.id)).state).toBe('submitted')
  expect((await stepNow(db, copy.step.id)).state).toBe('submitted')
  expect(await clockOf(db, copy.step.id)).toEqual([
    { party: 'assignee', startsAt: hours(0), endsAt: hours(3) },
    { party: 'reviewer', startsAt: hours(3), endsAt: null },
  ])
  const told = await db.select().from(notices).where(eq(notices.subjectId, copy.assignment.id))
  expect(told.filter((one) => one.kind === 'task_submitted')).toMatchObject([
    { personId: officer.id, smsTemplate: null },
  ])
  expect(await auditOf(db, copy.assignment.id, 'assignment.submit')).toMatchObject([
    { detail: { submissionId: submission.id, version: 1 } },
  ])
})

test('a retried request, later or at the same time, finds its first version', async () => {
  const copy = await accepted()
  const ctx = await createContextFor(db, secretaries[0])
  const input = handInOf(copy, { fileIds: [await createFile(db, secretaries[0])] })
  const tries = await Promise.all(Array.from({ length: 5 }, () => submitStep(ctx, input)))
  tries.push(await submitStep(ctx, input))
  expect(new Set(tries.map((submission) => submission.id)).size).toBe(1)
  expect(await versionsOf(db, copy.step.id)).toHaveLength(1)
  expect(await auditOf(db, copy.assignment.id, 'assignment.submit')).toHaveLength(1)
})

test('the same key with other content is a conflict', async () => {
  const copy = await accepted()
  const ctx = await createContextFor(db, secretaries[0])
  const input = handInOf(copy)
  await submitStep(ctx, input)
  const fileIds = [await createFile(db, secretaries[0])]
  for (const other of [
    { ...input, text: '另一份' },
    { ...input, fileIds },
  ]) {
    await expect(submitStep(ctx, other)).rejects.toMatchObject({ code: 'conflict' })
  }
  expect(await versionsOf(db, copy.step.id)).toMatchObject([{ text: input.text }])
})

test('two tabs with keys of their own: the second is told, nothing doubles', async () => {
  const copy = await accepted()
  const ctx = await createContextFor(db, secretaries[0])
  const results = await Promise.allSettled([
    submitStep(ctx, handInOf(copy)),
    submitStep(ctx, handInOf(copy)),
  ])
  expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await versionsOf(db, copy.step.id)).toHaveLength(1)
})

test('evidence where it is required; own files only', async () => {
  const copy = await accepted({ isEvidenceRequired: 'on' })
  const ctx = await createContextFor(db, secretaries[0])
  await expect(submitStep(ctx, handInOf(copy))).rejects.toMatchObject({
    code: 'invalid',
    fields: { fileIds: '请至少上传一个附件' },
  })
  for (const fileId of [newId(), await createFile(db, secretaries[1])]) {
    await expect(submitStep(ctx, handInOf(copy, { fileIds: [fileId] }))).rejects.toMatchObject({
      code: 'invalid',
    })
  }
  expect((await assignmentNow(db, copy.assignment.id)).state).toBe('accepted')
  const fileId = await createFile(db, secretaries[0])
  const { id } = await submitStep(ctx, handInOf(copy, { fileIds: [fileId, fileId] }))
  const attached = await db
    .select()
    .from(submissionAttachments)
    .where(eq(submissionAttachments.submissionId, id))
  expect(attached).toEqual([{ submissionId: id, fileId }])
})

test('after a return the next version; the file of the last one may be used again', async () => {
  const { copies } = await dispatchedTask(world)
  const [copy] = copies
  const first = await submitted(world, copy)
  const reviewer = await createContextFor(db, officer, { now: hours(2) })
  await returnSubmission(reviewer, { submissionId: first.id, reason: '请补充会议时间' })
  const ctx = await createContextFor(db, secretaries[0], { now: hours(4) })
  expect(await submitStep(ctx, handInOf(copy))).toMatchObject({ version: 2 })
})

test('before 签收, and when it is not the branch’s turn, it conflicts', async () => {
  const { task, copies } = await dispatchedTask(world)
  const [copy] = copies
  const ctx = await createContextFor(db, secretaries[0])
  await expect(submitStep(ctx, handInOf(copy))).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('待签收'),
  })
  await submitted(world, copy)
  await expect(submitStep(ctx, handInOf(copy))).rejects.toMatchObject({ code: 'conflict' })
  await cancelTask(await createContextFor(db, officer), { taskId: task.id, reason: '不再需要' })
  await expect(submitStep(ctx, handInOf(copy))).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('填写的内容还在'),
  })
})

test('another branch and plain members do not find it, an officer may not', async () => {
  const copy = await accepted()
  for (const [person, code] of [
    [secretaries[1], 'not_found'],
    [await createMember(db, branches[0]), 'not_found'],
    [officer, 'forbidden'],
  ] as const) {
    const ctx = await createContextFor(db, person)
    await expect(submitStep(ctx, handInOf(copy))).rejects.toMatchObject({ code })
  }
  expect(await versionsOf(db, copy.step.id)).toHaveLength(0)
})

test('the writer’s draft goes with it, other people’s stay', async () => {
  const copy = await accepted()
  const key = `submission:${copy.step.id}`
  const draft = { key, version: 0, body: { text: '写到一半', fileIds: [] } }
  const clerk = await createMember(db, world.branches[0])
  await appointPost(db, clerk, world.branches[0], { post: 'clerk' })
  const [ctx, other] = [
    await createContextFor(db, secretaries[0]),
    await createContextFor(db, clerk),
  ]
  await saveDraft(ctx, draft)
  await saveDraft(other, draft)
  await submitStep(ctx, handInOf(copy))
  expect(await findDraft(ctx, key)).toBeNull()
  expect(await db.$count(drafts, eq(drafts.key, key))).toBe(1)
})
