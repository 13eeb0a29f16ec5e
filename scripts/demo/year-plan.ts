import { eq } from 'drizzle-orm'
import { newId } from '@/db/ids'
import { planMilestones } from '@/db/schema'
import { addDays, type Day, dayOf, momentOf, quarterOf } from '@/lib/period'
import { createPlan } from '@/lib/tasks/plan/create-plan'
import { publishPlan } from '@/lib/tasks/plan/publish-plan'
import { saveMilestone } from '@/lib/tasks/plan/save-milestone'
import { saveObjective } from '@/lib/tasks/plan/save-objective'
import type { PastTask } from './calendar-of-tasks'
import type { PastRows } from './past-rows'
import type { TaskText } from './texts/task-text'
import { type MilestonePlan, objectivePlans } from './texts/year-plan'
import { dayMinutes } from './working-time'
import { personNamed, type Stage, type World } from './world'

export interface PlannedMilestone {
  id: string
  quarter: string
  dueOn: Day
  plan: MilestonePlan
  /** Who declares it done. */
  byId: string
}

/** The milestones of the year of the seed. */
export type YearPlan = readonly PlannedMilestone[]

/** The plan of this year, made and published in January, before the tasks that serve it. */
export async function writeYearPlan(world: World, stage: Stage): Promise<YearPlan> {
  const officer = personNamed(world, '陈晓春').id
  const today = dayOf(world.now)
  const year = Number(today.slice(0, 4))
  const january = [`${year}-01-08`, addDays(today, -298)].sort().at(-1) ?? today
  const latest = dayOf(world.time.earlier(world.now, 20 * dayMinutes))
  const madeOn = january < latest ? january : latest
  const ctx = await stage.as(officer, momentOf(madeOn, '09:35'))
  const plan = await createPlan(ctx, { year, title: `${year}年度重点任务` })
  const planned: PlannedMilestone[] = []
  for (const { milestones, ...given } of objectivePlans) {
    const objective = await saveObjective(ctx, {
      ...given,
      planId: plan.id,
      objectiveId: newId(),
    })
    for (const one of milestones) {
      const id = newId()
      const dueOn = `${year}-${one.moved?.from ?? one.due}`
      const quarter = `${year}Q${one.quarter}`
      await saveMilestone(ctx, {
        objectiveId: objective.id,
        milestoneId: id,
        title: one.title,
        quarter,
        startsOn: `${year}-${one.starts}`,
        dueOn,
        measure: one.measure,
      })
      const byId = personNamed(world, given.owner).id
      planned.push({ id, quarter, dueOn, plan: one, byId })
    }
  }
  await publishPlan(await stage.as(officer, momentOf(madeOn, '16:20')), { planId: plan.id })
  stage.heard()
  return planned
}

/** The milestone of its quarter that a task serves, by its text or its key. */
export function milestoneOf(
  plan: YearPlan,
  task: { text: TaskText; key?: string; day: Day },
): PlannedMilestone | undefined {
  const quarter = quarterOf(task.day)
  return plan
    .filter((one) => one.quarter === quarter)
    .find(
      ({ plan: { fedBy, fedByKeys } }) =>
        fedBy?.includes(task.text) || (task.key !== undefined && fedByKeys?.includes(task.key)),
    )
}

/** The task collected last stands on its milestone, if it serves one. */
export function linkPast(rows: PastRows, past: PastTask, plan: YearPlan): void {
  const task = rows.tasks.at(-1)
  if (task) {
    task.milestoneId =
      milestoneOf(plan, { text: past.text, day: dayOf(past.dispatchedAt) })?.id ?? null
  }
}

/** What has been declared done and moved until now, with its record in the order of time. */
export async function liveThroughYear(world: World, rows: PastRows, plan: YearPlan): Promise<void> {
  for (const one of plan) {
    await move(world, rows, one)
    await declare(world, rows, one)
  }
}

async function move(world: World, rows: PastRows, one: PlannedMilestone): Promise<void> {
  const year = one.quarter.slice(0, 4)
  const { moved, due } = one.plan
  const at = moved && momentOf(`${year}-${moved.on}`, '10:12')
  if (!moved || !at || at >= world.now) {
    return
  }
  const to = `${year}-${due}`
  await world.db.update(planMilestones).set({ dueOn: to }).where(eq(planMilestones.id, one.id))
  const subject = { at, actorId: one.byId, subjectType: 'plan_milestone', subjectId: one.id }
  rows.audit.push(
    { ...subject, action: 'plan.saveMilestone', detail: { dueOn: to, isNew: false } },
    {
      ...subject,
      action: 'plan.moveDue',
      detail: { from: one.dueOn, to, reason: moved.reason },
    },
  )
}

async function declare(world: World, rows: PastRows, one: PlannedMilestone): Promise<void> {
  const at = world.time.earlier(momentOf(addDays(one.dueOn, 1), '08:00'), 3 * dayMinutes)
  if (one.plan.isLeftOpen || momentOf(one.dueOn, '18:00') >= world.now) {
    return
  }
  const { result } = one.plan
  const doneOn = dayOf(at)
  await world.db
    .update(planMilestones)
    .set({ doneOn, doneBy: one.byId, result })
    .where(eq(planMilestones.id, one.id))
  rows.audit.push({
    at,
    actorId: one.byId,
    action: 'plan.declare',
    subjectType: 'plan_milestone',
    subjectId: one.id,
    detail: { doneOn, result },
  })
}
