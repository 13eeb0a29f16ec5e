import { asc, eq, inArray } from 'drizzle-orm'
import { clockSegments, returns, submissions } from '@/db/schema'
import { loadCalendar } from '@/lib/calendar'
import type { Work } from '@/lib/context'
import { effectiveDue, reworkGrant, segmentsOf } from './clock'
import type { LoadedStep, Step } from './load'

/**
 * The effective dues of the steps of one assignment as the fair clock stands at `at`.
 * @returns the due of a step
 */
export async function effectiveDues(
  tx: Pick<Work, 'db'>,
  loaded: readonly LoadedStep[],
  reworkAllowanceDays: number,
  at: Date,
): Promise<(step: Step) => Date> {
  const ids = loaded.map(({ step }) => step.id)
  const segments = await tx.db
    .select()
    .from(clockSegments)
    .where(inArray(clockSegments.stepId, ids))
  const returned = await tx.db
    .select({ stepId: submissions.stepId, at: returns.at })
    .from(returns)
    .innerJoin(submissions, eq(submissions.id, returns.submissionId))
    .where(inArray(submissions.stepId, ids))
    .orderBy(asc(returns.at))
  const calendar = returned.length > 0 ? await loadCalendar(tx.db) : new Map()
  const staged = loaded.map(({ step, node }) => ({ id: step.id, stage: node.stage }))
  return (step) => {
    const first = returned.find((one) => one.stepId === step.id)
    return effectiveDue(
      {
        dueAt: step.dueAt,
        segments: segmentsOf(step, staged, segments),
        firstReturn: first ? reworkGrant(first.at, reworkAllowanceDays, calendar) : null,
      },
      at,
    )
  }
}
