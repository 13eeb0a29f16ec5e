import { and, asc, eq, gte, lte, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { appeals, calendarDays, scoreEntries, unscoredTreatments } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { dayOf } from '@/lib/period'
import { loadFrame, type QuarterFrame } from '../ledger/quarter-frame'
import { quarterResults } from '../ledger/quarter-results'
import type { QuarterRow } from '../ledger/schema'
import {
  type BundleScope,
  bundleActivities,
  bundleDenominators,
  bundleFacts,
  bundleObligations,
  bundleReported,
} from './bundle-sources'
import { type BundleContent, bundleFormat } from './schema'

/**
 * Everything a quarter was reckoned from and what came out, as it stands now; docs/scorecard.md says
 * what each member means. The ledger must have been reckoned at this very moment: its time is `asOf`.
 */
export async function bundleContent(
  ctx: ViewerContext,
  tx: Work,
  quarterId: string,
): Promise<BundleContent> {
  const frame = await loadFrame(tx.db, quarterId)
  const { rows } = await quarterResults({ ...ctx, db: tx.db }, quarterId)
  const scope = { frame, organisationIds: rows.map((row) => row.subject.organisationId) }
  const held = await bundleActivities(tx.db, scope)
  const { quarter, period, scheme, prepared } = frame
  const { from, to } = period
  return {
    format: bundleFormat,
    quarter: {
      ...{ period: quarter.period, revision: quarter.revision },
      ...{ from, to, asOf: tx.now.toISOString() },
    },
    scheme: { year: scheme.year, version: scheme.version, document: prepared.document },
    calendar: await calendarOf(tx.db, from, dayOf(tx.now)),
    organisations: await organisationsOf(tx.db, scope, rows),
    denominators: await bundleDenominators(tx.db, scope, held),
    obligations: await bundleObligations(tx.db, scope),
    activities: held,
    facts: await bundleFacts(tx.db, scope),
    reportedValues: await bundleReported(tx.db, scope),
    treatments: await treatmentsOf(tx.db, quarterId),
    entries: await entriesOf(tx.db, frame),
    appeals: await appealsOf(tx.db, quarterId),
    result: { organisations: rows.map(resultOf) },
  }
}

function calendarOf(db: Db, from: string, to: string): Promise<BundleContent['calendar']> {
  return db
    .select()
    .from(calendarDays)
    .where(and(gte(calendarDays.day, from), lte(calendarDays.day, to)))
    .orderBy(asc(calendarDays.day))
}

async function organisationsOf(
  db: Db,
  { organisationIds }: BundleScope,
  rows: readonly QuarterRow[],
): Promise<BundleContent['organisations']> {
  const days = JSON.stringify(
    rows.map(({ subject }) => ({ id: subject.organisationId, until: subject.to })),
  )
  // As it stood on the last day it was scored.
  const above = await db.execute<{ id: string; parentId: string | null }>(sql`
    select distinct on (v.organisation_id) v.organisation_id as id, v.parent_id as "parentId"
    from json_to_recordset(${days}::json) as d(id uuid, until date)
    join organisation_versions v on v.organisation_id = d.id and v.valid_from < d.until
    where v.organisation_id = any(${sql.param([...organisationIds])}::uuid[])
    order by v.organisation_id, v.valid_from desc`)
  const parents = new Map(above.map((one) => [one.id, one.parentId]))
  return rows.map(({ subject }) => ({
    id: subject.organisationId,
    code: subject.code,
    name: subject.name,
    class: subject.class,
    from: subject.from,
    to: subject.to,
    mergedIntoId: subject.mergedInto?.id ?? null,
    parentId: parents.get(subject.organisationId) ?? null,
  }))
}

function treatmentsOf(db: Db, quarterId: string): Promise<BundleContent['treatments']> {
  return db
    .select({
      indicatorKey: unscoredTreatments.indicatorKey,
      class: unscoredTreatments.class,
      treatment: unscoredTreatments.treatment,
      minutesNumber: unscoredTreatments.minutesNumber,
    })
    .from(unscoredTreatments)
    .where(eq(unscoredTreatments.quarterId, quarterId))
    .orderBy(asc(unscoredTreatments.id))
}

async function entriesOf(db: Db, { quarter }: QuarterFrame): Promise<BundleContent['entries']> {
  const rows = await db
    .select({
      id: scoreEntries.id,
      organisationId: scoreEntries.organisationId,
      ruleVersion: scoreEntries.ruleVersion,
      indicatorKey: scoreEntries.indicatorKey,
      ruleKey: scoreEntries.ruleKey,
      basisKey: scoreEntries.basisKey,
      generation: scoreEntries.generation,
      effect: scoreEntries.effect,
      amountHundredths: scoreEntries.amountHundredths,
      reversesId: scoreEntries.reversesId,
      sources: scoreEntries.sources,
      obligationId: scoreEntries.obligationId,
      occurredOn: scoreEntries.occurredOn,
      reason: scoreEntries.reason,
    })
    .from(scoreEntries)
    .where(eq(scoreEntries.quarterId, quarter.id))
    .orderBy(asc(scoreEntries.id))
  return rows.map((row) => ({
    ...row,
    indicatorKey: row.indicatorKey ?? '',
    ruleKey: row.ruleKey ?? '',
  }))
}

function appealsOf(db: Db, quarterId: string): Promise<BundleContent['appeals']> {
  return db
    .select({
      id: appeals.id,
      organisationId: appeals.organisationId,
      indicatorKey: appeals.indicatorKey,
      ruleKey: appeals.ruleKey,
      basisKey: appeals.basisKey,
      entryId: appeals.entryId,
      presentHundredths: appeals.presentHundredths,
      askedHundredths: appeals.askedHundredths,
      state: appeals.state,
      decidedHundredths: appeals.decidedHundredths,
      factId: appeals.factId,
      decisionReason: appeals.decisionReason,
    })
    .from(appeals)
    .where(eq(appeals.quarterId, quarterId))
    .orderBy(asc(appeals.id))
}

function resultOf({ subject, standing, indicators }: QuarterRow) {
  const { totalHundredths, fullHundredths, grade, rank } = standing
  return {
    id: subject.organisationId,
    ...{ totalHundredths, fullHundredths, grade, rank },
    indicators: Object.fromEntries(
      Object.entries(indicators).map(([key, { total }]) => [key, total]),
    ),
  }
}
