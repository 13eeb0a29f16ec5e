import { sql } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { addDays, type Calendar, type Day, dayOf, startOfDay } from '@/lib/period'
import type { Task, TaskNode } from '../load'
import type { Recipients } from '../resolve-recipients'
import { type Crowding, crowdingOf, type Deadline } from './crowding'
import { type FormBurden, formBurdens, type KnownField } from './known-fields'
import { forecastSms, type SmsForecast } from './sms-forecast'
import { taskMinutes } from './states'

/** What a task asks of those who receive it, before it goes out. */
export interface DispatchBurden {
  /** Copies that are worked on; the one of a 党总支 that passes its own on is not. */
  doers: number
  /** Minutes for one of them; null when nothing says. */
  minutesEach: number | null
  totalMinutes: number | null
  /** Nodes that say nothing of their time and have no form. */
  silentNodes: number
  nodes: { title: string; minutes: number | null; source: 'node' | 'form' | null }[]
  /** Fields each of them fills in. */
  fields: number
  known: KnownField[]
  crowding: Omit<Crowding, 'busiest'> & { busiest: { name: string; tasks: number }[] }
  sms: SmsForecast
}

interface Asked {
  nodes: readonly TaskNode[]
  recipients: Recipients
  calendar: Calendar
  /** Those who are told and have a number. */
  reachable: readonly string[]
}

/** How far deadlines are read on either side: enough for ten working days and a long holiday. */
const windowDays = 35

/** Computes what dispatching a draft now would ask of its recipients; reads only. */
export async function dispatchBurden(
  ctx: Pick<Context, 'db' | 'now'>,
  task: Task,
  { nodes, recipients, calendar, reachable }: Asked,
): Promise<DispatchBurden> {
  const doers = doersOf(recipients)
  const dueDay = dayOf(task.dueAt)
  const [forms, deadlines, sms] = await Promise.all([
    formBurdens(
      ctx,
      nodes.flatMap((node) => node.formVersionId ?? []),
    ),
    deadlinesOf(ctx, doers, dueDay),
    forecastSms(ctx, reachable),
  ])
  const crowding = crowdingOf(deadlines, dueDay, {
    earliest: earliestDay(ctx.now, task),
    calendar,
  })
  const names = new Map(doers.map(({ id, name }) => [id, name]))
  return {
    doers: doers.length,
    ...effortOf(task, nodes, forms, doers.length),
    fields: nodes.reduce((sum, node) => sum + (formOf(node, forms)?.fields ?? 0), 0),
    known: nodes.flatMap((node) => formOf(node, forms)?.known ?? []),
    crowding: {
      ...crowding,
      busiest: crowding.busiest.map(({ recipientId, tasks }) => ({
        name: names.get(recipientId) ?? '',
        tasks,
      })),
    },
    sms,
  }
}

type Forms = ReadonlyMap<string, FormBurden>

function formOf(node: TaskNode, forms: Forms): FormBurden | undefined {
  return node.formVersionId === null ? undefined : forms.get(node.formVersionId)
}

function effortOf(task: Task, nodes: readonly TaskNode[], forms: Forms, doers: number) {
  const efforts = nodes.map((node) => ({
    title: node.title,
    stated: node.estimatedMinutes,
    ofForm: formOf(node, forms)?.minutes ?? null,
  }))
  const minutesEach = taskMinutes(task.estimatedMinutes, efforts)
  return {
    minutesEach,
    totalMinutes: minutesEach === null ? null : minutesEach * doers,
    silentNodes: efforts.filter((one) => one.stated === null && one.ofForm === null).length,
    nodes: efforts.map(({ title, stated, ofForm }) => ({
      title,
      minutes: stated ?? ofForm,
      source: sourceOf(stated, ofForm),
    })),
  }
}

function sourceOf(stated: number | null, ofForm: number | null): 'node' | 'form' | null {
  return stated !== null ? 'node' : ofForm !== null ? 'form' : null
}

interface Doer {
  id: string
  name: string
  isPerson: boolean
}

/** Who works on it: branches in place of the 党总支 that breaks it down to them, and people. */
function doersOf({ organisations, people, under }: Recipients): Doer[] {
  const own = organisations
    .map(({ organisation }) => organisation)
    .filter((organisation) => !under.has(organisation.id))
  return [
    ...[...own, ...[...under.values()].flat()].map(({ id, name }) => ({
      id,
      name,
      isPerson: false,
    })),
    ...people.map(({ personId, name }) => ({ id: personId, name, isPerson: true })),
  ]
}

/** Nothing is proposed for today or before the task begins. */
function earliestDay(now: Date, task: Task): Day {
  const tomorrow = addDays(dayOf(now), 1)
  return task.startsOn > tomorrow ? task.startsOn : tomorrow
}

/** Steps the recipients still have to hand in around the due day; what is under review is not theirs. */
function deadlinesOf(
  { db }: Pick<Context, 'db'>,
  doers: readonly Doer[],
  dueDay: Day,
): Promise<Deadline[]> {
  const from = startOfDay(addDays(dueDay, -windowDays)).toISOString()
  const to = startOfDay(addDays(dueDay, windowDays)).toISOString()
  const idsOf = (isPerson: boolean) =>
    JSON.stringify(doers.filter((doer) => doer.isPerson === isPerson).map((doer) => doer.id))
  return db.execute<Deadline & Record<string, unknown>>(sql`
    with copies as (
      select id, organisation_id as recipient from assignments
      where person_id is null and state in ('issued', 'accepted', 'returned', 'submitted', 'paused')
        and organisation_id in (select value::uuid from json_array_elements_text(${idsOf(false)}::json))
      union all
      select id, person_id from assignments
      where state in ('issued', 'accepted', 'returned', 'submitted', 'paused')
        and person_id in (select value::uuid from json_array_elements_text(${idsOf(true)}::json))
      union all
      select id, delegate_id from assignments
      where state in ('issued', 'accepted', 'returned', 'submitted', 'paused')
        and delegate_id in (select value::uuid from json_array_elements_text(${idsOf(true)}::json))
    )
    select distinct c.recipient as "recipientId", c.id as "assignmentId",
      to_char(s.effective_due_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day
    from copies c join steps s on s.assignment_id = c.id
    where s.state in ('waiting', 'open', 'returned')
      and s.effective_due_at >= ${from}::timestamptz and s.effective_due_at < ${to}::timestamptz`)
}
