import { newId } from '@/db/ids'
import { unscoredTreatments } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { conflict, notFound } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { loadFrame } from '../ledger/quarter-frame'
import { quarterResults } from '../ledger/quarter-results'
import { reckonWithin } from '../ledger/reckon-quarter'
import { assertStep } from '../quarter/hold-scored'
import { holdQuarter, quarterSubject } from '../quarter/load-quarter'
import { indicatorsOf } from '../scheme/schema'
import type { TreatUnscoredInput } from './schema'

/**
 * The 领导小组 decides one treatment for an indicator that its department has not scored, for a whole
 * class; the minutes and the department that is late are kept with it. What is judged stays as judged.
 * @returns how many branches it is for
 * @throws DomainError not_found, forbidden; conflict when nothing is 未评 there, when it was decided
 *   before, or in another step
 */
export async function treatUnscored(
  ctx: ViewerContext,
  input: TreatUnscoredInput,
): Promise<{ branches: number }> {
  const { quarterId, indicatorKey, class: onlyClass = null } = input
  return ctx.transact(async (tx) => {
    const quarter = await holdQuarter(ctx, tx, quarterId)
    authorize(ctx.viewer, 'quarter.manage', quarterSubject(quarter))
    assertStep(quarter, ['preliminary', 'verification', 'meeting'], '统一处理')
    const { prepared } = await loadFrame(tx.db, quarterId)
    const indicator = indicatorsOf(prepared.document).find((one) => one.key === indicatorKey)
    if (!indicator) {
      throw notFound('指标')
    }
    await reckonWithin(ctx, tx, quarter)
    const { rows } = await quarterResults({ ...ctx, db: tx.db }, quarterId)
    const branches = rows.filter(
      (row) =>
        (onlyClass === null || row.subject.class === onlyClass) &&
        row.indicators[indicatorKey]?.state === 'unscored',
    ).length
    if (branches === 0) {
      throw conflict('这些支部的这项指标没有未评的，没有改动。请刷新后核对。')
    }
    const { treatment, minutesNumber, reason } = input
    const department = indicator.department
    const [kept] = await tx.db
      .insert(unscoredTreatments)
      .values({
        id: newId(),
        ...{ quarterId, indicatorKey, treatment, department, minutesNumber, reason },
        class: onlyClass,
        byId: ctx.viewer.personId,
        at: tx.now,
      })
      .onConflictDoNothing()
      .returning()
    if (!kept) {
      throw conflict('这一类支部的这项指标已经有过决定，没有改动。请刷新后核对。')
    }
    await reckonWithin(ctx, tx, quarter)
    tx.record({
      action: 'score.treat_unscored',
      subjectType: 'scorecard_quarter',
      subjectId: quarterId,
      detail: {
        ...{ indicatorKey, class: onlyClass, treatment, department, minutesNumber, reason },
        organisations: branches,
      },
    })
    return { branches }
  })
}
