import { asc, eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { OrganisationClass } from '@/db/enums'
import { organisations, quarterSubjects, scoreEntries } from '@/db/schema'
import { type GradedMember, gradeClass } from '../engine/grades'
import { rankClass } from '../engine/ranks'
import type { VetoEffect } from '../scheme/schema'
import { groupedBy } from './grouped-by'
import type { QuarterFrame } from './quarter-frame'
import { type IndicatorCell, indicatorCells, type ResultSubject, type Standing } from './schema'

/** One who is scored, as reckoned last. */
export interface SubjectRow {
  subject: ResultSubject
  standing: Standing
  cells: Record<string, IndicatorCell>
  vetoes: VetoEffect[]
  reckonedAt: Date | null
}

type Frame = Pick<QuarterFrame, 'quarter' | 'prepared'>

/**
 * Everybody who is scored in a quarter, of one class if given, with ranks and grades within the
 * classes: from what was reckoned last and the vetoes that stand.
 */
export async function loadStandings(
  db: Db,
  frame: Frame,
  only?: { class: OrganisationClass | null },
): Promise<SubjectRow[]> {
  const [rows, vetoes] = await Promise.all([loadRows(db, frame, only), standingVetoes(db, frame)])
  const unranked = rows.map((row) => ({
    row,
    cells: indicatorCells.parse(row.indicators ?? {}),
    vetoes: vetoes.get(row.organisationId) ?? [],
  }))
  return [...groupedBy(unranked, ({ row }) => row.class ?? '').values()].flatMap((members) =>
    compared(frame, members),
  )
}

interface Unranked {
  row: Awaited<ReturnType<typeof loadRows>>[number]
  cells: Record<string, IndicatorCell>
  vetoes: VetoEffect[]
}

function compared({ prepared }: Frame, members: readonly Unranked[]): SubjectRow[] {
  const graded = members.map(
    ({ row, cells, vetoes }): GradedMember => ({
      id: row.organisationId,
      totalHundredths: row.totalHundredths ?? 0,
      isComplete: row.reckonedAt !== null && isComplete(prepared, row.class, cells),
      isMergedAway: row.mergedIntoId !== null,
      vetoes,
    }),
  )
  const ranks = rankClass(graded)
  const grades = gradeClass(prepared.document.grading, graded)
  return members.map(({ row, cells, vetoes }) => ({
    subject: subjectOf(row),
    standing: {
      totalHundredths: row.totalHundredths ?? 0,
      fullHundredths: row.fullHundredths ?? prepared.planOf(row.class).fullHundredths,
      unscoredHundredths: row.unscoredHundredths ?? 0,
      rank: ranks.get(row.organisationId)?.rank ?? null,
      grade: grades.get(row.organisationId)?.grade ?? null,
    },
    cells,
    vetoes,
    reckonedAt: row.reckonedAt,
  }))
}

/** Nothing is 未评, and something applies. */
function isComplete(
  prepared: Frame['prepared'],
  organisationClass: OrganisationClass | null,
  cells: Record<string, IndicatorCell>,
): boolean {
  const plan = prepared.planOf(organisationClass)
  return (
    Object.values(cells).every((cell) => cell.state !== 'unscored') &&
    plan.top.some((at) => {
      const key = plan.nodes[at]?.indicator.key
      return key !== undefined && cells[key]?.state !== 'not_applicable'
    })
  )
}

function subjectOf(row: Unranked['row']): ResultSubject {
  const { organisationId, code, name, fromDay, toDay, mergedIntoId } = row
  return {
    organisationId,
    code,
    name,
    class: row.class,
    from: fromDay,
    to: toDay,
    mergedInto: mergedIntoId === null ? null : { id: mergedIntoId, name: row.mergedIntoName ?? '' },
  }
}

function loadRows(db: Db, { quarter }: Frame, only?: { class: OrganisationClass | null }) {
  // As they were called on the last day they were scored.
  const nameOf = (id: string) => sql<string>`(select v.name from organisation_versions v
    where v.organisation_id = ${sql.raw(id)} and v.valid_from < quarter_subjects.to_day
    order by v.valid_from desc limit 1)`
  return db
    .select({
      organisationId: quarterSubjects.organisationId,
      code: organisations.code,
      name: nameOf('quarter_subjects.organisation_id'),
      class: quarterSubjects.class,
      fromDay: quarterSubjects.fromDay,
      toDay: quarterSubjects.toDay,
      mergedIntoId: quarterSubjects.mergedIntoId,
      mergedIntoName: sql<string | null>`(select v.name from organisation_versions v
        where v.organisation_id = quarter_subjects.merged_into_id
        order by v.valid_from desc limit 1)`,
      totalHundredths: quarterSubjects.totalHundredths,
      fullHundredths: quarterSubjects.fullHundredths,
      unscoredHundredths: quarterSubjects.unscoredHundredths,
      indicators: quarterSubjects.indicators,
      reckonedAt: quarterSubjects.reckonedAt,
    })
    .from(quarterSubjects)
    .innerJoin(organisations, eq(organisations.id, quarterSubjects.organisationId))
    .where(
      sql`${eq(quarterSubjects.quarterId, quarter.id)}
        and ${only ? sql`${quarterSubjects.class} is not distinct from ${only.class}` : sql`true`}`,
    )
    .orderBy(asc(quarterSubjects.class), asc(organisations.code))
}

async function standingVetoes(
  db: Db,
  { quarter, prepared }: Frame,
): Promise<Map<string, VetoEffect[]>> {
  const rows = await db
    .select({ organisationId: scoreEntries.organisationId, ruleKey: scoreEntries.ruleKey })
    .from(scoreEntries)
    .where(
      sql`${eq(scoreEntries.quarterId, quarter.id)} and ${eq(scoreEntries.effect, 'veto')}
        and ${scoreEntries.reversesId} is null
        and not exists (select 1 from score_entries back where back.reverses_id = score_entries.id)`,
    )
    .orderBy(asc(scoreEntries.organisationId), asc(scoreEntries.ruleKey))
  const effects = new Map<string, VetoEffect[]>()
  for (const { organisationId, ruleKey } of rows) {
    const rule = prepared.rules.get(ruleKey ?? '')?.rule
    if (rule?.op === 'veto') {
      effects.set(organisationId, [...(effects.get(organisationId) ?? []), rule.effect])
    }
  }
  return effects
}
