import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { notices, planMilestones, planObjectives, plans, proposals } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { auditOf, createWorld } from '../testing'
import { adoptIntoMilestone, adoptIntoRequirement } from './adopt-proposal'
import { closeRequirement } from './close-requirement'
import { declineProposal } from './decline-proposal'
import { requirementDetail } from './detail'
import { mergeProposals } from './merge-proposals'
import { proposalDetail } from './proposal-detail'
import { proposalCounts, proposalList } from './proposal-queries'
import { castOf, proposed, registered } from './testing'

const { db } = await testDatabase({ poolSize: 8 })
const world = await createWorld(db)
const { officer, secretary, other, member, department, otherDepartment } = await castOf(world)
const code = (expected: string) => ({ code: expected })
const toldOf = async (proposalId: string, personId: string) =>
  (await db.select().from(notices).where(eq(notices.subjectId, proposalId)))
    .filter((notice) => notice.personId === personId)
    .map((notice) => notice.kind)

async function milestone(state: 'published' | 'closed' = 'published', year = 2026) {
  const [planId, objectiveId, id] = [newId(), newId(), newId()]
  const { id: organisationId } = world.committee
  const createdBy = world.officer.id
  await db.insert(plans).values({
    id: planId,
    organisationId,
    year,
    title: '计划',
    state,
    createdBy,
    createdAt: officer.now,
  })
  await db
    .insert(planObjectives)
    .values({ id: objectiveId, planId, position: 1, title: '目标', measure: '完成' })
  await db.insert(planMilestones).values({
    id,
    objectiveId,
    position: 1,
    title: '首批建成',
    quarter: `${year}Q3`,
    startsOn: `${year}-07-01`,
    dueOn: `${year}-09-30`,
    measure: '建成十个',
  })
  return id
}

describe('makeProposal', () => {
  test('a secretary for his branch, a department officer for his department; staff are told', async () => {
    const made = await proposed(secretary)
    expect(made).toMatchObject({ state: 'submitted', organisationId: world.branches[0].id })
    expect(await toldOf(made.id, officer.viewer.personId)).toEqual(['proposal_received'])
    expect((await auditOf(db, made.id)).map((entry) => entry.action)).toEqual(['proposal.make'])
    const of = await proposed(department, { from: `${world.committee.id}:安全监察部` })
    expect(of.department).toBe('安全监察部')
  })

  test('sent twice it is made once; another person’s id is a conflict', async () => {
    const proposalId = newId()
    const tries = await Promise.all([1, 2, 3].map(() => proposed(secretary, { proposalId })))
    expect(new Set(tries.map((one) => one.id)).size).toBe(1)
    expect(await toldOf(proposalId, officer.viewer.personId)).toHaveLength(1)
    await expect(proposed(other, { proposalId })).rejects.toMatchObject(code('conflict'))
  })

  test('is refused to a member, and in another branch’s name', async () => {
    await expect(proposed(member)).rejects.toMatchObject(code('forbidden'))
    await expect(proposed(other, { from: `${world.branches[0].id}:` })).rejects.toMatchObject(
      code('forbidden'),
    )
    await expect(
      proposed(department, { from: `${world.committee.id}:财务资产部` }),
    ).rejects.toMatchObject(code('forbidden'))
  })
})

describe('declineProposal', () => {
  test('with the reason, which the proposer reads', async () => {
    const { id: proposalId } = await proposed(secretary)
    const answer = '今年经费已安排完毕，明年预算时再提。'
    await declineProposal(officer, { proposalId, answer })
    expect(await toldOf(proposalId, secretary.viewer.personId)).toEqual(['proposal_decided'])
    expect(await proposalDetail(secretary, proposalId)).toMatchObject({
      outcome: { state: 'declined', answer },
      decidedByName: officer.viewer.name,
      canDecide: false,
    })
  })

  test('twice is a conflict; of two decisions at once one counts', async () => {
    const { id: proposalId } = await proposed(secretary)
    const { number } = await registered(officer)
    const outcomes = await Promise.allSettled([
      declineProposal(officer, { proposalId, answer: '暂不具备条件' }),
      adoptIntoRequirement(officer, { proposalId, number }),
    ])
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    await expect(
      declineProposal(officer, { proposalId, answer: '暂不具备条件' }),
    ).rejects.toMatchObject(code('conflict'))
  })

  test('is not for the proposer, nor for anybody else', async () => {
    const { id: proposalId } = await proposed(secretary)
    const attempt = { proposalId, answer: '暂不具备条件' }
    await expect(declineProposal(secretary, attempt)).rejects.toMatchObject(code('forbidden'))
    for (const stranger of [other, member, otherDepartment]) {
      await expect(declineProposal(stranger, attempt)).rejects.toMatchObject(code('not_found'))
    }
  })
})

describe('mergeProposals', () => {
  test('several go on as one; all hear the answer', async () => {
    const main = await proposed(secretary)
    const second = await proposed(other)
    const { merged } = await mergeProposals(officer, {
      proposalId: main.id,
      mergedIds: [second.id, main.id],
    })
    expect(merged).toBe(1)
    expect(await toldOf(second.id, other.viewer.personId)).toEqual(['proposal_decided'])
    const { number, id: requirementId } = await registered(officer)
    await adoptIntoRequirement(officer, { proposalId: main.id, number })
    expect(await toldOf(second.id, other.viewer.personId)).toHaveLength(2)
    expect(await proposalDetail(other, second.id)).toMatchObject({
      row: { state: 'merged' },
      outcome: { state: 'adopted' },
      into: null,
      requirement: { number, canOpen: false },
    })
    const { proposals: sources } = await requirementDetail(officer, requirementId)
    expect(sources.map((one) => one.id).sort()).toEqual([main.id, second.id].sort())
  })

  test('what had been merged before comes along', async () => {
    const [a, b, c] = [await proposed(secretary), await proposed(other), await proposed(secretary)]
    await mergeProposals(officer, { proposalId: b.id, mergedIds: [a.id] })
    await mergeProposals(officer, { proposalId: c.id, mergedIds: [b.id] })
    const [row] = await db.select().from(proposals).where(eq(proposals.id, a.id))
    expect(row?.mergedIntoId).toBe(c.id)
  })

  test('crosswise at once: one succeeds, the other is a conflict', async () => {
    const [a, b] = [await proposed(secretary), await proposed(other)]
    const outcomes = await Promise.allSettled([
      mergeProposals(officer, { proposalId: a.id, mergedIds: [b.id] }),
      mergeProposals(officer, { proposalId: b.id, mergedIds: [a.id] }),
    ])
    expect(outcomes.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('needs another one, and decided ones are a conflict', async () => {
    const [a, b] = [await proposed(secretary), await proposed(other)]
    await expect(
      mergeProposals(officer, { proposalId: a.id, mergedIds: [a.id] }),
    ).rejects.toMatchObject(code('invalid'))
    await declineProposal(officer, { proposalId: b.id, answer: '暂不具备条件' })
    await expect(
      mergeProposals(officer, { proposalId: a.id, mergedIds: [b.id] }),
    ).rejects.toMatchObject(code('conflict'))
    await expect(
      mergeProposals(officer, { proposalId: b.id, mergedIds: [a.id] }),
    ).rejects.toMatchObject(code('conflict'))
    await expect(
      mergeProposals(other, { proposalId: b.id, mergedIds: [a.id] }),
    ).rejects.toMatchObject(code('forbidden'))
  })
})

describe('adopting', () => {
  test('by 立项: the new requirement answers the proposal', async () => {
    const { id: proposalId } = await proposed(secretary)
    const made = await registered(officer, { source: 'branch_proposal', proposalId })
    expect(await proposalDetail(secretary, proposalId)).toMatchObject({
      outcome: { state: 'adopted', answer: expect.stringContaining(made.number) },
      requirement: { number: made.number, canOpen: false },
    })
    await expect(
      registered(officer, { source: 'branch_proposal', proposalId }),
    ).rejects.toMatchObject(code('conflict'))
  })

  test('into an existing requirement: unknown, hidden and closed ones are refused', async () => {
    const { id: proposalId } = await proposed(secretary)
    await expect(
      adoptIntoRequirement(officer, { proposalId, number: '2020-001' }),
    ).rejects.toMatchObject({ code: 'invalid', fields: { number: expect.any(String) } })
    const closed = await registered(officer)
    await closeRequirement(officer, { requirementId: closed.id, result: '已全部完成' })
    await expect(
      adoptIntoRequirement(officer, { proposalId, number: closed.number }),
    ).rejects.toMatchObject(code('conflict'))
  })

  test('into a milestone of the plan, not of a closed one', async () => {
    const { id: proposalId } = await proposed(secretary)
    await expect(
      adoptIntoMilestone(officer, { proposalId, milestoneId: await milestone('closed', 2025) }),
    ).rejects.toMatchObject({ code: 'invalid', fields: { milestoneId: expect.any(String) } })
    const milestoneId = await milestone()
    await adoptIntoMilestone(officer, { proposalId, milestoneId })
    expect((await proposalDetail(secretary, proposalId)).milestone).toMatchObject({
      id: milestoneId,
      year: 2026,
    })
    await expect(adoptIntoMilestone(secretary, { proposalId, milestoneId })).rejects.toMatchObject(
      code('invalid'),
    )
  })
})

describe('lists', () => {
  test('staff see the queue, a branch its own, a member none', async () => {
    const made = await proposed(secretary, { title: '会议室话筒更换' })
    const ids = async (...asked: Parameters<typeof proposalList>) =>
      (await proposalList(...asked)).rows.map((row) => row.id)
    expect(await ids(officer, 'queue', { state: 'submitted' })).toContain(made.id)
    expect(await ids(secretary, 'own', { state: 'all' })).toContain(made.id)
    expect(await ids(other, 'own', { state: 'all' })).not.toContain(made.id)
    expect(await ids(member, 'own', { state: 'all' })).toEqual([])
    await expect(proposalList(secretary, 'queue', { state: 'all' })).rejects.toMatchObject(
      code('forbidden'),
    )
    const counts = await proposalCounts(officer, 'queue')
    expect(counts.submitted).toBeGreaterThan(0)
    await expect(proposalDetail(other, made.id)).rejects.toMatchObject(code('not_found'))
  })

  test('pages by cursor', async () => {
    const { rows } = await proposalList(officer, 'queue', { state: 'all' })
    const [first] = rows
    const after = first && { at: first.at, id: first.id }
    expect((await proposalList(officer, 'queue', { state: 'all', after })).rows).toEqual(
      rows.slice(1),
    )
  })
})
