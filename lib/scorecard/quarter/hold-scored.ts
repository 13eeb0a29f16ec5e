import { and, eq } from 'drizzle-orm'
import { quarterSubjects, scorecardQuarters } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, notFound } from '@/lib/errors'
import { seesScored } from '../ledger/quarter-frame'
import type { Quarter } from './load-quarter'
import { quarterStateLabels } from './states'

export type ScoredSubject = typeof quarterSubjects.$inferSelect

/**
 * A quarter and one who is scored in it, for verbs about that one. The quarter cannot move on until
 * commit; others may work in it meanwhile.
 * @throws DomainError not_found for whoever may not see the score of that organisation
 */
export async function holdScored(
  ctx: ViewerContext,
  tx: Work,
  { quarterId, organisationId }: { quarterId: string; organisationId: string },
): Promise<{ quarter: Quarter; subject: ScoredSubject }> {
  const [quarter] = await tx.db
    .select()
    .from(scorecardQuarters)
    .where(eq(scorecardQuarters.id, quarterId))
    .for('share')
  const [subject] = await tx.db
    .select()
    .from(quarterSubjects)
    .where(
      and(
        eq(quarterSubjects.quarterId, quarterId),
        eq(quarterSubjects.organisationId, organisationId),
      ),
    )
  if (!quarter || !subject || !seesScored(ctx.viewer, quarter, organisationId)) {
    throw notFound('得分')
  }
  return { quarter, subject }
}

/**
 * Refuses what does not belong to the present step.
 * @throws DomainError conflict, with the steps in which it can be done
 */
export function assertStep(
  quarter: Pick<Quarter, 'state'>,
  states: readonly Quarter['state'][],
  what: string,
): void {
  if (!states.includes(quarter.state)) {
    const steps = states.map((state) => `“${quarterStateLabels[state]}”`).join('、')
    throw conflict(
      `本季度现在是“${quarterStateLabels[quarter.state]}”，${what}只在${steps}时办理，没有改动。请刷新后核对。`,
    )
  }
}
