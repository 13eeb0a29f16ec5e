import { desc, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { auditEntries, complaints, notices } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  createContextFor,
  createMember,
  createOfficer,
  createSecretary,
  createTree,
} from '@/db/testing/factories'
import { answerComplaint } from './answer-complaint'
import { closeComplaint } from './close-complaint'
import { fileComplaint } from './file-complaint'
import { complaintDetail, complaintList, myComplaints } from './queries'
import { takeUpComplaint } from './take-up-complaint'

const { db } = await testDatabase({ poolSize: 8 })
const { branches } = await createTree(db)
const author = await createContextFor(db, await createMember(db, branches[0]))
const secretary = await createContextFor(db, await createSecretary(db, branches[0]))
const officer = await createContextFor(db, await createOfficer(db))

const filed = async (by = author) =>
  (
    await fileComplaint(by, {
      complaintId: newId(),
      kind: 'burden',
      text: '同一份材料两个部门要了两次',
    })
  ).id
const words = '已与两个部门协调，今后只收一次。'
const lastAudit = async () =>
  (await db.select().from(auditEntries).orderBy(desc(auditEntries.seq)).limit(1))[0]

describe('fileComplaint', () => {
  test('is received under a number of the day, and audited without its text', async () => {
    const complaintId = newId()
    const made = await fileComplaint(author, { complaintId, kind: 'complaint', text: '反映情况' })
    expect(made.number).toBe('YJ20260915-0001')
    expect(await lastAudit()).toMatchObject({ action: 'complaint.file', subjectId: complaintId })
    expect(JSON.stringify((await lastAudit())?.detail)).not.toContain('反映情况')
  })

  test('sent twice it is filed once; another person’s id is a conflict', async () => {
    const input = { complaintId: newId(), kind: 'fault' as const, text: '上传一直失败' }
    const tries = await Promise.all([1, 2, 3].map(() => fileComplaint(author, input)))
    expect(new Set(tries.map((one) => one.number)).size).toBe(1)
    await expect(fileComplaint(secretary, input)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('numbers of people who file at once differ', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => filed()))
    const rows = await db.select({ number: complaints.number }).from(complaints)
    expect(new Set(rows.map((row) => row.number)).size).toBe(rows.length)
    expect(ids).toHaveLength(6)
  })
})

describe('handling', () => {
  test('received → handling → answered → closed, each step seen by the author', async () => {
    const complaintId = await filed()
    await takeUpComplaint(officer, { complaintId })
    await answerComplaint(officer, { complaintId, words })
    expect(await lastAudit()).toMatchObject({ action: 'complaint.answer', subjectId: complaintId })
    await closeComplaint(author, { complaintId })
    const detail = await complaintDetail(author, complaintId)
    expect(detail.steps.map((step) => step.state)).toEqual([
      'received',
      'handling',
      'answered',
      'closed',
    ])
    expect(detail.steps[2]).toMatchObject({ words, byName: officer.viewer.name })
    expect(detail).toMatchObject({ state: 'closed', canHandle: false, canClose: false })
  })

  test('an answer tells the author, with an SMS', async () => {
    const complaintId = await filed()
    await answerComplaint(officer, { complaintId, words })
    const told = await db.select().from(notices).where(eq(notices.subjectId, complaintId))
    expect(told.filter((notice) => notice.personId === author.viewer.personId)).toMatchObject([
      {
        kind: 'complaint_answered',
        href: `/complaints/${complaintId}`,
        smsTemplate: 'complaint_answered',
      },
    ])
  })

  test('the office is told of a new one, inside the application only', async () => {
    const complaintId = await filed()
    const told = await db.select().from(notices).where(eq(notices.subjectId, complaintId))
    expect(told.map((notice) => [notice.personId, notice.kind, notice.smsTemplate])).toContainEqual(
      [officer.viewer.personId, 'complaint_received', null],
    )
  })

  test('the wrong state is a conflict', async () => {
    const complaintId = await filed()
    await expect(closeComplaint(author, { complaintId })).rejects.toMatchObject({
      code: 'conflict',
    })
    await answerComplaint(officer, { complaintId, words })
    await expect(answerComplaint(officer, { complaintId, words })).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(takeUpComplaint(officer, { complaintId })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('of two answers at once one counts', async () => {
    const complaintId = await filed()
    const second = await createContextFor(db, await createOfficer(db))
    const outcomes = await Promise.allSettled([
      answerComplaint(officer, { complaintId, words }),
      answerComplaint(second, { complaintId, words }),
    ])
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  })

  test('nobody handles his own; the author’s secretary does not even find it', async () => {
    const own = await filed(officer)
    await expect(answerComplaint(officer, { complaintId: own, words })).rejects.toMatchObject({
      code: 'forbidden',
    })
    const complaintId = await filed()
    const attempts = [
      () => answerComplaint(secretary, { complaintId, words }),
      () => takeUpComplaint(secretary, { complaintId }),
      () => closeComplaint(secretary, { complaintId }),
      () => complaintDetail(secretary, complaintId),
    ]
    for (const attempt of attempts) {
      await expect(attempt()).rejects.toMatchObject({ code: 'not_found' })
    }
    await expect(takeUpComplaint(author, { complaintId })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

describe('lists', () => {
  test('one sees one’s own, the office sees all, by state and by page', async () => {
    const complaintId = await filed()
    expect((await myComplaints(author)).map((row) => row.id)).toContain(complaintId)
    expect((await myComplaints(secretary)).map((row) => row.id)).not.toContain(complaintId)
    const { rows, next } = await complaintList(officer, { state: 'received' })
    expect(rows.every((row) => row.state === 'received')).toBe(true)
    const numbers = rows.map((row) => row.number)
    expect(numbers).toEqual([...numbers].sort().reverse())
    expect(next).toBeNull()
    const after = rows[0]?.number
    expect((await complaintList(officer, { state: 'received', after })).rows).toEqual(rows.slice(1))
    await expect(complaintList(author, {})).rejects.toMatchObject({ code: 'forbidden' })
  })
})
