import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { closeFinished, readOldNotices } from './aftermath'
import { pastTasks } from './calendar-of-tasks'
import { planCirculars } from './circulars'
import { writeHistory } from './company-history'
import { planComplaints } from './complaints'
import { planHandover } from './handover'
import { addCompletions } from './past-completion'
import { collectRows, writeRows } from './past-rows'
import { addPastTask } from './past-task'
import { openPresent, planPresent } from './present'
import { planDraft } from './present-draft'
import { planProposals } from './proposals'
import { liveQuarters, reckonNow } from './quarters'
import { seeded } from './random'
import { addRecurringPast } from './recurring-past'
import { planRequirements } from './requirements'
import { planStaged } from './staged-tasks'
import { writeStatisticsForm } from './statistics'
import { openStage, type Stage, type World } from './world'
import { writeCompany } from './write-company'
import { linkPast, liveThroughYear, writeYearPlan, type YearPlan } from './year-plan'

export { demoAccounts } from '@/db/seed/demo-accounts'

/**
 * Fills an empty database with the demo organisation: a company of thirty branches and six hundred
 * members, two quarters that are over and the work that is going on. The same for the same `now`,
 * but for ids, keys and sealed numbers. All or nothing; queues no job and sends nothing to anybody.
 * @throws Error when the database holds organisations
 */
export async function seedDemo(db: Db, now: Date): Promise<void> {
  const [row] = await db.execute<{ empty: boolean }>(sql`
    select not exists (select 1 from organisations) and not exists (select 1 from people) as empty`)
  if (!row?.empty) {
    throw new Error('The demo organisation wants an empty database')
  }
  // One transaction: the verbs' own become savepoints, and thousands of commits one.
  await db.transaction((tx) => fill(tx, now))
}

async function fill(db: Db, now: Date): Promise<void> {
  const world = await writeCompany(db, now)
  const stage = openStage(db)
  const groupId = await writeHistory(world, stage)
  world.statistics = await writeStatisticsForm(world, stage)
  const yearPlan = await writeYearPlan(world, stage)
  await writePast(world, stage, yearPlan)
  const quarters = await liveQuarters(world, stage)
  const present = openPresent(world, stage, { groupId, yearPlan })
  planRequirements(present)
  planPresent(present)
  planStaged(present)
  planProposals(present)
  planHandover(present)
  planComplaints(present)
  planCirculars(present)
  planDraft(present)
  closeFinished(present)
  await present.timetable.runUntil(now)
  await reckonNow(world, stage, quarters)
  await readOldNotices(world)
  // The planner queues a job for every message; all of them have been dealt with.
  await db.execute(
    sql`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`,
  )
}

async function writePast(world: World, stage: Stage, yearPlan: YearPlan): Promise<void> {
  const rows = collectRows()
  for (const [index, past] of pastTasks(world.now, world.time).entries()) {
    await addPastTask(world, rows, past, seeded(`past ${index}`))
    linkPast(rows, past, yearPlan)
  }
  addCompletions(rows)
  await liveThroughYear(world, rows, yearPlan)
  await addRecurringPast(world, stage, rows)
  await writeRows(world.db, rows)
}
