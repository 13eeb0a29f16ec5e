import { eq } from 'drizzle-orm'
import { newId } from '@/db/ids'
import { assignments, steps } from '@/db/schema'
import { dayOf, momentOf, quarterOf } from '@/lib/period'
import { dispatchTask } from '@/lib/tasks/dispatch-task'
import { cancelTask } from '@/lib/tasks/end-task'
import { saveTask } from '@/lib/tasks/save-task'
import { saveTaskInput } from '@/lib/tasks/schema'
import { urgeAssignments } from '@/lib/tasks/urge-assignments'
import { planAsking } from './asking'
import { choiceFor, issuerOf } from './audience'
import { dueDay } from './calendar-of-tasks'
import { heroKey } from './company'
import { type LifeEvent, lifeUntil, planLife } from './life'
import { type LiveCopy, perform } from './present-acts'
import { type PresentTask, presentTasks } from './present-plan'
import { seeded } from './random'
import { type Busy, settleSms } from './settle-sms'
import { occasionOf } from './texts/task-text'
import { openTimetable, type Timetable } from './timetable'
import { dayMinutes } from './working-time'
import {
  type DemoPerson,
  distinctTitle,
  organisationOf,
  personNamed,
  type Stage,
  type World,
} from './world'
import { milestoneOf, type YearPlan } from './year-plan'

/** What the acts of the present share. */
export interface Present {
  world: World
  stage: Stage
  timetable: Timetable
  /** The saved group's id. */
  groupId: string
  yearPlan: YearPlan
  /** Requirements by the key of the task that stands on one. */
  standsOn: Map<string, string>
  /** Tasks of the present by their key. */
  taskIds: Map<string, string>
}

/** The stage of the last weeks, with nothing planned yet. */
export function openPresent(
  world: World,
  stage: Stage,
  made: Pick<Present, 'groupId' | 'yearPlan'>,
): Present {
  return {
    ...made,
    world,
    stage,
    timetable: openTimetable(),
    standsOn: new Map(),
    taskIds: new Map(),
  }
}

/** Plans the tasks of the last weeks, by the real verbs, each at its own moment. */
export function planPresent(present: Present): void {
  for (const plan of presentTasks(Number(quarterOf(dayOf(present.world.now)).slice(-1)))) {
    planTask(present, plan)
  }
}

/** Office time so many working days before the seed. */
export function ago({ world }: Pick<Present, 'world'>, workingDays: number): Date {
  return world.time.earlier(world.now, Math.round(workingDays * dayMinutes))
}

function planTask(present: Present, plan: PresentTask): void {
  const { world, timetable } = present
  const taskId = newId()
  present.taskIds.set(plan.key, taskId)
  const issuer = issuerOf(world, plan.text.department)
  const dispatchedAt = ago(present, plan.issuedBefore)
  const dueAt = dueOf(world, plan.dueAfter)
  timetable.add(world.time.earlier(dispatchedAt, 35), () =>
    draft(present, plan, { taskId, issuer, dispatchedAt, dueAt }),
  )
  timetable.add(dispatchedAt, () =>
    dispatch(present, plan, { taskId, issuer, dispatchedAt, dueAt }),
  )
  for (const { before, words } of plan.urges ?? []) {
    const at = ago(present, before)
    timetable.add(at, async () => {
      const ctx = await present.stage.as(issuer.id, at)
      await urgeAssignments(ctx, { taskId, words })
      await settleSms(world.db, at)
    })
  }
  if (plan.cancelled) {
    const { before, reason } = plan.cancelled
    const at = ago(present, before)
    timetable.add(at, async () => {
      await cancelTask(await present.stage.as(issuer.id, at), { taskId, reason })
      await settleSms(world.db, at)
    })
  }
}

interface Issue {
  taskId: string
  issuer: DemoPerson
  dispatchedAt: Date
  dueAt: Date
}

function dueOf(world: World, workingDays: number): Date {
  const minutes = Math.abs(workingDays) * dayMinutes
  const moment =
    workingDays < 0 ? world.time.earlier(world.now, minutes) : world.time.later(world.now, minutes)
  return momentOf(dueDay(dayOf(moment), world.time), '18:00')
}

async function draft(present: Present, plan: PresentTask, issue: Issue): Promise<void> {
  const { world, stage, groupId } = present
  const { text } = plan
  const at = world.time.earlier(issue.dispatchedAt, 35)
  const ctx = await stage.as(issue.issuer.id, at)
  const when = occasionOf(issue.dispatchedAt)
  const recipients = plan.persons
    ? { persons: [...plan.persons, withoutPhone(world)].join('、') }
    : plan.isForGroup
      ? { groupIds: [groupId] }
      : choiceFor(world, text.to)
  await saveTask(
    ctx,
    saveTaskInput.parse({
      ...recipients,
      taskId: issue.taskId,
      title: distinctTitle(world, text.title(when)),
      requirement: text.requirement(when),
      basis: text.basis(when),
      startsOn: dayOf(issue.dispatchedAt),
      dueOn: dayOf(issue.dueAt),
      nodes: formNode(world, plan, issue),
      isEvidenceRequired: text.isEvidenceRequired ? 'on' : undefined,
      estimatedMinutes: text.minutes,
      requirementId: present.standsOn.get(plan.key),
      milestoneId: openMilestone(present, plan, issue),
      // What single persons answer about themselves is nothing to score a branch by.
      isScored: plan.persons ? undefined : 'on',
    }),
  )
}

/** A retired comrade whom no SMS reaches: the receipt says so. */
function withoutPhone({ people }: World): string {
  return people.find((one) => one.phone === null && one.branch === 'retired1')?.name ?? ''
}

/** The only node of a task that carries the form of statistics. */
function formNode({ statistics }: World, { text }: PresentTask, { dueAt }: Issue) {
  const formVersionId = text.hasForm ? statistics?.versionId : undefined
  const node = { title: '填报统计表', dueOn: dayOf(dueAt), estimatedMinutes: text.minutes }
  return formVersionId ? [{ ...node, formVersionId }] : undefined
}

/** A milestone that has been declared done takes no more tasks. */
function openMilestone(present: Present, { text, key }: PresentTask, issue: Issue) {
  const found = milestoneOf(present.yearPlan, { text, key, day: dayOf(issue.dispatchedAt) })
  return found && found.dueOn >= dayOf(present.world.now) ? found.id : undefined
}

async function dispatch(present: Present, plan: PresentTask, issue: Issue): Promise<void> {
  const { world, stage } = present
  const { taskId, issuer, dispatchedAt } = issue
  await dispatchTask(await stage.as(issuer.id, dispatchedAt), { taskId })
  await settleSms(world.db, dispatchedAt, busyAt(world, plan))
  const rows = await world.db
    .select({ assignment: assignments, stepId: steps.id })
    .from(assignments)
    .innerJoin(steps, eq(steps.assignmentId, assignments.id))
    .where(eq(assignments.taskId, taskId))
  const byId = new Map([...world.organisations.values()].map((one) => [one.id, one]))
  const copies = rows.flatMap(({ assignment, stepId }): LiveCopy[] => {
    const organisation = byId.get(assignment.organisationId)
    const { id, personId } = assignment
    const fresh = { submission: null, reports: 0, isProxy: false }
    return organisation ? [{ id, stepId, personId, organisation, issuer, plan, ...fresh }] : []
  })
  for (const copy of copies.sort((a, b) => (a.organisation.code < b.organisation.code ? -1 : 1))) {
    for (const event of lifeOf(present, copy, issue)) {
      present.timetable.add(event.at, () => perform(present, copy, event))
    }
    planAsking(present, copy)
  }
}

function lifeOf({ world }: Present, copy: LiveCopy, { dispatchedAt, dueAt }: Issue): LifeEvent[] {
  const { plan, organisation, personId } = copy
  const { time, now } = world
  const moments = { time, dispatchedAt, dueAt }
  if (personId && personId === personNamed(world, '张磊').id) {
    return []
  }
  if (organisation.key === heroKey && !personId && plan.hero) {
    return lifeUntil(plan.hero, moments, now)
  }
  if (plan.waiting?.includes(organisation.key)) {
    return lifeUntil('submitted', moments, now)
  }
  if (plan.overdue?.includes(organisation.key) || plan.asks?.branch === organisation.key) {
    return lifeUntil('accepted', moments, now)
  }
  // Keyed by task and recipient, so that one more task changes nobody else's life.
  const random = seeded(`${plan.key} ${organisation.key} ${personId ? 'person' : ''}`)
  return planLife({ ...moments, random, temper: organisation.temper })
}

/** Two dispatches meet a provider without room, so that waiting and withdrawn can be seen. */
function busyAt(world: World, plan: PresentTask): Busy | undefined {
  const phonesOf = (keys: string[]) =>
    keys.flatMap((key) => {
      const name = organisationOf(world, key).secretary
      return (name && personNamed(world, name).phone) ?? []
    })
  const hourMs = 3_600_000
  if (plan.key === 'cancelled') {
    return { phones: phonesOf(['planning']), forMs: 40 * hourMs }
  }
  return plan.key === 'fire'
    ? { phones: phonesOf(['cloud', 'cable']), forMs: 5 * hourMs }
    : undefined
}
