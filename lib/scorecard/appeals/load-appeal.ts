import { eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { appeals, scorecardQuarters, scoreEntries } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { isId } from '@/lib/organisation/address'
import { periodOf } from '@/lib/period'
import { can } from '@/lib/policy'
import type { AppealSubject } from '@/lib/policy/scorecard'
import { whoBelongedIn } from '../quarter/belonging'
import type { Quarter } from '../quarter/load-quarter'

export type Appeal = typeof appeals.$inferSelect
export type Entry = typeof scoreEntries.$inferSelect

export interface LoadedAppeal {
  appeal: Appeal
  quarter: Quarter
  /** The entry that stands on the basis now; null where there is none. */
  entry: Entry | null
  subject: AppealSubject
}

/**
 * An appeal with what the policy is asked about it. Inside a verb the appeal and its quarter are held
 * until commit.
 * @throws DomainError not_found for whoever may not know of it
 */
export async function loadAppeal(
  ctx: ViewerContext,
  db: Db,
  appealId: string,
  options: { isHeld?: boolean } = {},
): Promise<LoadedAppeal> {
  const query = db
    .select({ appeal: appeals, quarter: scorecardQuarters })
    .from(appeals)
    .innerJoin(scorecardQuarters, eq(scorecardQuarters.id, appeals.quarterId))
    .where(eq(appeals.id, appealId))
  const [found] = isId(appealId) ? await (options.isHeld ? query.for('update') : query) : []
  if (!found) {
    throw notFound('申诉')
  }
  const { appeal, quarter } = found
  const entry = await standingEntry(db, appeal)
  const subject = {
    committeeId: quarter.committeeId,
    organisationId: appeal.organisationId,
    filedBy: appeal.filedBy,
    scoredBy: await scorersOf(db, appeal),
    deciderId: appeal.deciderId,
    viewerBelonged: (
      await whoBelongedIn(
        db,
        [ctx.viewer.personId],
        [appeal.organisationId],
        periodOf(quarter.period),
      )
    )(ctx.viewer.personId, appeal.organisationId),
  }
  if (!can(ctx.viewer, 'appeal.view', subject)) {
    throw notFound('申诉')
  }
  return { appeal, quarter, entry, subject }
}

type Basis = Pick<Appeal, 'quarterId' | 'organisationId' | 'ruleKey' | 'basisKey'>

/** The entry of a rule on a basis that is neither a reversal nor reversed. */
export async function standingEntry(db: Db, basis: Basis): Promise<Entry | null> {
  const [entry] = await db
    .select()
    .from(scoreEntries)
    .where(
      sql`${eq(scoreEntries.quarterId, basis.quarterId)}
        and ${eq(scoreEntries.organisationId, basis.organisationId)}
        and ${eq(scoreEntries.ruleKey, basis.ruleKey)}
        and ${eq(scoreEntries.basisKey, basis.basisKey)}
        and ${scoreEntries.reversesId} is null
        and not exists (select 1 from score_entries back where back.reverses_id = score_entries.id)`,
    )
  return entry ?? null
}

/**
 * Everybody who judged, recorded or imported what is appealed against: the handlers of the entry on
 * this basis in any generation, whoever recorded its facts, and whoever judged the indicator.
 */
async function scorersOf(db: Db, appeal: Basis & Pick<Appeal, 'indicatorKey'>): Promise<string[]> {
  const { quarterId, organisationId, ruleKey, basisKey, indicatorKey } = appeal
  const rows = await db.execute<{ id: string }>(sql`
    with entries as (
      select by, fact_id, sources from score_entries
      where quarter_id = ${quarterId}::uuid and organisation_id = ${organisationId}::uuid
        and rule_key = ${ruleKey} and basis_key = ${basisKey}
    )
    select by as id from entries where by is not null
    union select f.recorded_by from facts f
      where f.id in (select fact_id from entries union select unnest(sources) from entries)
        and f.recorded_by is not null
    union select by_id from judgements
      where quarter_id = ${quarterId}::uuid and organisation_id = ${organisationId}::uuid
        and indicator_key = ${indicatorKey}`)
  return rows.map((row) => row.id)
}
