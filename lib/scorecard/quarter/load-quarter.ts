import { and, eq, inArray } from 'drizzle-orm'
import type { QuarterMoveKind } from '@/db/enums'
import { quarterMoves, scorecardQuarters } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, notFound } from '@/lib/errors'
import { can } from '@/lib/policy'
import type { QuarterSubject } from '@/lib/policy/scorecard'
import { quarterStateLabels } from './states'

export type Quarter = typeof scorecardQuarters.$inferSelect

/**
 * A quarter, locked until commit: its state still holds when the verb acts on it.
 * @throws DomainError not_found for whoever may not know of it
 */
export async function holdQuarter(
  ctx: ViewerContext,
  tx: Work,
  quarterId: string,
): Promise<Quarter> {
  const [quarter] = await tx.db
    .select()
    .from(scorecardQuarters)
    .where(eq(scorecardQuarters.id, quarterId))
    .for('update')
  if (!quarter || !can(ctx.viewer, 'quarter.view', quarterSubject(quarter))) {
    throw notFound('这个季度的党建指数')
  }
  return quarter
}

/** What the rules ask about a quarter. */
export function quarterSubject(quarter: Quarter): QuarterSubject {
  return { organisationId: quarter.committeeId }
}

interface Move {
  from: readonly Quarter['state'][]
  set: Partial<Quarter> & Pick<Quarter, 'state'>
  kind?: QuarterMoveKind
  reason?: string
}

/**
 * Moves a quarter and keeps the row that says so.
 * @throws DomainError conflict when it is not in the state it moves from
 */
export async function moveQuarter(
  ctx: ViewerContext,
  tx: Work,
  quarter: Quarter,
  { from, set, kind = 'advance', reason }: Move,
): Promise<Quarter> {
  const [moved] = await tx.db
    .update(scorecardQuarters)
    .set(set)
    .where(and(eq(scorecardQuarters.id, quarter.id), inArray(scorecardQuarters.state, [...from])))
    .returning()
  if (!moved) {
    const now = quarterStateLabels[quarter.state]
    const steps = from.map((state) => `“${quarterStateLabels[state]}”`).join('或')
    throw conflict(`本季度现在是“${now}”，只有在${steps}时可以这样办，没有改动。请刷新后核对。`)
  }
  await tx.db.insert(quarterMoves).values({
    quarterId: quarter.id,
    kind,
    fromState: quarter.state,
    toState: moved.state,
    revision: moved.revision,
    reason: reason ?? null,
    byId: ctx.viewer.personId,
    at: tx.now,
  })
  tx.record({
    action: `quarter.${kind}`,
    subjectType: 'scorecard_quarter',
    subjectId: quarter.id,
    detail: {
      period: quarter.period,
      from: quarter.state,
      to: moved.state,
      revision: moved.revision,
      ...(reason ? { reason } : {}),
    },
  })
  return moved
}
