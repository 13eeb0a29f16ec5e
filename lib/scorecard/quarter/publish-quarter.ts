import type { ViewerContext, Work } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { formatDay } from '@/lib/format'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { readSetting } from '@/lib/settings/read-setting'
import { reckonWithin } from '../ledger/reckon-quarter'
import { assertLongEnough } from './earliest-end'
import { holdQuarter, moveQuarter, type Quarter, quarterSubject } from './load-quarter'
import { movedBetween } from './moved-between'
import { quarterBlockers } from './quarter-blockers'
import { lastSnapshot } from './quarter-snapshots'
import type { CorrectPublicationInput, ReopenQuarterInput, StartPeriodInput } from './schema'
import { takeSnapshot } from './take-snapshot'
import { tellBranches } from './tell-branches'

/**
 * 公示 begins: the result is kept, every branch is told and may appeal until the last day.
 * @throws DomainError not_found, forbidden; invalid for too short a time; conflict while something
 *   is 未评 without a treatment, or in another state
 */
export async function publishQuarter(
  ctx: ViewerContext,
  input: StartPeriodInput,
): Promise<Quarter> {
  return ctx.transact(async (tx) => {
    const quarter = await holdQuarter(ctx, tx, input.quarterId)
    authorize(ctx.viewer, 'quarter.manage', quarterSubject(quarter))
    await assertPublicationDays(tx, input.endsOn)
    await reckonWithin(ctx, tx, quarter)
    const { unscored } = await quarterBlockers({ ...ctx, db: tx.db }, quarter.id)
    if (unscored > 0) {
      throw conflict(
        `还有 ${unscored} 项未评，没有公示。请归口部门评分，或由领导小组对整类支部作出统一处理并记入纪要。`,
      )
    }
    const moved = await moveQuarter(ctx, tx, quarter, {
      from: ['meeting'],
      set: {
        state: 'publication',
        publicationStartsOn: dayOf(tx.now),
        publicationEndsOn: input.endsOn,
      },
    })
    await takeSnapshot(ctx, tx, moved, 'publication')
    await tellBranches(tx, moved, {
      step: '结果公示',
      body: `公示到 ${formatDay(input.endsOn, tx.now)} 为止，对具体分录有不同意见可以申诉。`,
      hasSms: true,
    })
    return moved
  })
}

/**
 * 更正公示 after appeals have changed entries: a new snapshot, and those whose total, rank or grade
 * moved without their own doing are told.
 * @throws DomainError not_found, forbidden; invalid for a day that is too early; conflict when
 *   nothing differs from what stands in 公示, or in another state
 */
export async function correctPublication(
  ctx: ViewerContext,
  input: CorrectPublicationInput,
): Promise<Quarter> {
  return ctx.transact(async (tx) => {
    const quarter = await holdQuarter(ctx, tx, input.quarterId)
    authorize(ctx.viewer, 'quarter.manage', quarterSubject(quarter))
    await assertPublicationDays(tx, input.endsOn)
    await reckonWithin(ctx, tx, quarter)
    const before = await lastSnapshot(tx.db, quarter, ['publication', 'corrected'])
    const moved = await moveQuarter(ctx, tx, quarter, {
      from: ['publication'],
      set: { state: 'publication', publicationEndsOn: input.endsOn },
      kind: 'correct_publication',
      reason: input.reason,
    })
    const { content } = await takeSnapshot(ctx, tx, moved, 'corrected')
    const changed = before ? movedBetween(before.content, content) : []
    if (changed.length === 0) {
      throw conflict('结果与现在公示的一致，不需要更正公示，没有改动。')
    }
    await tellBranches(tx, moved, {
      step: '更正公示',
      body: `有申诉更正了分录，您支部的得分、名次或等次有变动，请查看。公示到 ${formatDay(input.endsOn, tx.now)} 为止。`,
      organisationIds: changed,
      kind: 'score_moved',
      hasSms: true,
    })
    return moved
  })
}

/**
 * A revision of a frozen quarter: back into 公示 under the next number; what was 定稿 stays as it was.
 * @throws DomainError not_found, forbidden; invalid for too short a time; conflict unless it is frozen
 */
export async function reopenQuarter(
  ctx: ViewerContext,
  input: ReopenQuarterInput,
): Promise<Quarter> {
  return ctx.transact(async (tx) => {
    const quarter = await holdQuarter(ctx, tx, input.quarterId)
    authorize(ctx.viewer, 'quarter.manage', quarterSubject(quarter))
    await assertPublicationDays(tx, input.endsOn)
    const moved = await moveQuarter(ctx, tx, quarter, {
      from: ['frozen'],
      set: {
        state: 'publication',
        revision: quarter.revision + 1,
        publicationStartsOn: dayOf(tx.now),
        publicationEndsOn: input.endsOn,
        minutesNumber: null,
        approvedOn: null,
        frozenAt: null,
      },
      kind: 'reopen',
      reason: input.reason,
    })
    await reckonWithin(ctx, tx, moved)
    await takeSnapshot(ctx, tx, moved, 'publication')
    await tellBranches(tx, moved, {
      step: `第 ${moved.revision} 修订版公示`,
      body: `原定稿不变。修订版公示到 ${formatDay(input.endsOn, tx.now)} 为止，可以就分录申诉。`,
      hasSms: true,
    })
    return moved
  })
}

async function assertPublicationDays(tx: Work, endsOn: string): Promise<void> {
  const { publicationDays: workingDays } = await readSetting(tx.db, 'scorecard')
  await assertLongEnough(tx, endsOn, { workingDays, what: '公示' })
}
