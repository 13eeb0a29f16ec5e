import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { plans } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContextFor } from '@/db/testing/factories'
import { castOf } from '../requirements/testing'
import { approveSubmission } from '../review-submission'
import { createWorld, dispatchedTask, hours, submitted } from '../testing'
import { carryOver } from './carry-over'
import { declareMilestone } from './declare-milestone'
import { milestoneDetail } from './milestone-detail'
import { planView, visiblePlans } from './plan-queries'
import { closePlan } from './publish-plan'
import { saveMilestone } from './save-milestone'
import { milestoneForm, objectiveOf, planned, publishedPlan } from './testing'

const { db } = await testDatabase({ poolSize: 8 })
const world = await createWorld(db)
const { officer, secretary, member, department } = await castOf(world)
const code = (expected: string) => ({ code: expected })

describe('the year', () => {
  test('planned against actual: the share of approved copies of linked tasks, or the declaration', async () => {
    const { plan, objective, milestone } = await publishedPlan(officer, 2026)
    const { copies } = await dispatchedTask(world, { milestoneId: milestone.id })
    const handIn = await submitted(world, copies[0])
    const late = await createContextFor(db, world.officer, { now: hours(2) })
    await approveSubmission(late, { submissionId: handIn.id })
    const [unmeasured, done] = [
      await saveMilestone(officer, milestoneForm(objective.id, { startsOn: '2026-07-02' })),
      await saveMilestone(officer, milestoneForm(objective.id, { startsOn: '2026-07-03' })),
    ]
    await declareMilestone(officer, {
      milestoneId: done.id,
      doneOn: '2026-09-01',
      result: '提前完成验收',
    })
    const { objectives } = await planView(officer, plan)
    expect(objectives[0]?.milestones).toMatchObject([
      { figures: { copies: 2, approved: 1 }, doneShare: 0.5, light: 'behind' },
      { id: unmeasured.id, doneShare: null, light: null },
      { id: done.id, doneShare: 1, light: null },
    ])
    expect(objectives[0]?.milestones[0]?.elapsed).toBeCloseTo(0.83, 1)
    const past = await createContextFor(db, world.officer, {
      now: new Date('2026-10-02T09:00:00+08:00'),
    })
    const lights = (await planView(past, plan)).objectives[0]?.milestones.map((one) => one.light)
    expect(lights).toEqual(['late', 'late', null])
  })

  test('published plans are for everybody under the committee; drafts for those who make them', async () => {
    const draft = await planned(officer, 2031)
    const idsOf = async (ctx: typeof officer) => (await visiblePlans(ctx)).map((plan) => plan.id)
    const [shown] = await db.select().from(plans).where(eq(plans.year, 2026))
    expect(await idsOf(officer)).toContain(draft.id)
    for (const ctx of [secretary, member, department]) {
      expect(await idsOf(ctx)).toEqual([shown?.id])
    }
    const elsewhere = await castOf(await createWorld(db))
    expect(await idsOf(elsewhere.secretary)).toEqual([])
    const [milestone] = (await planView(officer, shown ?? draft)).objectives[0]?.milestones ?? []
    await expect(milestoneDetail(elsewhere.secretary, milestone?.id ?? '')).rejects.toMatchObject(
      code('not_found'),
    )
    expect((await milestoneDetail(secretary, milestone?.id ?? '')).tasks).toEqual([])
    expect((await milestoneDetail(officer, milestone?.id ?? '')).tasks).toHaveLength(1)
  })

  test('is forbidden to somebody outside every organisation', async () => {
    const nobody = { ...member, viewer: { ...member.viewer, memberOf: [] } }
    await expect(visiblePlans(nobody)).rejects.toMatchObject(code('forbidden'))
  })
})

describe('carryOver', () => {
  test('copies what is unfinished, once; a second press changes nothing', async () => {
    const { plan, objective, milestone } = await publishedPlan(officer, 2034)
    const finished = await objectiveOf(officer, plan.id, { title: '已完成的目标' })
    const days = { quarter: '2034Q3', startsOn: '2034-07-01', dueOn: '2034-09-30' }
    const done = await saveMilestone(officer, milestoneForm(finished.id, days))
    const then = await createContextFor(db, world.officer, {
      now: new Date('2034-12-30T09:00:00+08:00'),
    })
    await declareMilestone(then, { milestoneId: done.id, doneOn: '2034-09-01', result: '已经完成' })
    await closePlan(then, { planId: plan.id })
    const first = await carryOver(then, { planId: plan.id })
    expect(first).toMatchObject({
      objectives: 1,
      milestones: 1,
      plan: { year: 2035, state: 'draft' },
    })
    const again = await Promise.all([1, 2].map(() => carryOver(then, { planId: plan.id })))
    expect(again.map(({ objectives, milestones }) => objectives + milestones)).toEqual([0, 0])
    const next = await planView(then, first.plan)
    expect(next.objectives).toMatchObject([
      {
        title: objective.title,
        carriedFromId: objective.id,
        milestones: [
          {
            carriedFromId: milestone.id,
            quarter: '2035Q1',
            startsOn: '2035-01-01',
            dueOn: '2035-03-31',
          },
        ],
      },
    ])
    expect((await milestoneDetail(then, milestone.id)).carriedTo).toMatchObject({ year: 2035 })
    const copy = next.objectives[0]?.milestones[0]
    expect((await milestoneDetail(then, copy?.id ?? '')).carriedFrom).toMatchObject({ year: 2034 })
  })

  test('of two at once on the first press only one copies', async () => {
    const { plan } = await publishedPlan(officer, 2036)
    const both = await Promise.all([1, 2].map(() => carryOver(officer, { planId: plan.id })))
    expect(both.map((one) => one.milestones).sort()).toEqual([0, 1])
  })

  test('not from a draft, not into a closed year, not by others', async () => {
    const draft = await planned(officer, 2038)
    await expect(carryOver(officer, { planId: draft.id })).rejects.toMatchObject(code('conflict'))
    const { plan } = await publishedPlan(officer, 2039)
    const { plan: next } = await publishedPlan(officer, 2040)
    await closePlan(officer, { planId: next.id })
    await expect(carryOver(officer, { planId: plan.id })).rejects.toMatchObject(code('conflict'))
    for (const stranger of [department, secretary]) {
      await expect(carryOver(stranger, { planId: plan.id })).rejects.toMatchObject(
        code('forbidden'),
      )
    }
  })
})
