import type { ViewerContext } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { formatDay } from '@/lib/format'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { readSetting } from '@/lib/settings/read-setting'
import { reckonWithin } from '../ledger/reckon-quarter'
import { assertLongEnough } from './earliest-end'
import { holdQuarter, moveQuarter, type Quarter, quarterSubject } from './load-quarter'
import { quarterBlockers } from './quarter-blockers'
import type { QuarterInput, StartPeriodInput } from './schema'
import { takeSnapshot } from './take-snapshot'
import { tellBranches } from './tell-branches'

/**
 * 反馈核对 begins: the preliminary result is kept and goes back to the branches, who have at least the
 * set number of working days (never under two) to check it.
 * @throws DomainError not_found, forbidden; invalid for too short a time; conflict in another state
 */
export async function startVerification(
  ctx: ViewerContext,
  input: StartPeriodInput,
): Promise<Quarter> {
  return ctx.transact(async (tx) => {
    const quarter = await holdQuarter(ctx, tx, input.quarterId)
    authorize(ctx.viewer, 'quarter.manage', quarterSubject(quarter))
    const { verificationDays: workingDays } = await readSetting(tx.db, 'scorecard')
    await assertLongEnough(tx, input.endsOn, { workingDays, what: '反馈核对' })
    await reckonWithin(ctx, tx, quarter)
    const moved = await moveQuarter(ctx, tx, quarter, {
      from: ['preliminary'],
      set: { state: 'verification', verificationEndsOn: input.endsOn },
    })
    await takeSnapshot(ctx, tx, moved, 'preliminary')
    await tellBranches(tx, moved, {
      step: '初评结果请核对',
      body: `请在 ${formatDay(input.endsOn, tx.now)} 前核对初评结果，有不同意见请逐项提出。`,
      hasSms: true,
    })
    return moved
  })
}

/**
 * 评议 begins on a snapshot of its own.
 * @throws DomainError not_found, forbidden; conflict while branches may still answer, while an
 *   objection has no answer, or in another state
 */
export async function startMeeting(ctx: ViewerContext, input: QuarterInput): Promise<Quarter> {
  return ctx.transact(async (tx) => {
    const quarter = await holdQuarter(ctx, tx, input.quarterId)
    authorize(ctx.viewer, 'quarter.manage', quarterSubject(quarter))
    if (quarter.verificationEndsOn !== null && dayOf(tx.now) <= quarter.verificationEndsOn) {
      throw conflict(
        `反馈核对到 ${formatDay(quarter.verificationEndsOn, tx.now)} 为止，期满后才能转入评议，没有改动。`,
      )
    }
    await reckonWithin(ctx, tx, quarter)
    const { unanswered } = await quarterBlockers({ ...ctx, db: tx.db }, quarter.id)
    if (unanswered > 0) {
      throw conflict(`还有 ${unanswered} 条核对意见没有答复，没有转入评议。请归口部门先答复。`)
    }
    const moved = await moveQuarter(ctx, tx, quarter, {
      from: ['verification'],
      set: { state: 'meeting' },
    })
    await takeSnapshot(ctx, tx, moved, 'meeting')
    return moved
  })
}
