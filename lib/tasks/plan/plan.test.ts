import { describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { testDatabase } from '@/db/testing/database'
import { castOf } from '../requirements/testing'
import { auditOf, createWorld, draftTask } from '../testing'
import { createPlan } from './create-plan'
import { declareMilestone, withdrawDeclaration } from './declare-milestone'
import { milestoneDetail } from './milestone-detail'
import { closePlan, publishPlan } from './publish-plan'
import { removeMilestone, saveMilestone } from './save-milestone'
import { removeObjective, saveObjective } from './save-objective'
import { saveObjectiveInput } from './schema'
import { milestoneForm, objectiveOf, planNow, planned, publishedPlan } from './testing'

const { db } = await testDatabase({ poolSize: 8 })
const world = await createWorld(db)
const { officer, secretary, department, otherDepartment } = await castOf(world)
const code = (expected: string) => ({ code: expected })
let lastYear = 2040
/** A year nobody else has used. */
const year = () => {
  lastYear += 1
  return lastYear
}
const of = (given: number) => ({
  quarter: `${given}Q3`,
  startsOn: `${given}-07-01`,
  dueOn: `${given}-09-30`,
})

describe('createPlan', () => {
  test('one for each year; the second press finds the first', async () => {
    const input = { year: year(), title: '年度重点任务' }
    const made = await Promise.all([1, 2, 3].map(() => createPlan(officer, input)))
    expect(new Set(made.map((plan) => plan.id)).size).toBe(1)
    const audited = await auditOf(db, made[0]?.id ?? '')
    expect(audited.map((entry) => entry.action)).toEqual(['plan.create'])
  })

  test('is refused to a department and a secretary', async () => {
    for (const stranger of [department, secretary]) {
      await expect(planned(stranger, year())).rejects.toMatchObject(code('forbidden'))
    }
  })
})

describe('saveObjective', () => {
  test('adds at the end, changes, and the same again changes nothing', async () => {
    const plan = await planned(officer, year())
    const first = await objectiveOf(officer, plan.id)
    const owner = world.secretaries[0].name
    const second = await objectiveOf(officer, plan.id, { owner })
    expect([first.position, second.position]).toEqual([1, 2])
    expect(second.ownerId).toBe(world.secretaries[0].id)
  })

  test('an owner who is unknown is refused at his field', async () => {
    const plan = await planned(officer, year())
    await expect(objectiveOf(officer, plan.id, { owner: '查无此人' })).rejects.toMatchObject({
      code: 'invalid',
      fields: { owner: expect.stringContaining('查无此人') },
    })
  })

  test('a form sent again writes nothing; another plan’s id is a conflict', async () => {
    const plan = await planned(officer, year())
    const form = saveObjectiveInput.parse({
      planId: plan.id,
      objectiveId: newId(),
      title: '人才培养',
      measure: '两人取证',
    })
    await saveObjective(officer, form)
    await saveObjective(officer, form)
    await saveObjective(officer, { ...form, measure: '三人取证' })
    expect((await auditOf(db, form.objectiveId)).length).toBe(2)
    const other = await planned(officer, year())
    await expect(saveObjective(officer, { ...form, planId: other.id })).rejects.toMatchObject(
      code('conflict'),
    )
  })

  test('a draft is not found by others, a published plan is not theirs to change', async () => {
    const plan = await planned(officer, year())
    await expect(objectiveOf(department, plan.id)).rejects.toMatchObject(code('not_found'))
    const published = await publishedPlan(officer, year())
    for (const stranger of [department, secretary]) {
      await expect(objectiveOf(stranger, published.plan.id)).rejects.toMatchObject(
        code('forbidden'),
      )
    }
  })
})

describe('saveMilestone', () => {
  test('days stand within the year, the due day within its quarter', async () => {
    const plan = await planned(officer, 2026)
    const { id } = await objectiveOf(officer, plan.id)
    const wrong = (given: object) => saveMilestone(officer, milestoneForm(id, given))
    await expect(wrong({ startsOn: '2025-12-31' })).rejects.toMatchObject({
      code: 'invalid',
      fields: { startsOn: expect.any(String) },
    })
    await expect(wrong({ dueOn: '2026-10-01' })).rejects.toMatchObject({
      fields: { quarter: expect.any(String) },
    })
    await expect(wrong({ dueOn: '2027-01-05', quarter: '2027Q1' })).rejects.toMatchObject({
      fields: { dueOn: expect.any(String) },
    })
    expect(() => milestoneForm(id, { dueOn: '2026-06-30' })).toThrow(/早于开始/)
  })

  test('once published a due day moves with a reason only, and every move is kept', async () => {
    const on = year()
    const { objective, milestone } = await publishedPlan(officer, on)
    const form = { ...milestoneForm(objective.id, of(on)), milestoneId: milestone.id }
    const later = { ...form, dueOn: `${on}-12-15`, quarter: `${on}Q4` }
    await expect(saveMilestone(officer, later)).rejects.toMatchObject({
      code: 'invalid',
      fields: { reason: expect.any(String) },
    })
    await saveMilestone(officer, { ...later, reason: '设备到货推迟' })
    const detail = await milestoneDetail(officer, milestone.id)
    expect(detail.moves).toMatchObject([
      {
        from: `${on}-09-30`,
        to: `${on}-12-15`,
        reason: '设备到货推迟',
        byName: officer.viewer.name,
      },
    ])
    expect(detail.row.movedFrom).toEqual([`${on}-09-30`])
  })

  test('in a draft it moves freely; what is done or closed does not change', async () => {
    const on = year()
    const plan = await planned(officer, on)
    const { id } = await objectiveOf(officer, plan.id)
    const made = await saveMilestone(officer, milestoneForm(id, of(on)))
    const form = { ...milestoneForm(id, of(on)), milestoneId: made.id }
    await saveMilestone(officer, { ...form, dueOn: `${on}-08-31` })
    expect((await milestoneDetail(officer, made.id)).moves).toEqual([])
    await publishPlan(officer, { planId: plan.id })
    await closePlan(officer, { planId: plan.id })
    await expect(
      saveMilestone(officer, { ...form, title: '换个名称', reason: '调整' }),
    ).rejects.toMatchObject(code('conflict'))
  })

  test('is refused to others', async () => {
    const on = year()
    const { objective } = await publishedPlan(officer, on)
    await expect(
      saveMilestone(department, milestoneForm(objective.id, of(on))),
    ).rejects.toMatchObject(code('forbidden'))
  })
})

describe('removing', () => {
  test('of a draft only, the objective after its milestones', async () => {
    const on = year()
    const plan = await planned(officer, on)
    const objective = await objectiveOf(officer, plan.id)
    const milestone = await saveMilestone(officer, milestoneForm(objective.id, of(on)))
    await expect(removeObjective(officer, { objectiveId: objective.id })).rejects.toMatchObject(
      code('conflict'),
    )
    await expect(removeMilestone(department, { milestoneId: milestone.id })).rejects.toMatchObject(
      code('not_found'),
    )
    await expect(removeObjective(department, { objectiveId: objective.id })).rejects.toMatchObject(
      code('not_found'),
    )
    await removeMilestone(officer, { milestoneId: milestone.id })
    await removeObjective(officer, { objectiveId: objective.id })
    expect((await auditOf(db, milestone.id)).at(-1)?.action).toBe('plan.removeMilestone')
  })

  test('not while a task stands on it, nor once published', async () => {
    const { plan, objective } = await publishedPlan(officer, year())
    const extra = await saveMilestone(officer, milestoneForm(objective.id, of(plan.year)))
    await expect(removeMilestone(officer, { milestoneId: extra.id })).rejects.toMatchObject(
      code('conflict'),
    )
    await expect(removeObjective(officer, { objectiveId: objective.id })).rejects.toMatchObject(
      code('conflict'),
    )
    const draft = await planned(officer, year())
    const { id } = await objectiveOf(officer, draft.id)
    const milestone = await saveMilestone(officer, milestoneForm(id, of(draft.year)))
    await draftTask(world, { milestoneId: milestone.id })
    await expect(removeMilestone(officer, { milestoneId: milestone.id })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('1 项任务'),
    })
  })
})

describe('publishPlan and closePlan', () => {
  test('draft → published → closed, each once', async () => {
    const plan = await planned(officer, year())
    const only = { planId: plan.id }
    await expect(publishPlan(officer, only)).rejects.toMatchObject(code('conflict'))
    await expect(closePlan(officer, only)).rejects.toMatchObject(code('conflict'))
    const { id } = await objectiveOf(officer, plan.id)
    await saveMilestone(officer, milestoneForm(id, of(plan.year)))
    expect((await publishPlan(officer, only)).state).toBe('published')
    await expect(publishPlan(officer, only)).rejects.toMatchObject(code('conflict'))
    expect((await closePlan(officer, only)).state).toBe('closed')
    expect((await auditOf(db, plan.id)).map((entry) => entry.action)).toEqual([
      'plan.create',
      'plan.publish',
      'plan.close',
    ])
    expect(await planNow(officer, plan.id)).toMatchObject({ state: 'closed' })
  })

  test('is refused to others', async () => {
    const { plan } = await publishedPlan(officer, year())
    for (const stranger of [department, secretary]) {
      await expect(closePlan(stranger, { planId: plan.id })).rejects.toMatchObject(
        code('forbidden'),
      )
      await expect(publishPlan(stranger, { planId: plan.id })).rejects.toMatchObject(
        code('forbidden'),
      )
    }
  })
})

describe('declareMilestone', () => {
  const result = '十个支部全部通过验收'
  async function dueNow(given: object = {}) {
    const plan = await planned(officer, 2026)
    const { id } = await objectiveOf(officer, plan.id)
    const milestone = await saveMilestone(officer, milestoneForm(id, given))
    if ((await planNow(officer, plan.id))?.state === 'draft') {
      await publishPlan(officer, { planId: plan.id })
    }
    return milestone.id
  }

  test('done with the day and the result, once, and withdrawn with a reason', async () => {
    const milestoneId = await dueNow()
    const input = { milestoneId, doneOn: '2026-09-14', result }
    expect(await declareMilestone(officer, input)).toMatchObject({ doneOn: '2026-09-14', result })
    await expect(declareMilestone(officer, input)).rejects.toMatchObject(code('conflict'))
    const { row } = await milestoneDetail(officer, milestoneId)
    expect(row).toMatchObject({ doneShare: 1, light: null })
    const form = { ...milestoneForm(row.objectiveId), milestoneId, title: '改名称' }
    await expect(saveMilestone(officer, form)).rejects.toMatchObject(code('conflict'))
    await withdrawDeclaration(officer, { milestoneId, reason: '一个支部复查没有通过' })
    await expect(
      withdrawDeclaration(officer, { milestoneId, reason: '再撤一次' }),
    ).rejects.toMatchObject(code('conflict'))
    expect((await auditOf(db, milestoneId)).at(-1)?.detail).toMatchObject({ result })
  })

  test('not in the future, not before its start, not in a draft or a closed plan', async () => {
    const milestoneId = await dueNow()
    for (const doneOn of ['2026-09-16', '2026-06-30']) {
      await expect(
        declareMilestone(officer, { milestoneId, doneOn, result }),
      ).rejects.toMatchObject({ code: 'invalid', fields: { doneOn: expect.any(String) } })
    }
    const draft = await planned(officer, year())
    const { id } = await objectiveOf(officer, draft.id)
    const made = await saveMilestone(officer, milestoneForm(id, of(draft.year)))
    const input = { milestoneId: made.id, doneOn: '2026-09-01', result }
    await expect(declareMilestone(officer, input)).rejects.toMatchObject(code('conflict'))
    await publishPlan(officer, { planId: draft.id })
    await closePlan(officer, { planId: draft.id })
    await expect(declareMilestone(officer, input)).rejects.toMatchObject(code('conflict'))
  })

  test('by its department, not by another, nor by a secretary', async () => {
    const milestoneId = await dueNow({ department: '安全监察部' })
    const input = { milestoneId, doneOn: '2026-09-01', result }
    for (const stranger of [otherDepartment, secretary]) {
      await expect(declareMilestone(stranger, input)).rejects.toMatchObject(code('forbidden'))
      await expect(
        withdrawDeclaration(stranger, { milestoneId, reason: '不属实' }),
      ).rejects.toMatchObject(code('forbidden'))
    }
    await declareMilestone(department, input)
  })

  test('by the person who answers for it, himself no officer', async () => {
    const owner = world.secretaries[0].employeeNumber ?? ''
    const milestoneId = await dueNow({ owner })
    expect((await milestoneDetail(secretary, milestoneId)).canDeclare).toBe(true)
    await declareMilestone(secretary, { milestoneId, doneOn: '2026-09-01', result })
  })
})
