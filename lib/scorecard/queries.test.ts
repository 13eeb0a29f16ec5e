import { describe, expect, test } from 'vitest'
import type { AssignmentState } from '@/db/enums'
import { newId } from '@/db/ids'
import { assignments, dispatches, tasks } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  createContextFor,
  createMember,
  createOfficer,
  createSecretary,
  createTree,
  testNow,
} from '@/db/testing/factories'
import { recordFact } from '@/lib/facts/record-fact'
import { branchScore } from './branch-score'
import { postFact } from './post-fact'
import { recentQuarters, scoreRows, visibleBranches } from './queries'

const { db } = await testDatabase()
const tree = await createTree(db, { branches: 5 })
const [scored, zero, unevaluated, exempt, idle] = tree.branches
const officerPerson = await createOfficer(db)
const officer = await createContextFor(db, officerPerson)
const system = await createContextFor(db, 'system')
const period = '2026Q3'
const taskId = newId()
const dispatchId = newId()
const dueAt = new Date('2026-09-30T18:00:00+08:00')

await db.insert(tasks).values({
  id: taskId,
  title: '主题党日',
  requirement: '开展并报送记录',
  issuingOrganisationId: tree.committee.id,
  createdBy: officerPerson.id,
  createdAt: testNow,
  startsOn: '2026-09-01',
  dueAt,
  isEvidenceRequired: false,
  recipients: {},
  state: 'dispatched',
})
await db.insert(dispatches).values({
  id: dispatchId,
  taskId,
  kind: 'initial',
  number: '2026Q3-0001',
  dispatchedBy: officerPerson.id,
  dispatchedAt: testNow,
})

async function assign(branch: { id: string } | undefined, state: AssignmentState) {
  const id = newId()
  await db.insert(assignments).values({
    id,
    taskId,
    dispatchId,
    organisationId: branch?.id ?? '',
    state,
    dueAt,
    effectiveDueAt: dueAt,
    stateSince: testNow,
  })
  return id
}

async function evaluate(branch: { id: string }, assignmentId: string, pointsHundredths: number) {
  const fact = await officer.transact(async (tx) => {
    const recorded = await recordFact(tx, officer, {
      kind: 'task_evaluation',
      organisationId: branch.id,
      occurredOn: '2026-09-12',
      period,
      sourceType: 'assignment',
      sourceId: assignmentId,
      value: {
        assignmentId,
        taskId,
        taskTitle: '主题党日',
        grade: 'good',
        pointsHundredths,
        submissionId: null,
        evaluationVersion: 1,
        indicatorKey: null,
      },
    })
    tx.record({ action: 'assignment.evaluate', subjectType: 'assignment', subjectId: assignmentId })
    return recorded
  })
  await postFact(system, { factId: fact.id })
}

const scoredAssignment = await assign(scored, 'evaluated')
await evaluate(scored, scoredAssignment, 200)
await evaluate(scored, scoredAssignment, 350)
await evaluate(zero, await assign(zero, 'evaluated'), 0)
await assign(unevaluated, 'approved')
await assign(exempt, 'not_applicable')

describe('the list', () => {
  test('tells the four kinds of nothing apart', async () => {
    const branches = await visibleBranches(officer, period)
    const rows = await scoreRows(officer, period, branches)
    const standings = new Map(rows.map((row) => [row.organisation.id, row.standing]))
    expect(
      [scored, zero, unevaluated, exempt, idle].map((one) => standings.get(one?.id ?? '')),
    ).toEqual(['scored', 'zero', 'unevaluated', 'not_applicable', 'no_data'])
    expect(rows.find((row) => row.organisation.id === scored.id)?.totalHundredths).toBe(350)
    expect(rows.some((row) => row.organisation.kind !== 'branch')).toBe(false)
  })

  test('a secretary sees his own branch, somebody without a branch sees none', async () => {
    const secretary = await createContextFor(db, await createSecretary(db, scored))
    expect((await visibleBranches(secretary, period)).map((one) => one.id)).toEqual([scored.id])
    const auditor = await createContextFor(db, await createOfficer(db, 'audit_admin'))
    expect(await visibleBranches(auditor, period)).toEqual([])
  })
})

describe('one branch', () => {
  test('the fold reaches the total, the ledger keeps the correction', async () => {
    const score = await branchScore(officer, period, scored.id)
    expect(score.fold.steps.map((step) => [step.kind, step.totalHundredths])).toEqual([
      ['base', 0],
      ['entry', 350],
    ])
    expect(score.entries.map((entry) => entry.amountHundredths)).toEqual([350, -200, 200])
    expect(score.entries[0]).toMatchObject({
      taskId,
      assignmentId: scoredAssignment,
      taskTitle: '主题党日',
      factVersion: 2,
      byName: officer.viewer.name,
    })
    expect(score).toMatchObject({ next: null, unscored: [], opensTasks: true })
  })

  test('what has no points is listed with its reason', async () => {
    const score = await branchScore(officer, period, exempt?.id ?? '')
    expect(score.unscored.map((item) => item.state)).toEqual(['not_applicable'])
    expect((await branchScore(officer, '2026Q2', scored.id)).fold.totalHundredths).toBe(0)
  })

  test('members see their own branch without the way into the tasks; others find nothing', async () => {
    const member = await createContextFor(db, await createMember(db, scored))
    expect((await branchScore(member, period, scored.id)).opensTasks).toBe(false)
    await expect(branchScore(member, period, zero.id)).rejects.toMatchObject({ code: 'not_found' })
  })
})

test('eight quarters back, latest first', () => {
  const quarters = recentQuarters(new Date('2026-02-01T00:00:00+08:00'))
  expect(quarters.slice(0, 3)).toEqual(['2026Q1', '2025Q4', '2025Q3'])
  expect(quarters).toHaveLength(8)
})
