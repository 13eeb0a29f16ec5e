import { asc, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { lockKeyUntilCommit } from '@/db/locks'
import { quarterSubjects, scorecardQuarters } from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import type { SchemeTotals } from '../engine/fold-totals'
import type { GivenState } from '../engine/indicator-states'
import { refreshSubjects } from '../quarter/refresh-subjects'
import { type EntryChanges, entryChanges, postedEntries, writeChanges } from './entry-changes'
import { groupedBy } from './grouped-by'
import type { Subject } from './observe'
import { planBatchSize, planBranches } from './plan-batch'
import { loadFrame, type Quarter } from './quarter-frame'
import type { IndicatorCell } from './schema'

export interface Reckoned {
  organisations: number
  posted: number
  reversed: number
  /** What could not be scored, each a sentence; every one once. */
  problems: string[]
}

/**
 * Brings the ledger of a quarter into line with the facts: what is missing is posted, what no longer
 * stands is reversed. Running it again changes nothing; a frozen quarter stays as it is. Two workers
 * take turns, and a fact that arrives meanwhile is reckoned by the run its own job starts.
 * @param organisationIds these only; all of the quarter when left out
 */
export async function reckonQuarter(
  ctx: Context,
  input: { quarterId: string; organisationIds?: readonly string[] },
): Promise<Reckoned> {
  const sum: Reckoned = { organisations: 0, posted: 0, reversed: 0, problems: [] }
  const wanted = input.organisationIds ?? (await subjectsOfAll(ctx, input.quarterId))
  for (let at = 0; at < wanted.length; at += planBatchSize) {
    const ids = wanted.slice(at, at + planBatchSize)
    const part = await ctx.transact(async (tx) => {
      const quarter = await holdForReckoning(tx, input.quarterId)
      const reckoned = quarter ? await reckonSubjects(tx, quarter, ids) : null
      if (!reckoned || reckoned.posted + reckoned.reversed === 0) {
        tx.unchanged()
      }
      return reckoned
    })
    add(sum, part)
  }
  return sum
}

/**
 * The same for all of a quarter within a verb that holds its row: what it shows, compares or keeps
 * afterwards is the present state.
 */
export async function reckonWithin(ctx: Context, tx: Work, quarter: Quarter): Promise<Reckoned> {
  const sum: Reckoned = { organisations: 0, posted: 0, reversed: 0, problems: [] }
  if (quarter.state === 'frozen') {
    return sum
  }
  await refreshSubjects(tx.db, quarter)
  await lockKeyUntilCommit(tx.db, 'scoreQuarter', quarter.id)
  const ids = await subjectIds(tx.db, quarter.id)
  for (let at = 0; at < ids.length; at += planBatchSize) {
    add(
      sum,
      await reckonSubjects({ ...tx, now: ctx.now }, quarter, ids.slice(at, at + planBatchSize)),
    )
  }
  return sum
}

function add(sum: Reckoned, part: Reckoned | null): void {
  if (part) {
    sum.organisations += part.organisations
    sum.posted += part.posted
    sum.reversed += part.reversed
    sum.problems = [...new Set([...sum.problems, ...part.problems])]
  }
}

/** Everybody who is scored, brought up to date first: branches end and begin within a quarter. */
async function subjectsOfAll(ctx: Context, quarterId: string): Promise<string[]> {
  return ctx.transact(async (tx) => {
    const quarter = await holdForReckoning(tx, quarterId)
    tx.unchanged()
    if (!quarter) {
      return []
    }
    await refreshSubjects(tx.db, quarter)
    return subjectIds(tx.db, quarterId)
  })
}

async function subjectIds(db: Db, quarterId: string): Promise<string[]> {
  const rows = await db
    .select({ id: quarterSubjects.organisationId })
    .from(quarterSubjects)
    .where(eq(quarterSubjects.quarterId, quarterId))
    .orderBy(asc(quarterSubjects.organisationId))
  return rows.map((row) => row.id)
}

/**
 * Until commit the quarter does not move on, and nobody else reckons it. First the row, then the lock:
 * verbs that hold the row take the lock after it as well.
 * @returns null when there is nothing to do any more
 */
async function holdForReckoning(tx: Work, quarterId: string): Promise<Quarter | null> {
  const [quarter] = await tx.db
    .select()
    .from(scorecardQuarters)
    .where(eq(scorecardQuarters.id, quarterId))
    .for('share')
  if (!quarter || quarter.state === 'frozen') {
    return null
  }
  await lockKeyUntilCommit(tx.db, 'scoreQuarter', quarterId)
  return quarter
}

async function reckonSubjects(
  tx: Work,
  quarter: Quarter,
  organisationIds: readonly string[],
): Promise<Reckoned> {
  const frame = await loadFrame(tx.db, quarter.id)
  const subjects = await loadSubjects(tx.db, quarter.id, organisationIds)
  const ids = subjects.map((one) => one.organisationId)
  const posted = groupedBy(await postedEntries(tx.db, frame, ids), (one) => one.organisationId)
  const changes: EntryChanges = { reversals: [], entries: [] }
  const caches: SubjectCache[] = []
  const problems = new Set<string>()
  for await (const { observed, plan, totals } of planBranches(tx.db, frame, subjects, tx.now)) {
    const { subject } = observed
    const own = posted.get(subject.organisationId) ?? []
    const { reversals, entries } = entryChanges(frame, subject.organisationId, plan.entries, own)
    changes.reversals.push(...reversals)
    changes.entries.push(...entries)
    caches.push(cacheOf(subject.organisationId, totals, observed.states))
    for (const problem of plan.problems) {
      problems.add(problem)
    }
  }
  await writeCaches(tx.db, quarter.id, caches, tx.now)
  const counts = { posted: changes.entries.length, reversed: changes.reversals.length }
  if (counts.posted + counts.reversed > 0) {
    tx.record({
      action: 'score.reckon',
      subjectType: 'scorecard_quarter',
      subjectId: quarter.id,
      detail: {
        period: quarter.period,
        organisations: ids.length,
        ...counts,
        sha256: await writeChanges(tx.db, changes, tx.now),
      },
    })
  }
  return { organisations: ids.length, ...counts, problems: [...problems] }
}

async function loadSubjects(
  db: Db,
  quarterId: string,
  organisationIds: readonly string[],
): Promise<Subject[]> {
  return db
    .select({
      organisationId: quarterSubjects.organisationId,
      class: quarterSubjects.class,
      fromDay: quarterSubjects.fromDay,
      toDay: quarterSubjects.toDay,
    })
    .from(quarterSubjects)
    .where(
      sql`${eq(quarterSubjects.quarterId, quarterId)}
        and ${inArray(quarterSubjects.organisationId, [...organisationIds])}`,
    )
    .orderBy(asc(quarterSubjects.organisationId))
}

interface SubjectCache {
  organisation_id: string
  total: number
  full: number
  unscored: number
  indicators: Record<string, IndicatorCell>
}

function cacheOf(
  organisationId: string,
  totals: SchemeTotals,
  given: ReadonlyMap<string, GivenState>,
): SubjectCache {
  return {
    organisation_id: organisationId,
    total: totals.totalHundredths,
    full: totals.fullHundredths,
    unscored: totals.unscoredHundredths,
    indicators: Object.fromEntries(
      totals.plan.nodes.map(({ indicator }, at) => {
        const node = totals.nodes[at]
        const state = node?.state ?? 'no_data'
        const isBlank = state === 'unscored' || state === 'not_applicable'
        const total = isBlank ? null : (node?.totalHundredths ?? 0)
        return [indicator.key, { total, state, given: given.get(indicator.key) }]
      }),
    ),
  }
}

async function writeCaches(
  db: Db,
  quarterId: string,
  caches: readonly SubjectCache[],
  at: Date,
): Promise<void> {
  await db.execute(sql`
    update quarter_subjects s set total_hundredths = c.total, full_hundredths = c.full,
      unscored_hundredths = c.unscored, indicators = c.indicators,
      reckoned_at = ${at.toISOString()}::timestamptz
    from json_to_recordset(${JSON.stringify(caches)}::json)
      as c(organisation_id uuid, total int, "full" int, unscored int, indicators jsonb)
    where s.quarter_id = ${quarterId}::uuid and s.organisation_id = c.organisation_id`)
}
