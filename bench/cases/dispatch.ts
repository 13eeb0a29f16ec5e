import { inArray, sql } from 'drizzle-orm'
import { type Db, openDatabase } from '@/db/client'
import { newId } from '@/db/ids'
import { assignments, tasks } from '@/db/schema'
import { loadViewer } from '@/lib/accounts/load-viewer'
import { createContext, type ViewerContext } from '@/lib/context'
import { dayOf } from '@/lib/period'
import { dispatchTask } from '@/lib/tasks/dispatch-task'
import type { World } from '../database'
import { figure, median } from '../figure'
import type { Case } from './case'

const rounds = 9

/**
 * One task to every branch, from the verb's call to its commit. The floor writes as many of the
 * same rows, under the same keys and triggers, by INSERT … SELECT in one transaction.
 */
export const dispatch: Case = async ({ scale, worlds, say }) => {
  const world = await worlds.at(scale)
  const { db, close } = openDatabase(world.url, { poolSize: 2 })
  try {
    const verb: number[] = []
    const bare: number[] = []
    const sent: string[] = []
    for (let round = -2; round < rounds; round += 1) {
      const ctx = await contextOf(db, world)
      const done = await draftOf(ctx, world)
      const inVerb = await timed(() => dispatchTask(ctx, { taskId: done }))
      const again = await draftOf(ctx, world)
      const inBare = await timed(() => insertBare(db, done, again))
      await assertSameRows(db, done, again)
      sent.push(done, again)
      // The first rounds warm the connection and the server's caches.
      if (round >= 0) {
        verb.push(inVerb)
        bare.push(inBare)
      }
    }
    await withdraw(db, sent)
    say(`dispatch: ${rounds} rounds`)
    return [figure('dispatch-all-branches', median(verb), 'ms', median(bare))]
  } finally {
    await close()
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

async function contextOf(db: Db, { accounts }: World): Promise<ViewerContext> {
  const now = new Date()
  const viewer = await loadViewer(db, accounts.officerId, now)
  if (!viewer) {
    throw new Error('The officer is not in the database')
  }
  return createContext({ db, viewer, now, requestId: newId() })
}

async function draftOf(ctx: ViewerContext, { accounts }: World): Promise<string> {
  const id = newId()
  await ctx.db.insert(tasks).values({
    id,
    title: '报送三季度主题党日开展情况',
    requirement: '请各党支部于截止时间前报送本季度主题党日开展情况。',
    issuingOrganisationId: accounts.committeeId,
    department: '党建部',
    createdBy: accounts.officerId,
    createdAt: ctx.now,
    startsOn: dayOf(ctx.now),
    dueAt: new Date(ctx.now.getTime() + 14 * 86_400_000),
    isEvidenceRequired: true,
    recipients: {
      organisationIds: [],
      underIds: [accounts.committeeId],
      classes: [],
      groupIds: [],
      personIds: [],
    },
    state: 'draft',
  })
  return id
}

/** The rows of a dispatch once more, for another task; ids are made by the server. */
async function insertBare(db: Db, from: string, to: string): Promise<void> {
  const dispatchId = newId()
  const nodeId = newId()
  await db.transaction(async (tx) => {
    const statements = [
      sql`update tasks set state = 'dispatched', dispatched_at = now() where id = ${to}`,
      sql`insert into dispatches select ${dispatchId}, ${to}, kind, number || '-bare', dispatched_by, now()
        from dispatches where task_id = ${from}`,
      sql`insert into task_nodes select ${nodeId}, ${to}, position, title, due_at
        from task_nodes where task_id = ${from}`,
      sql`insert into assignments (id, task_id, dispatch_id, organisation_id, state, due_at, effective_due_at, state_since)
        select uuidv7(), ${to}, ${dispatchId}, organisation_id, 'issued', due_at, due_at, now()
        from assignments where task_id = ${from} and person_id is null`,
      sql`insert into steps (id, assignment_id, node_id, state, due_at, effective_due_at)
        select uuidv7(), id, ${nodeId}, 'open', due_at, due_at
        from assignments where task_id = ${to} and person_id is null`,
      sql`insert into clock_segments (id, step_id, party, starts_at)
        select uuidv7(), s.id, 'assignee', now() from assignments a join steps s on s.assignment_id = a.id
        where a.task_id = ${to} and a.person_id is null`,
      sql`insert into notices (id, person_id, kind, title, body, href, subject_type, subject_id, created_at, sms_template, sms_refusal)
        select uuidv7(), n.person_id, n.kind, n.title, n.body, n.href, n.subject_type, mine.id, now(), n.sms_template, n.sms_refusal
        from assignments his join notices n on n.subject_id = his.id
        join assignments mine on mine.task_id = ${to} and mine.organisation_id = his.organisation_id
          and mine.person_id is null
        where his.task_id = ${from} and his.person_id is null`,
      sql`insert into dispatch_recipients (id, dispatch_id, assignment_id, person_id, person_name, organisation_name, post_label, phone_masked, notice_id)
        select uuidv7(), ${dispatchId}, a.id, p.id, p.name, v.name, '书记', p.phone_masked, n.id
        from assignments a join notices n on n.subject_id = a.id join people p on p.id = n.person_id
        join organisation_versions v on v.organisation_id = a.organisation_id
        where a.task_id = ${to} and a.person_id is null`,
    ]
    for (const statement of statements) {
      await tx.execute(statement)
    }
  })
}

/** Takes the tasks off everybody's list: the cases after this one find it as it was. */
async function withdraw(db: Db, taskIds: string[]): Promise<void> {
  await db
    .update(assignments)
    .set({ state: 'cancelled' })
    .where(inArray(assignments.taskId, taskIds))
  await db.update(tasks).set({ state: 'cancelled' }).where(inArray(tasks.id, taskIds))
}

/** Both wrote as many rows of each kind; otherwise the comparison means nothing. */
async function assertSameRows(db: Db, one: string, other: string): Promise<void> {
  const counts = await Promise.all([one, other].map((taskId) => rowCounts(db, taskId)))
  const [first, second] = counts.map((row) => JSON.stringify(row))
  if (first !== second || !counts[0]?.assignments) {
    throw new Error(`The verb wrote ${first}, the floor ${second}`)
  }
}

async function rowCounts(db: Db, taskId: string) {
  const [row] = await db.execute<{ assignments: number }>(sql`
    with a as (select id from assignments where task_id = ${taskId} and person_id is null),
      s as (select id from steps where assignment_id in (select id from a))
    select (select count(*)::int from a) as assignments,
      (select count(*)::int from s) as steps,
      (select count(*)::int from clock_segments where step_id in (select id from s)) as segments,
      (select count(*)::int from notices where subject_id in (select id from a)) as notices,
      (select count(*)::int from dispatch_recipients where assignment_id in (select id from a)) as recipients`)
  return row
}
