import { and, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { assignments, obligations, tasks } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  appointPost,
  createContextFor,
  createMember,
  createOrganisation,
  createSecretary,
} from '@/db/testing/factories'
import { endOrganisation } from '@/lib/organisation/end-organisation'
import { mergeOrganisation } from '@/lib/organisation/merge-organisation'
import { momentOf } from '@/lib/period'
import { acceptAssignment } from '@/lib/tasks/accept-assignment'
import { distributableTo } from '@/lib/tasks/distributable'
import { distributeAssignment } from '@/lib/tasks/distribute-assignment'
import { cancelTask } from '@/lib/tasks/end-task'
import { openWork } from '@/lib/tasks/open-work'
import { supplementDispatch } from '@/lib/tasks/supplement-dispatch'
import { only } from '@/lib/tasks/testing'
import { withdrawAssignment } from '@/lib/tasks/withdraw-assignment'
import { branchYear } from './branch-year'
import { type Branch, createBranch, owed } from './testing'

const { db } = await testDatabase()
let world: Branch
beforeEach(async () => {
  world = await createBranch(db)
})

const now = momentOf('2026-09-11', '10:00')
const afterDue = momentOf('2026-10-09', '10:00')
const basis = '〔2026〕31号：机构调整'
const as = (person: { id: string }, at = now) =>
  createContextFor(db, person as Branch['officer'], { now: at })

const dutyOf = async (organisationId: string, templateId: string) =>
  (
    await db
      .select()
      .from(obligations)
      .where(
        and(eq(obligations.organisationId, organisationId), eq(obligations.templateId, templateId)),
      )
  )[0]
const taskOf = async (templateId: string) =>
  only(await db.select().from(tasks).where(eq(tasks.templateId, templateId)))

describe('a copy that ends undone leaves no 未开展 behind', () => {
  const ends: [string, (assignmentId: string, taskId: string) => Promise<unknown>][] = [
    [
      '不适用：机构调整',
      async (assignmentId) => {
        const ctx = await as(world.officer)
        await ctx.transact((tx) =>
          openWork.markNotApplicable(ctx, tx, { assignmentId, basis: '机构调整' }),
        )
      },
    ],
    [
      '任务已撤回：下错了',
      async (assignmentId) =>
        withdrawAssignment(await as(world.officer), { assignmentId, reason: '下错了' }),
    ],
    [
      '任务已撤销：集中安排',
      async (_, taskId) => cancelTask(await as(world.officer), { taskId, reason: '集中安排' }),
    ],
  ]
  test.each(ends)('%s', async (words, end) => {
    const templateId = await owed(world, ['party_day'])
    const [first] = world.branches
    const duty = await dutyOf(first.id, templateId)
    await end(duty?.assignmentId ?? '', (await taskOf(templateId)).id)
    expect(await dutyOf(first.id, templateId)).toMatchObject({
      exemptionBasis: words,
      exemptedBy: world.officer.id,
    })
    const year = await branchYear(await as(world.officer, afterDue), first.id, 2026)
    expect(year.counts).toMatchObject({ missed: 0, exempt: 1 })
  })
})

test('补充下达 of what was taken back is owed again; a branch founded later owes it from then', async () => {
  const templateId = await owed(world, ['party_day'])
  const [first] = world.branches
  const task = await taskOf(templateId)
  const duty = await dutyOf(first.id, templateId)
  const founded = await createOrganisation(db, { parentId: world.committee.id })
  await createSecretary(db, founded)
  const officer = await as(world.officer)
  await withdrawAssignment(officer, { assignmentId: duty?.assignmentId ?? '', reason: '下错了' })
  const organisationIds = [first.id, founded.id]
  const more = { taskId: task.id, requestKey: newId(), organisationIds }
  await supplementDispatch(officer, more as Parameters<typeof supplementDispatch>[1])
  const copies = await db.select().from(assignments).where(eq(assignments.taskId, task.id))
  for (const id of organisationIds) {
    const copy = only(
      copies.filter((one) => one.organisationId === id && one.state !== 'cancelled'),
    )
    expect(await dutyOf(id, templateId)).toMatchObject({
      assignmentId: copy.id,
      exemptionBasis: null,
      exemptedBy: null,
    })
  }
})

describe('by way of the 党总支', () => {
  /** A head of the 党总支 and a second branch under it that has no 支委会. */
  async function underGeneralBranch(given: Record<string, unknown> = {}) {
    const head = await createMember(db, world.branches[1])
    await appointPost(db, head, world.generalBranch)
    const small = await createOrganisation(db, { parentId: world.generalBranch.id })
    await createSecretary(db, small)
    const templateId = await owed(world, ['committee_meeting'], {
      route: 'general_branch',
      ...given,
    })
    const task = await taskOf(templateId)
    const rows = await db.select().from(assignments).where(eq(assignments.taskId, task.id))
    const coordinator = only(rows.filter((row) => row.part === 'coordinator'))
    await acceptAssignment(await as(head), { assignmentId: coordinator.id })
    return { head, small, templateId, task, coordinator }
  }

  test('分解 ties the duty of a branch to its copy; the exempt are not offered', async () => {
    const { head, small, templateId, coordinator } = await underGeneralBranch({
      exemption: 'without_committee',
    })
    const [first] = world.branches
    expect(await dutyOf(first.id, templateId)).toMatchObject({ assignmentId: null })
    const offered = await distributableTo(await as(head), coordinator.id)
    expect(offered.map((one) => one.organisation.id)).toEqual([first.id])
    const input = { assignmentId: coordinator.id, requestKey: newId() }
    await distributeAssignment(await as(head), { ...input, organisationIds: [first.id] })
    const copy = only(
      await db.select().from(assignments).where(eq(assignments.parentId, coordinator.id)),
    )
    expect((await dutyOf(first.id, templateId))?.assignmentId).toBe(copy.id)
    expect(await dutyOf(small.id, templateId)).toMatchObject({
      assignmentId: null,
      exemptionBasis: expect.stringContaining('未设支部委员会'),
    })
  })

  test('what a branch owes before 分解 goes to its successor, or is owed no more', async () => {
    const { small, templateId } = await underGeneralBranch()
    const successor = await createOrganisation(db, { parentId: world.generalBranch.id })
    await createSecretary(db, successor)
    const ending = { organisationId: small.id, on: '2026-09-11', basis, decisions: [] }
    const officer = await as(world.officer)
    const input = { ...ending, intoId: successor.id, workBasis: undefined }
    await mergeOrganisation(officer, input, openWork)
    expect(await dutyOf(small.id, templateId)).toBeUndefined()
    expect(await dutyOf(successor.id, templateId)).toMatchObject({ exemptionBasis: null })
    const [first] = world.branches
    const into = { ...input, organisationId: successor.id, intoId: first.id }
    await mergeOrganisation(officer, { ...into, on: '2026-09-11' }, openWork)
    expect((await dutyOf(successor.id, templateId))?.exemptionBasis).toContain(basis)
    expect(await dutyOf(first.id, templateId)).toMatchObject({ exemptionBasis: null })
  })
})

test('撤销 of a branch: a duty without a copy is owed no more', async () => {
  const templateId = await owed(world, ['party_day'])
  const gone = await createOrganisation(db, { parentId: world.committee.id })
  const [row] = await db.select().from(obligations).where(eq(obligations.templateId, templateId))
  if (!row) {
    throw new Error('A duty was expected')
  }
  const own = { ...row, id: newId(), organisationId: gone.id, assignmentId: null }
  await db.insert(obligations).values(own)
  await endOrganisation(
    await as(world.officer),
    { organisationId: gone.id, on: '2026-09-11', basis, decisions: [] } as unknown as Parameters<
      typeof endOrganisation
    >[1],
    openWork,
  )
  expect((await dutyOf(gone.id, templateId))?.exemptionBasis).toContain(basis)
})

test('移交 to a branch that owes the same leaves nothing open with the one that ends', async () => {
  const templateId = await owed(world, ['party_day'])
  const [first, second] = world.branches
  const [duty, theirs] = [await dutyOf(first.id, templateId), await dutyOf(second.id, templateId)]
  const officer = await as(world.officer)
  await withdrawAssignment(officer, { assignmentId: theirs?.assignmentId ?? '', reason: '下错了' })
  await officer.transact((tx) =>
    openWork.transfer(officer, tx, {
      assignmentId: duty?.assignmentId ?? '',
      toOrganisationId: second.id,
      basis,
    }),
  )
  expect(await dutyOf(first.id, templateId)).toMatchObject({ exemptionBasis: basis })
})
