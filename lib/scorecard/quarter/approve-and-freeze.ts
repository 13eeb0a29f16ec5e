import type { ViewerContext, Work } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { formatDay } from '@/lib/format'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { reckonWithin } from '../ledger/reckon-quarter'
import { keepBundle } from '../replay/keep-bundle'
import { assertStep } from './hold-scored'
import { holdQuarter, moveQuarter, type Quarter, quarterSubject } from './load-quarter'
import { movedBetween } from './moved-between'
import { quarterBlockers } from './quarter-blockers'
import { lastSnapshot } from './quarter-snapshots'
import type { ApproveQuarterInput, QuarterInput } from './schema'
import { presentContent, takeSnapshot } from './take-snapshot'
import { tellBranches } from './tell-branches'

/**
 * 审定 by the 党委, with the number of its minutes.
 * @throws DomainError not_found, forbidden; invalid for a day that is still ahead; conflict while
 *   公示 lasts, an appeal is open, an entry is 搁置, a correction is not in 公示, or in another state
 */
export async function approveQuarter(
  ctx: ViewerContext,
  input: ApproveQuarterInput,
): Promise<Quarter> {
  if (input.approvedOn > dayOf(ctx.now)) {
    throw invalid('审定日期还没有到，没有改动。', { approvedOn: '请填党委会议的日期' })
  }
  return ctx.transact(async (tx) => {
    const quarter = await holdQuarter(ctx, tx, input.quarterId)
    authorize(ctx.viewer, 'quarter.manage', quarterSubject(quarter))
    if (quarter.publicationEndsOn !== null && dayOf(tx.now) <= quarter.publicationEndsOn) {
      throw conflict(
        `公示到 ${formatDay(quarter.publicationEndsOn, tx.now)} 为止，期满后才能审定，没有改动。`,
      )
    }
    await assertSettled(ctx, tx, quarter)
    return moveQuarter(ctx, tx, quarter, {
      from: ['publication'],
      set: {
        state: 'approved',
        minutesNumber: input.minutesNumber,
        approvedOn: input.approvedOn,
      },
    })
  })
}

/**
 * 定稿: the final snapshot is kept with its check code, and the bundle with which it replays; from now
 * on nothing posts to the quarter.
 * @throws DomainError not_found, forbidden; conflict when the ledger no longer shows what was in
 *   公示, when something comes in meanwhile, or in another state
 */
export async function freezeQuarter(ctx: ViewerContext, input: QuarterInput): Promise<Quarter> {
  return ctx.transact(async (tx) => {
    const quarter = await holdQuarter(ctx, tx, input.quarterId)
    authorize(ctx.viewer, 'quarter.manage', quarterSubject(quarter))
    assertStep(quarter, ['approved'], '定稿')
    await assertSettled(ctx, tx, quarter)
    const snapshot = await takeSnapshot(ctx, tx, quarter, 'final')
    await keepBundle(ctx, tx, quarter)
    await assertStill(ctx, tx, quarter)
    const moved = await moveQuarter(ctx, tx, quarter, {
      from: ['approved'],
      set: { state: 'frozen', frozenAt: tx.now },
      reason: `校验码 ${snapshot.sha256}`,
    })
    await tellBranches(tx, moved, {
      step: '已定稿',
      body: '结果已经党委审定并定稿，可以查看和打印得分单。',
      hasSms: false,
    })
    return moved
  })
}

/** What was kept is what the ledger says: nothing came in while it was being written. */
async function assertStill(ctx: ViewerContext, tx: Work, quarter: Quarter): Promise<void> {
  const { posted, reversed } = await reckonWithin(ctx, tx, quarter)
  if (posted + reversed > 0) {
    throw conflict('定稿时正好有新的记录进来，没有定稿。请核对结果后再办一次。')
  }
}

async function assertSettled(ctx: ViewerContext, tx: Work, quarter: Quarter): Promise<void> {
  await reckonWithin(ctx, tx, quarter)
  const here = { ...ctx, db: tx.db }
  const { openAppeals, setAside, unscored } = await quarterBlockers(here, quarter.id)
  const open = [
    openAppeals > 0 ? `${openAppeals} 件申诉没有答复` : null,
    setAside > 0 ? `${setAside} 条搁置的分录没有处理` : null,
    unscored > 0 ? `${unscored} 项未评` : null,
  ].filter((words) => words !== null)
  if (open.length > 0) {
    throw conflict(`还有${open.join('、')}，没有改动。请先办完这些事项。`)
  }
  const shown = await lastSnapshot(tx.db, quarter, ['publication', 'corrected'])
  const now = await presentContent(ctx, tx, quarter, 'final')
  if (shown && movedBetween(shown.content, now).length > 0) {
    throw conflict('公示之后有分录更正，现在的结果与公示的不一致，没有改动。请先更正公示。')
  }
}
