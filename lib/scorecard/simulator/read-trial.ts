import { desc, eq, ne, sql } from 'drizzle-orm'
import { scorecardQuarters } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { authorize, can } from '@/lib/policy'
import { issuingOffice } from '@/lib/tasks/issuing-office'
import { owedCounts } from '../board/owed-counts'
import { notApplicable, notInClass } from '../honesty/settings'
import { loadFrame, type QuarterFrame } from '../ledger/quarter-frame'
import { loadStandings, type SubjectRow } from '../ledger/standings'
import { indicatorsOf } from '../scheme/schema'
import type { TrialData, TrialRule } from './schema'

/**
 * The facts of the last quarter that has been judged, as 试算 works on them; null while there is none.
 * Reads only.
 * @throws DomainError forbidden
 */
export async function readTrial(ctx: ViewerContext): Promise<TrialData | null> {
  const { organisationId: committeeId } = issuingOffice(ctx)
  authorize(ctx.viewer, 'scheme.manage', { organisationId: committeeId })
  const [quarter] = await ctx.db
    .select({ id: scorecardQuarters.id })
    .from(scorecardQuarters)
    .where(
      sql`${eq(scorecardQuarters.committeeId, committeeId)} and ${ne(scorecardQuarters.state, 'open')}`,
    )
    .orderBy(desc(scorecardQuarters.period))
    .limit(1)
  if (!quarter) {
    return null
  }
  if (!can(ctx.viewer, 'score.viewBoard')) {
    throw notFound('党建指数')
  }
  const frame = await loadFrame(ctx.db, quarter.id)
  const rows = (await loadStandings(ctx.db, frame)).filter(({ subject }) => !subject.mergedInto)
  const ids = rows.map(({ subject }) => subject.organisationId)
  const owed = await owedCounts(ctx.db, frame, ids, ctx.now)
  return dataOf(frame, rows, { owed, sums: await sumsOf(ctx, quarter.id) })
}

interface Behind {
  owed: ReadonlyMap<string, ReadonlyMap<string, number>>
  /** By branch and rule. */
  sums: ReadonlyMap<string, number>
}

function dataOf(frame: QuarterFrame, rows: SubjectRow[], { owed, sums }: Behind): TrialData {
  const { document } = frame.prepared
  const leaves = indicatorsOf(document).filter((one) => one.children.length === 0)
  const at = new Map(leaves.map((leaf, position) => [leaf.key, position]))
  const { id: quarterId, period } = frame.quarter
  return {
    quarter: {
      ...{ quarterId, period },
      schemeYear: frame.scheme.year,
      schemeVersion: frame.scheme.version,
    },
    document,
    branches: rows.map(({ subject }) => ({
      ...{ id: subject.organisationId, name: subject.name, class: subject.class },
    })),
    indicators: leaves.map((leaf) => ({
      ...{ key: leaf.key, code: leaf.code, name: leaf.name },
      weightHundredths: leaf.fullHundredths ?? leaf.capHundredths ?? 0,
      startHundredths: leaf.startHundredths,
      floorHundredths: leaf.floorHundredths,
      capHundredths: leaf.capHundredths,
    })),
    rules: leaves.flatMap((leaf) =>
      leaf.rules.map(
        (rule): TrialRule => ({
          ...{ key: rule.key, indicatorAt: at.get(leaf.key) ?? 0, words: rule.words },
          amountHundredths: 'hundredths' in rule ? rule.hundredths : null,
          capHundredths: rule.capHundredths,
          sums: rows.map(({ subject }) => sums.get(`${subject.organisationId} ${rule.key}`) ?? 0),
        }),
      ),
    ),
    bands: document.grading.bands,
    marks: rows.flatMap(({ subject, cells }) => {
      const own = new Set(
        frame.prepared.planOf(subject.class).nodes.map((node) => node.indicator.key),
      )
      return leaves.map((leaf) => {
        const cell = cells[leaf.key]
        return !own.has(leaf.key)
          ? notInClass
          : cell?.state === 'not_applicable'
            ? notApplicable
            : (cell?.total ?? leaf.startHundredths)
      })
    }),
    owed: rows.flatMap(({ subject }) =>
      leaves.map((leaf) => owed.get(subject.organisationId)?.get(leaf.key) ?? 0),
    ),
  }
}

async function sumsOf(ctx: ViewerContext, quarterId: string): Promise<Map<string, number>> {
  const rows = await ctx.db.execute<{ place: string; sum: number }>(sql`
    select e.organisation_id || ' ' || e.rule_key as place, sum(e.amount_hundredths)::int as sum
    from score_entries e
    where e.quarter_id = ${quarterId}::uuid and e.reverses_id is null and e.effect = 'points'
      and not exists (select 1 from score_entries back where back.reverses_id = e.id)
    group by 1`)
  return new Map(rows.map(({ place, sum }) => [place, sum]))
}
