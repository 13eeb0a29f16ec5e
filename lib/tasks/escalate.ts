import { and, asc, count, eq, gt, gte, inArray, lte, notExists, type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { newId } from '@/db/ids'
import { tryLockUntilCommit } from '@/db/locks'
import { assignments, escalations, tasks } from '@/db/schema'
import { loadCalendar } from '@/lib/calendar'
import type { Context, Work } from '@/lib/context'
import { addWorkingDays, type Calendar, dayOf } from '@/lib/period'
import { readSetting } from '@/lib/settings/read-setting'
import { escalationAudience } from './escalation-audience'
import { type Call, callsOf } from './escalation-calls'
import type { Assignment, Task } from './load'
import { tell } from './tell'

const batchSize = 200
const dayMs = 86_400_000

/**
 * Tells somebody else where nothing happens: once for each copy, rule and level (of an 逾期 once for
 * each effective due, the level counts them), whoever runs it and however often. Bounded: what is left over waits for the next run.
 * @returns number of copies that somebody was told about
 */
export async function escalateAssignments(ctx: Context): Promise<number> {
  return ctx.transact(async (tx) => {
    if (!(await tryLockUntilCommit(tx.db, 'escalation'))) {
      tx.unchanged()
      return 0
    }
    const [rules, calendar] = await Promise.all([
      readSetting(tx.db, 'supervision'),
      loadCalendar(tx.db),
    ])
    let told = 0
    for (const call of callsOf(rules)) {
      told += await makeCall(tx, call, calendar)
    }
    if (told === 0) {
      tx.unchanged()
    }
    return told
  })
}

async function makeCall(tx: Work, call: Call, calendar: Calendar): Promise<number> {
  const late = await candidates(tx.db, call, calendar, tx.now)
  const audience = await escalationAudience(tx.db, call, late, dayOf(tx.now))
  const before = await callsBefore(tx.db, call, late)
  const rows = late.map(({ assignment }) => ({
    id: newId(),
    assignmentId: assignment.id,
    rule: call.rule,
    level: call.level + (before.get(assignment.id) ?? 0),
    at: tx.now,
    told: audience(assignment.id).map((one) => one.personId),
  }))
  if (rows.length === 0) {
    return 0
  }
  await tx.db.insert(escalations).values(rows)
  const levels = new Map(rows.map((row) => [row.assignmentId, row.level]))
  for (const { assignment, task } of late) {
    for (const hasSms of [true, false]) {
      const people = audience(assignment.id).filter((one) => one.bySms === hasSms)
      await tell(
        tx,
        task,
        assignment,
        people.map((one) => one.personId),
        {
          kind: 'task_escalated',
          body: call.words(assignment, tx.now),
          smsTemplate: hasSms ? 'task_escalated' : null,
        },
      )
    }
    tx.record({
      action: 'assignment.escalate',
      subjectType: 'assignment',
      subjectId: assignment.id,
      detail: {
        rule: call.rule,
        level: levels.get(assignment.id) ?? call.level,
        told: audience(assignment.id).length,
      },
    })
  }
  return rows.length
}

/**
 * Copies whose working days are over and that this rule has not called about. The database asks in
 * whole days, which working days are never fewer than; the calendar decides.
 */
async function candidates(db: Db, call: Call, calendar: Calendar, now: Date) {
  const rows: { assignment: Assignment; task: Task }[] = []
  let after: Cursor | null = null
  do {
    const page = await candidatePage(db, call, new Date(now.getTime() - call.days * dayMs), after)
    const last = page.at(-1)?.assignment
    after = last && page.length === batchSize ? { at: sinceOf(call, last), id: last.id } : null
    rows.push(
      ...page.filter(
        ({ assignment }) => addWorkingDays(sinceOf(call, assignment), call.days, calendar) <= now,
      ),
    )
  } while (after && rows.length < batchSize)
  return rows.slice(0, batchSize)
}

/** How often an 逾期 was called about each copy for dues that have been moved on since. */
async function callsBefore(
  db: Db,
  { rule }: Call,
  late: readonly { assignment: Assignment }[],
): Promise<Map<string, number>> {
  if (rule !== 'overdue' || late.length === 0) {
    return new Map()
  }
  const ids = late.map(({ assignment }) => assignment.id)
  const rows = await db
    .select({ id: escalations.assignmentId, calls: count() })
    .from(escalations)
    .where(and(inArray(escalations.assignmentId, ids), eq(escalations.rule, rule)))
    .groupBy(escalations.assignmentId)
  return new Map(rows.map((row) => [row.id, row.calls]))
}

interface Cursor {
  at: Date
  id: string
}

async function candidatePage(db: Db, call: Call, before: Date, after: Cursor | null) {
  const called = db
    .select({ one: sql`1` })
    .from(escalations)
    .where(
      and(
        eq(escalations.assignmentId, assignments.id),
        eq(escalations.rule, call.rule),
        // A due that was moved on (延期, the fair clock) and has passed again is another due.
        call.rule === 'overdue'
          ? gte(escalations.at, assignments.effectiveDueAt)
          : eq(escalations.level, call.level),
      ),
    )
  return db
    .select({ assignment: assignments, task: tasks })
    .from(assignments)
    .innerJoin(tasks, eq(tasks.id, assignments.taskId))
    .where(
      and(
        inArray(assignments.state, [...call.states]),
        lte(call.since, before),
        after ? beyond(call, after) : undefined,
        eq(tasks.state, 'dispatched'),
        notExists(called),
      ),
    )
    .orderBy(asc(call.since), asc(assignments.id))
    .limit(batchSize)
}

function beyond(call: Call, { at, id }: Cursor): SQL | undefined {
  return sql`(${gt(call.since, at)} or ${and(eq(call.since, at), gt(assignments.id, id))})`
}

function sinceOf(call: Call, assignment: Assignment): Date {
  return call.since === assignments.stateSince ? assignment.stateSince : assignment.effectiveDueAt
}
