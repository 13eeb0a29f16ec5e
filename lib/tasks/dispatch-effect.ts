import { and, between, inArray, sql } from 'drizzle-orm'
import { openAssignmentStates } from '@/db/enums'
import { assignments } from '@/db/schema'
import { loadCalendar } from '@/lib/calendar'
import type { ViewerContext } from '@/lib/context'
import { type FormNotReady, formsNotReady } from '@/lib/forms/freeze-version'
import { addDays, type Calendar, dayOf, isWorkingDay, startOfDay } from '@/lib/period'
import { type DispatchBurden, dispatchBurden } from './burden/dispatch-burden'
import type { GoneRecipient } from './gone-recipients'
import type { Task, TaskNode } from './load'
import { nodesOf } from './plan-nodes'
import { type Recipients, recipientsMark, resolveRecipients } from './resolve-recipients'
import { unreviewable } from './reviewers'
import { recipientChoice } from './schema'

/** What pressing 下达 would do, in numbers, and what to look at first. */
export interface DispatchEffect {
  branches: number
  /** Assignments that go to single persons. */
  persons: number
  /** People who will be told, each once. */
  told: number
  /** SMS that leave because of it, after merging. */
  messages: number
  /** Estimated person-hours over all recipients, in minutes; null when nothing was estimated. */
  totalMinutes: number | null
  /** Where the time goes, what is known already, what else is due that week. */
  burden: DispatchBurden
  /** Told in person, by telephone or on paper. */
  withoutNumber: { name: string; organisationName: string }[]
  /** Branches with nobody in post. */
  nobodyInPost: string[]
  /** Name of the holiday, or 周末, when the task is due on a day off. */
  dueOnRestDay: string | null
  isDuePast: boolean
  /** Forms with which it would be refused. */
  formsNotReady: FormNotReady[]
  /** The viewer would receive the task himself. */
  includesViewer: boolean
  /** Recipients with another task due the same day. */
  collisions: number
  /** Those whose work nobody could review: every officer, and the alternate, is of it himself. */
  nobodyToReview: string[]
  /** Whom the draft names and who is no longer there: they receive nothing. */
  gone: GoneRecipient[]
  /** 党总支 that are told of it without having to answer, and how many people there. */
  copied: { name: string; people: number }[]
  /** 党总支 that break it down, and to how many branches. */
  coordinators: { name: string; branches: number }[]
  /** Organisations that assist (协办). */
  assists: number
  /** Nodes of the task; 1 for a plain one. */
  nodes: number
  /** Goes back with the press, see `recipientsMark`. */
  seen: string
}

/** Computes the effect of dispatching a draft now; reads only. */
export async function dispatchEffect(ctx: ViewerContext, task: Task): Promise<DispatchEffect> {
  const choice = recipientChoice.parse(task.recipients)
  const [recipients, calendar, nodes] = await Promise.all([
    resolveRecipients(ctx.db, choice, dayOf(ctx.now), task.route),
    loadCalendar(ctx.db),
    nodesOf(ctx.db, task.id),
  ])
  return effectOn(ctx, task, { recipients, calendar, nodes })
}

interface Going {
  recipients: Recipients
  calendar: Calendar
  nodes: readonly TaskNode[]
}

/** What it does to send a task to these recipients with these nodes; reads only. */
export async function effectOn(
  ctx: ViewerContext,
  task: Task,
  { recipients, calendar, nodes }: Going,
): Promise<DispatchEffect> {
  const dueDay = dayOf(task.dueAt)
  const told = peopleTold(recipients)
  const reachable = [...told].filter(([, person]) => person.phoneMasked !== null)
  const burden = await dispatchBurden(ctx, task, {
    ...{ nodes, recipients, calendar },
    reachable: reachable.map(([personId]) => personId),
  })
  return {
    branches: recipients.organisations.length,
    persons: recipients.people.length,
    told: told.size,
    messages: burden.sms.messages,
    totalMinutes: burden.totalMinutes,
    burden,
    withoutNumber: [...told.values()].filter((person) => person.phoneMasked === null),
    nobodyInPost: recipients.organisations
      .filter((one) => one.told.length === 0)
      .map((one) => one.organisation.name),
    dueOnRestDay: isWorkingDay(dueDay, calendar) ? null : (calendar.get(dueDay)?.name ?? '周末'),
    isDuePast: [task, ...nodes].some(({ dueAt }) => dueAt <= ctx.now),
    formsNotReady: await formsNotReady(
      ctx,
      nodes.flatMap((node) => node.formVersionId ?? []),
    ),
    includesViewer: told.has(ctx.viewer.personId),
    collisions: await countCollisions(ctx, recipients, dueDay),
    nobodyToReview: await nobodyToReview(ctx, task, recipients),
    gone: recipients.gone,
    ...routeOf(recipients),
    nodes: Math.max(nodes.length, 1),
    seen: recipientsMark(recipients),
  }
}

function routeOf({ organisations, copied, under }: Recipients) {
  return {
    copied: copied
      .filter(({ told }) => told.length > 0)
      .map(({ organisation, told }) => ({ name: organisation.name, people: told.length })),
    coordinators: organisations.flatMap(({ organisation: { id, name } }) => {
      const branches = under.get(id)
      return branches ? [{ name, branches: branches.length }] : []
    }),
    assists: organisations.filter((one) => one.part === 'assist').length,
  }
}

async function nobodyToReview(ctx: ViewerContext, task: Task, recipients: Recipients) {
  const answering = new Map([
    ...recipients.organisations.map(
      ({ organisation: { id, name } }) => [id, { id, name }] as const,
    ),
    ...recipients.people.map(
      ({ organisationId: id, organisationName: name }) => [id, { id, name }] as const,
    ),
  ])
  const stuck = await unreviewable(ctx.db, task, [...answering.values()], dayOf(ctx.now))
  return stuck.map((one) => one.name)
}

function peopleTold({ organisations, people }: Recipients) {
  const told = new Map<
    string,
    { name: string; organisationName: string; phoneMasked: string | null }
  >()
  for (const { organisation, told: holders } of organisations) {
    for (const { personId, personName, phoneMasked } of holders) {
      told.set(personId, { name: personName, organisationName: organisation.name, phoneMasked })
    }
  }
  for (const { personId, name, organisationName, phoneMasked } of people) {
    told.set(personId, { name, organisationName, phoneMasked })
  }
  return told
}

async function countCollisions(ctx: ViewerContext, recipients: Recipients, dueDay: string) {
  const organisationIds = recipients.organisations.map((one) => one.organisation.id)
  if (organisationIds.length === 0) {
    return 0
  }
  const [row] = await ctx.db
    .select({ count: sql<number>`count(distinct ${assignments.organisationId})::int` })
    .from(assignments)
    .where(
      and(
        inArray(assignments.organisationId, organisationIds),
        inArray(assignments.state, [...openAssignmentStates]),
        between(
          assignments.effectiveDueAt,
          startOfDay(dueDay),
          new Date(startOfDay(addDays(dueDay, 1)).getTime() - 1),
        ),
      ),
    )
  return row?.count ?? 0
}
