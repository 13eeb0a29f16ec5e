import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing/database'
import { loadViewer } from '@/lib/accounts/load-viewer'
import { dischargeRecorded } from '@/lib/activities/discharge-recorded'
import { verifyAudit } from '@/lib/audit-trail/verify'
import { createContext } from '@/lib/context'
import { deliveryRows, deliverySummary } from '@/lib/notifications/delivery-counts'
import { dispatchEffect } from '@/lib/tasks/dispatch-effect'
import { loadTask } from '@/lib/tasks/load'
import { compileNode } from '@/lib/tasks/reports/compiled'
import { reviewsWaiting } from '@/lib/tasks/review-queries'
import { issueDueInstances } from '@/lib/tasks/templates/issue-due'
import { demoAccounts, seedDemo } from '.'

const { db } = await testDatabase()
const now = new Date('2026-11-23T10:37:00+08:00')
const rowsOf = <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
  db.execute<T>(query)
const as = async (name: string) => {
  const [person] = await rowsOf<{ id: string }>(sql`select id from people where name = ${name}`)
  const viewer = await loadViewer(db, person?.id ?? '', now)
  if (!viewer) {
    throw new Error('nobody of that name')
  }
  return createContext({ db, viewer, now, requestId: 'test' })
}
const counted = async (query: ReturnType<typeof sql>) =>
  Number((await rowsOf<{ count: string }>(query))[0]?.count)

beforeAll(async () => {
  await seedDemo(db, now)
}, 180_000)

test('a database with an organisation is left alone', async () => {
  await expect(seedDemo(db, now)).rejects.toThrow(/empty database/)
})

test('the record is whole and nothing lies in the future', async () => {
  const { faults, checked } = await verifyAudit(db)
  expect(faults).toEqual([])
  expect(checked).toBeGreaterThan(3_000)
  const later = sql`select count(*) from audit_entries where at > ${now.toISOString()}::timestamptz`
  expect(await counted(later)).toBe(0)
})

test('every open step has one open segment, every other none', async () => {
  const broken = await rowsOf(sql`
    select s.id, s.state, count(c.id) filter (where c.ends_at is null) as open
    from steps s left join clock_segments c on c.step_id = s.id
    group by s.id, s.state
    having count(c.id) filter (where c.ends_at is null)
      <> case when s.state in ('open', 'submitted', 'returned') then 1 else 0 end`)
  expect(broken).toEqual([])
})

test('the tallies agree with the assignments', async () => {
  const differing = await rowsOf(sql`
    select * from (
      select task_id, state, count(*)::int as count from assignments group by 1, 2
      except select task_id, state, count from task_tallies where count > 0) d`)
  expect(differing).toEqual([])
})

test('every receipt adds up', async () => {
  const dispatches = await rowsOf<{ id: string }>(sql`select id from dispatches`)
  expect(dispatches.length).toBeGreaterThan(35)
  for (const { id } of dispatches) {
    const counts = await deliverySummary(db, id)
    expect(counts.recipients).toBe(
      counts.delivered + counts.failed + counts.unknown + counts.waiting,
    )
    expect(await deliveryRows(db, id, now, { limit: 500 })).toHaveLength(counts.recipients)
  }
})

test('every screen has something: states of tasks, assignments and messages', async () => {
  const states = async (table: string) =>
    (
      await rowsOf<{ state: string }>(sql.raw(`select distinct state from ${table} order by 1`))
    ).map(({ state }) => state)
  expect(await states('tasks')).toEqual(['cancelled', 'closed', 'dispatched', 'draft'])
  expect(await states('assignments')).toEqual(
    expect.arrayContaining([
      'issued',
      'accepted',
      'submitted',
      'returned',
      'approved',
      'evaluated',
    ]),
  )
  expect(await states('sms_messages')).toEqual(
    expect.arrayContaining(['delivered', 'failed', 'unknown', 'waiting', 'withdrawn']),
  )
})

test('requirements of all sources, proposals in all states, a year with its tasks', async () => {
  const distinct = async (column: string, table: string) =>
    (
      await rowsOf<{ word: string }>(
        sql.raw(`select distinct ${column} as word from ${table} order by 1`),
      )
    ).map(({ word }) => word)
  expect(await distinct('source', 'requirements')).toHaveLength(5)
  expect(await distinct('state', 'requirements')).toEqual(['closed', 'registered'])
  expect(await distinct('state', 'proposals')).toEqual([
    'adopted',
    'declined',
    'merged',
    'submitted',
  ])
  expect(await counted(sql`select count(*) from plan_milestones`)).toBe(16)
  expect(
    await counted(
      sql`select count(distinct milestone_id) from tasks where milestone_id is not null`,
    ),
  ).toBeGreaterThan(8)
  expect(
    await counted(sql`select count(*) from tasks where requirement_id is not null`),
  ).toBeGreaterThan(4)
})

test('no two tasks have the same name', async () => {
  expect(await rowsOf(sql`select title from tasks group by 1 having count(*) > 1`)).toEqual([])
})

test('a form over three quarters: brought along, added up, held against the last period', async () => {
  const periods = await rowsOf<{ period: string; count: number }>(sql`
    select period, count(distinct organisation_id)::int as count from form_reports group by 1 order by 1`)
  expect(periods.map((row) => row.period)).toEqual(['2026Q2', '2026Q3', '2026Q4'])
  expect(periods[1]?.count).toBe(30)
  const [task] = await rowsOf<{ id: string }>(sql`
    select id from tasks where state = 'dispatched' and exists (
      select 1 from task_nodes n where n.task_id = tasks.id and n.form_version_id is not null)`)
  const { counts, totals, rows } = await compileNode(await as('陈晓春'), { taskId: task?.id ?? '' })
  expect(counts.reported).toBeGreaterThan(10)
  expect(counts.missing).toBeGreaterThan(1)
  expect(counts.outliers).toBeGreaterThan(0)
  expect(totals.members?.sum).not.toBeNull()
  const filled = rows.filter((row) => row.values)
  expect(filled.every((row) => row.values?.branch && row.values.service_before)).toBe(true)
})

test('a draft whose form asks for what is known, in a week that is full', async () => {
  const [draft] = await rowsOf<{ id: string }>(sql`
    select id from tasks where state = 'draft' and exists (
      select 1 from task_nodes n where n.task_id = tasks.id and n.form_version_id is not null)`)
  const officer = await as('陈晓春')
  const task = await loadTask(officer, db, draft?.id ?? '')
  const { burden } = await dispatchEffect(officer, task)
  expect(burden.known.map((field) => field.label)).toEqual(
    expect.arrayContaining(['党支部名称', '党员人数', '集中学习次数']),
  )
  expect(burden.crowding.busiest.length).toBeGreaterThan(0)
})

test('requests, circulars, handover and what somebody else reviews', async () => {
  const waiting = await rowsOf<{ kind: string }>(sql`
    select distinct kind from (select kind from decline_requests where decision is null
      union all select 'extension' from extension_requests where decision is null) k order by 1`)
  expect(waiting.map((row) => row.kind)).toEqual(['decline', 'extension', 'reassign'])
  const circulars = await rowsOf<{ state: string }>(
    sql`select distinct state from circulars order by 1`,
  )
  expect(circulars.map((row) => row.state)).toEqual(['draft', 'issued'])
  expect(await counted(sql`select count(*) from notices where kind = 'handover'`)).toBeGreaterThan(
    0,
  )
  expect(
    await counted(sql`select count(*) from notices where sms_refusal like '%没有登记手机号%'`),
  ).toBeGreaterThan(0)
  const { rows: reviews } = await reviewsWaiting(await as('陈晓春'))
  expect(reviews.map((item) => item.isForOthers)).toContain(true)
})

test('the accounts exist, every evaluation in an indicator is in the ledger and no job is left', async () => {
  const numbers = await rowsOf<{ employee_number: string }>(sql`
    select employee_number from people join accounts on person_id = id
    where password_hash is not null`)
  expect(numbers.map((row) => row.employee_number).sort()).toEqual(
    demoAccounts.map((one) => one.employeeNumber).sort(),
  )
  expect(
    await counted(sql`select count(*) from facts f where f.kind = 'task_evaluation'
      and f.value->>'indicatorKey' = 'bonus' and f.value->>'pointsHundredths' <> '0'
      and not exists (select 1 from score_entries e where f.id = any(e.sources) or e.fact_id = f.id)`),
  ).toBe(0)
  expect(await counted(sql`select count(*) from graphile_worker.jobs`)).toBe(0)
})

test('三会一课: every kind of duty, done, late, missed, exempt and open, with the records behind them', async () => {
  const states = await rowsOf<{ state: string; count: number }>(sql`
    select case when exemption_basis is not null then 'exempt'
      when discharged_at is not null then case when is_late then 'late' else 'done' end
      when due_at <= ${now.toISOString()}::timestamptz then 'missed' else 'open' end as state,
      count(*)::int as count
    from obligations group by 1 order by 1`)
  expect(states.map((row) => row.state)).toEqual(['done', 'exempt', 'late', 'missed', 'open'])
  expect(
    await counted(sql`select count(*) from obligations
      where exemption_basis is null and assignment_id is null`),
  ).toBe(0)
  expect(
    await counted(sql`select count(*) from obligations o join activities a on a.id = o.activity_id
      where a.organisation_id <> o.organisation_id or a.recorded_at <> o.discharged_at`),
  ).toBe(0)
})

test('the index: two quarters at 定稿, one with an appeal and a meeting, the present one open', async () => {
  const quarters = await rowsOf<{ period: string; state: string; version: number }>(sql`
    select q.period, q.state, s.version from scorecard_quarters q
    join schemes s on s.id = q.scheme_id order by q.period`)
  expect(quarters).toEqual([
    { period: '2026Q2', state: 'frozen', version: 1 },
    { period: '2026Q3', state: 'frozen', version: 1 },
    { period: '2026Q4', state: 'open', version: 2 },
  ])
  const totals = sql`select count(distinct total_hundredths) from quarter_subjects s
    join scorecard_quarters q on q.id = s.quarter_id where q.period = '2026Q3'`
  expect(await counted(totals)).toBeGreaterThan(15)
  expect(await counted(sql`select count(*) from appeals where state = 'corrected'`)).toBe(1)
  expect(await counted(sql`select count(*) from score_snapshots where kind = 'corrected'`)).toBe(1)
  expect(await counted(sql`select count(*) from review_decisions where task_id is not null`)).toBe(
    2,
  )
})

test('the sweep finds nothing to send out', async () => {
  const system = createContext({ db, viewer: null, now, requestId: 'test' })
  expect(await issueDueInstances(system)).toBe(0)
  expect(await dischargeRecorded(system)).toBe(0)
})
