import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing/database'
import { createContextFor, createOfficer, testNow } from '@/db/testing/factories'
import { dayOf } from '@/lib/period'
import { auditLines, auditPageSize, verifyRecent } from './queries'

const { db } = await testDatabase()
const officer = await createContextFor(db, await createOfficer(db))
const auditor = await createContextFor(db, await createOfficer(db, 'audit_admin'))

await officer.transact(async (tx) => {
  for (let index = 0; index < auditPageSize + 5; index += 1) {
    tx.record({ action: 'task.create', subjectType: 'task', subjectId: `t${index % 10}` })
  }
})
await auditor.transact(async (tx) => {
  tx.record({ action: 'file.upload', subjectType: 'file', subjectId: 'f1' })
})

const seqs = async (query: Parameters<typeof auditLines>[1]) =>
  (await auditLines(auditor, query)).lines.map((line) => line.seq)

test('pages through the record by its key, newest first', async () => {
  const first = await auditLines(auditor, {})
  expect(first.lines[0]).toMatchObject({ seq: 56, action: 'file.upload' })
  expect(first.next).toBe(7)
  const second = await auditLines(auditor, { before: 7 })
  expect(second.lines.map((line) => line.seq)).toEqual([6, 5, 4, 3, 2, 1])
  expect(second.next).toBeNull()
})

test('filters by person, action, subject and day', async () => {
  const { name, employeeNumber } = auditor.viewer
  expect(await seqs({ person: name })).toEqual([56])
  expect(await seqs({ person: employeeNumber ?? '' })).toEqual([56])
  expect(await seqs({ person: '查无此人' })).toEqual([])
  expect(await seqs({ action: 'file.upload' })).toEqual([56])
  expect(await seqs({ subject: 't3' })).toEqual([54, 44, 34, 24, 14, 4])
  expect(await seqs({ day: '2020-01-01' })).toEqual([])
  expect(await seqs({ day: dayOf(testNow), subject: 'f1' })).toEqual([56])
})

test('checks the recent part', async () => {
  expect(await verifyRecent(auditor)).toMatchObject({ checked: 56, faults: [] })
})

test('nobody else reads it, not even an officer of the committee', async () => {
  await expect(auditLines(officer, {})).rejects.toMatchObject({ code: 'forbidden' })
  await expect(verifyRecent(officer)).rejects.toMatchObject({ code: 'forbidden' })
})
