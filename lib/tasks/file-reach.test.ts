import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { testDatabase } from '@/db/testing/database'
import { createContextFor, createMember, createOfficer } from '@/db/testing/factories'
import { authorizeDownload } from '@/lib/files/open-file'
import { acceptAssignment } from './accept-assignment'
import { reachesTaskFile, reachOfPlaces } from './file-reach'
import { submitStep } from './submit-step'
import { createFile, createWorld, dispatchedTask, draftTask, handInOf } from './testing'

const { db } = await testDatabase()
const world = await createWorld(db)
const { officer, colleague, secretaries, branches, committee } = world
const as = (person: { id: string }) => createContextFor(db, person)
const reaches = async (person: { id: string }, fileId: string) =>
  reachesTaskFile(await as(person), fileId)

test('the attachment of a draft is there for colleagues of the office, and for nobody else', async () => {
  const fileId = await createFile(db, officer)
  await draftTask(world, { fileIds: [fileId] })
  const ctx = await as(colleague)
  expect((await authorizeDownload(ctx, fileId, [reachesTaskFile])).id).toBe(fileId)
  expect(await reaches(secretaries[0], fileId)).toBe(false)
  const other = { organisationId: committee.id, department: '安全监察部' }
  expect(await reaches(await createOfficer(db, 'department_officer', other), fileId)).toBe(false)
})

test('what came with the task is there for recipients; a hand-in for its branch and the office', async () => {
  const asked = await createFile(db, officer)
  const sent = await dispatchedTask(world, {
    fileIds: [asked],
    organisationIds: [branches[0].id],
  })
  const handedIn = await createFile(db, secretaries[0])
  const ctx = await as(secretaries[0])
  await acceptAssignment(ctx, { assignmentId: sent.copies[0].assignment.id })
  await submitStep(ctx, handInOf(sent.copies[0], { fileIds: [handedIn] }))
  const seen = async (person: { id: string }) => [
    await reaches(person, asked),
    await reaches(person, handedIn),
  ]
  expect(await seen(secretaries[0])).toEqual([true, true])
  expect(await seen(colleague)).toEqual([true, true])
  expect(await seen(secretaries[1])).toEqual([false, false])
  expect(await seen(await createMember(db, branches[0]))).toEqual([false, false])
})

test('a file on nothing is nobody’s', async () => {
  expect(await reaches(colleague, await createFile(db, officer))).toBe(false)
})

test('the search begins with the file: no assignments are read but those it hangs on', async () => {
  const { viewer } = await as(officer)
  const plan = await db.transaction(async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`)
    const question = reachOfPlaces(viewer, { taskIds: [newId()], assignmentIds: [newId()] })
    const [row] = await tx.execute<{ 'QUERY PLAN': unknown }>(
      sql`explain (format json) ${question}`,
    )
    return row?.['QUERY PLAN']
  })
  const scans = scansOf(plan).filter((node) => node['Relation Name'] === 'assignments')
  expect(scans.length).toBeGreaterThan(0)
  expect(scans.filter((node) => !('Index Cond' in node || 'Recheck Cond' in node))).toEqual([])
})

function scansOf(plan: unknown): Record<string, unknown>[] {
  if (typeof plan !== 'object' || plan === null) {
    return []
  }
  const own = 'Relation Name' in plan ? [plan as Record<string, unknown>] : []
  return [...own, ...Object.values(plan).flatMap(scansOf)]
}
