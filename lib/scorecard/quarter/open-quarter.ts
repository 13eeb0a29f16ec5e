import { and, desc, eq } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { newId } from '@/db/ids'
import { quarterMoves, schemes, scorecardQuarters } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { dayOf, periodOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { issuingOffice } from '@/lib/tasks/issuing-office'
import type { Quarter } from './load-quarter'
import { refreshSubjects } from './refresh-subjects'
import type { OpenQuarterInput } from './schema'

/**
 * 打开 a quarter of the index: the scheme published last for its year is frozen for it, and so is who
 * is scored in which class. A change of the scheme applies from the next quarter.
 * @throws DomainError forbidden; conflict when the quarter is open already, has not begun, or no
 *   scheme of the year is published
 */
export async function openQuarter(ctx: ViewerContext, input: OpenQuarterInput): Promise<Quarter> {
  const period = periodOf(input.period)
  return ctx.transact(async (tx) => {
    const { organisationId: committeeId } = issuingOffice(ctx)
    authorize(ctx.viewer, 'quarter.manage', { organisationId: committeeId })
    if (dayOf(ctx.now) < period.from) {
      throw conflict('这个季度还没有开始，没有打开。办法在季度第一天起冻结，请到时再办。')
    }
    const scheme = await publishedScheme(tx.db, committeeId, Number(period.key.slice(0, 4)))
    const [quarter] = await tx.db
      .insert(scorecardQuarters)
      .values({
        id: newId(),
        committeeId,
        period: period.key,
        schemeId: scheme.id,
        state: 'open',
        openedBy: ctx.viewer.personId,
        openedAt: tx.now,
      })
      .onConflictDoNothing()
      .returning()
    if (!quarter) {
      throw conflict('这个季度已经打开，没有重复打开。请刷新后查看。')
    }
    const organisations = await refreshSubjects(tx.db, quarter)
    await tx.db.insert(quarterMoves).values({
      quarterId: quarter.id,
      kind: 'advance',
      fromState: null,
      toState: 'open',
      revision: quarter.revision,
      byId: ctx.viewer.personId,
      at: tx.now,
    })
    tx.record({
      action: 'quarter.open',
      subjectType: 'scorecard_quarter',
      subjectId: quarter.id,
      detail: { period: period.key, schemeId: scheme.id, organisations },
    })
    return quarter
  })
}

async function publishedScheme(db: Db, committeeId: string, year: number) {
  const [scheme] = await db
    .select({ id: schemes.id })
    .from(schemes)
    .where(
      and(
        eq(schemes.committeeId, committeeId),
        eq(schemes.year, year),
        eq(schemes.state, 'published'),
      ),
    )
    .orderBy(desc(schemes.version))
    .limit(1)
  if (!scheme) {
    throw conflict(`${year}年还没有发布考核办法，没有打开。请先在“考核办法”里发布一版。`)
  }
  return scheme
}
