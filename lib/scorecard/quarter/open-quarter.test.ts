import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditEntries, organisationVersions, quarterMoves, quarterSubjects } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  createContextFor,
  createOfficer,
  createOrganisation,
  createTree,
} from '@/db/testing/factories'
import { openQuarter } from './open-quarter'
import { refreshSubjects } from './refresh-subjects'
import { createPublishedScheme } from './testing'

const { db } = await testDatabase()

async function scene() {
  const tree = await createTree(db, { branches: 3 })
  const officer = await createOfficer(db, 'committee_officer', {
    organisationId: tree.committee.id,
  })
  return { ...tree, officer, ctx: await createContextFor(db, officer) }
}

test('the scheme published last is frozen for it, and so is who is scored in which class', async () => {
  const { committee, branches, ctx } = await scene()
  await createPublishedScheme(db, committee, { version: 1 })
  const schemeId = await createPublishedScheme(db, committee, { version: 2 })
  const quarter = await openQuarter(ctx, { period: '2026Q3' })
  expect(quarter).toMatchObject({ schemeId, state: 'open', revision: 1, committeeId: committee.id })
  const subjects = await db
    .select()
    .from(quarterSubjects)
    .where(eq(quarterSubjects.quarterId, quarter.id))
  expect(subjects.map((one) => one.organisationId).sort()).toEqual(
    branches.map((one) => one.id).sort(),
  )
  expect(subjects[0]).toMatchObject({
    class: 'I',
    fromDay: '2026-07-01',
    toDay: '2026-10-01',
    mergedIntoId: null,
  })
  await createPublishedScheme(db, committee, { version: 3 })
  await expect(openQuarter(ctx, { period: '2026Q3' })).rejects.toMatchObject({ code: 'conflict' })
  const moves = await db.select().from(quarterMoves).where(eq(quarterMoves.quarterId, quarter.id))
  expect(moves).toMatchObject([{ fromState: null, toState: 'open' }])
  const audited = await db
    .select({ action: auditEntries.action })
    .from(auditEntries)
    .where(eq(auditEntries.subjectId, quarter.id))
  expect(audited).toEqual([{ action: 'quarter.open' }])
})

test('a branch that ended within the quarter keeps its segment and names its successor', async () => {
  const { committee, branches, ctx } = await scene()
  await createPublishedScheme(db, committee)
  const quarter = await openQuarter(ctx, { period: '2026Q3' })
  const [, ended, successor] = branches
  await db
    .update(organisationVersions)
    .set({ validTo: '2026-08-15', mergedIntoId: successor?.id ?? null })
    .where(eq(organisationVersions.organisationId, ended.id))
  const founded = await createOrganisation(db, {
    parentId: committee.id,
    class: 'II',
    validFrom: '2026-08-15',
  })
  expect(await refreshSubjects(db, quarter)).toBe(4)
  const rows = await db
    .select()
    .from(quarterSubjects)
    .where(eq(quarterSubjects.quarterId, quarter.id))
    .orderBy(asc(quarterSubjects.fromDay))
  expect(rows.find((row) => row.organisationId === ended.id)).toMatchObject({
    fromDay: '2026-07-01',
    toDay: '2026-08-15',
    mergedIntoId: successor?.id,
  })
  expect(rows.find((row) => row.organisationId === founded.id)).toMatchObject({
    class: 'II',
    fromDay: '2026-08-15',
    toDay: '2026-10-01',
  })
})

test('the class stays what it was at the opening', async () => {
  const { committee, branches, ctx } = await scene()
  await createPublishedScheme(db, committee)
  const quarter = await openQuarter(ctx, { period: '2026Q3' })
  await db
    .update(organisationVersions)
    .set({ class: 'III' })
    .where(eq(organisationVersions.organisationId, branches[0].id))
  await refreshSubjects(db, quarter)
  const [row] = await db
    .select({ class: quarterSubjects.class })
    .from(quarterSubjects)
    .where(eq(quarterSubjects.organisationId, branches[0].id))
  expect(row).toEqual({ class: 'I' })
})

test('without a published scheme, or before its first day, nothing is opened', async () => {
  const { committee, ctx } = await scene()
  await expect(openQuarter(ctx, { period: '2026Q3' })).rejects.toMatchObject({ code: 'conflict' })
  await createPublishedScheme(db, committee)
  await expect(openQuarter(ctx, { period: '2026Q4' })).rejects.toMatchObject({ code: 'conflict' })
  await expect(openQuarter(ctx, { period: '2025Q3' })).rejects.toMatchObject({ code: 'conflict' })
})

test('only the committee’s officer opens it', async () => {
  const { committee } = await scene()
  await createPublishedScheme(db, committee)
  const officer = await createOfficer(db, 'department_officer', {
    organisationId: committee.id,
    department: '安全监察部',
  })
  await expect(
    openQuarter(await createContextFor(db, officer), { period: '2026Q3' }),
  ).rejects.toMatchObject({ code: 'forbidden' })
})
