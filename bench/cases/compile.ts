import { eq, sql } from 'drizzle-orm'
import { type Db, openDatabase } from '@/db/client'
import { newId } from '@/db/ids'
import { assignments, formReports, forms, formVersions, tasks } from '@/db/schema'
import { loadViewer } from '@/lib/accounts/load-viewer'
import { createContext } from '@/lib/context'
import {
  blankDefinition,
  blankField,
  type FormDefinition,
  type ReportValues,
} from '@/lib/forms/states'
import { compiledPage } from '@/lib/tasks/reports/compiled'
import type { World } from '../database'
import { figure, median } from '../figure'
import type { Case } from './case'

const rounds = 9
const numbers = 24
const texts = 6

/**
 * The first page of a 汇总表 of every branch with 30 fields: sums, gaps and what stands out against
 * the last period. The floor reads the same reports by one bare SELECT and adds up their numbers.
 */
export const compile: Case = async ({ scale, worlds, say }) => {
  const world = await worlds.at(scale)
  const { db, close } = openDatabase(world.url, { poolSize: 2 })
  try {
    const made = await reportedTask(db, world)
    const now = new Date()
    const viewer = await loadViewer(db, world.accounts.officerId, now)
    if (!viewer) {
      throw new Error('The officer is not in the database')
    }
    const ctx = createContext({ db, viewer, now, requestId: newId() })
    const input = { taskId: made.taskId, show: 'all' as const, from: 0 }
    const page: number[] = []
    const bare: number[] = []
    let reported = 0
    for (let round = -2; round < rounds; round += 1) {
      const inPage = await timed(async () => {
        reported = (await compiledPage(ctx, input)).counts.reported
      })
      const inBare = await timed(() => readAndSum(db, made.versionId))
      // The first rounds warm the connection and the server's caches.
      if (round >= 0) {
        page.push(inPage)
        bare.push(inBare)
      }
    }
    await withdraw(db, made)
    say(`compile: ${reported} reports of ${numbers + texts} fields, ${rounds} rounds`)
    return [figure('compile-page', median(page), 'ms', median(bare))]
  } finally {
    await close()
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

async function readAndSum(db: Db, versionId: string): Promise<Record<string, number>> {
  const rows = await db
    .select({ period: formReports.period, values: formReports.values })
    .from(formReports)
    .where(eq(formReports.formVersionId, versionId))
  const sums: Record<string, number> = {}
  for (const { period, values } of rows) {
    for (const [key, value] of period === '2026Q3' ? Object.entries(values as ReportValues) : []) {
      sums[key] = (sums[key] ?? 0) + (Number(value) || 0)
    }
  }
  return sums
}

function definition(): FormDefinition {
  const fields = Array.from({ length: numbers + texts }, (_, at) =>
    blankField(`f${at + 1}`, at < numbers ? 'number' : 'text', `第 ${at + 1} 项`),
  )
  return { ...blankDefinition, fields }
}

interface Made {
  taskId: string
  versionId: string
}

/** Two tasks with one form, the last quarter's (approved) and this one's, every branch reported. */
async function reportedTask(db: Db, { accounts }: World): Promise<Made> {
  const [formId, versionId] = [newId(), newId()]
  const at = new Date()
  const by = accounts.officerId
  await db.insert(forms).values({
    ...{ id: formId, name: '季度工作报表', createdBy: by, createdAt: at },
    issuingOrganisationId: accounts.committeeId,
  })
  await db.insert(formVersions).values({
    ...{ id: versionId, formId, version: 1, definition: definition(), state: 'frozen' },
    ...{ changedBy: by, changedAt: at, frozenAt: at },
  })
  await insertReports(db, {
    ...{ accounts, versionId, startsOn: '2026-04-01', period: '2026Q2', state: 'approved' },
  })
  const taskId = await insertReports(db, {
    ...{ accounts, versionId, startsOn: '2026-07-01', period: '2026Q3', state: 'submitted' },
  })
  await db.execute(sql`analyze form_reports, submissions, steps, assignments`)
  return { taskId, versionId }
}

async function insertReports(
  db: Db,
  given: {
    accounts: World['accounts']
    versionId: string
    startsOn: string
    period: string
    state: 'approved' | 'submitted'
  },
): Promise<string> {
  const { accounts, versionId, startsOn, period, state } = given
  const [taskId, nodeId, dispatchId] = [newId(), newId(), newId()]
  const by = accounts.officerId
  await db.insert(tasks).values({
    ...{ id: taskId, title: '报送季度工作报表', requirement: '请按表填报。', startsOn },
    ...{ issuingOrganisationId: accounts.committeeId, createdBy: by, createdAt: new Date() },
    ...{ dueAt: new Date(), isEvidenceRequired: false, recipients: {}, state: 'dispatched' },
  })
  const pairs = sql.join(
    definition().fields.map(({ key, kind }, index) =>
      kind === 'number'
        ? sql`${key}::text, ((n * ${index + 3} + ${period.length}) % 97)::text`
        : sql`${key}::text, '按计划开展，第' || n || '个支部'`,
    ),
    sql`, `,
  )
  const statements = [
    sql`insert into task_nodes (id, task_id, position, title, due_at, form_version_id)
      values (${nodeId}, ${taskId}, 1, '填报', now(), ${versionId})`,
    sql`insert into dispatches (id, task_id, kind, number, dispatched_by, dispatched_at)
      values (${dispatchId}, ${taskId}, 'initial', ${`bench-${taskId}`}, ${by}, now())`,
    sql`insert into assignments (id, task_id, dispatch_id, organisation_id, state, due_at, effective_due_at, state_since)
      select uuidv7(), ${taskId}, ${dispatchId}, organisation_id, ${state}, now(), now(), now()
      from organisation_versions where kind = 'branch' and valid_to is null`,
    sql`insert into steps (id, assignment_id, node_id, state, due_at, effective_due_at)
      select uuidv7(), id, ${nodeId}, ${state}, now(), now() from assignments where task_id = ${taskId}`,
    sql`insert into submissions (id, step_id, version, text, effective_due_at, request_key, channel, by_id, at, recorded_by, recorded_at)
      select uuidv7(), id, 1, '', now(), uuidv7(), 'online', ${by}, now(), ${by}, now() from steps where node_id = ${nodeId}`,
    sql`insert into form_reports (submission_id, form_version_id, organisation_id, period, values, at)
      select h.id, ${versionId}, a.organisation_id, ${period}, jsonb_build_object(${pairs}), now()
      from (select id, step_id, row_number() over (order by id) as n from submissions
        where step_id in (select id from steps where node_id = ${nodeId})) h
      join steps s on s.id = h.step_id join assignments a on a.id = s.assignment_id`,
  ]
  for (const statement of statements) {
    await db.execute(statement)
  }
  return taskId
}

/** Takes the copies off everybody's list: the cases after this one find it as it was. */
async function withdraw(db: Db, { versionId }: Made): Promise<void> {
  const own = sql`(select task_id from task_nodes where form_version_id = ${versionId})`
  await db
    .update(assignments)
    .set({ state: 'cancelled' })
    .where(sql`${assignments.taskId} in ${own}`)
  await db.update(tasks).set({ state: 'cancelled' }).where(sql`${tasks.id} in ${own}`)
}
