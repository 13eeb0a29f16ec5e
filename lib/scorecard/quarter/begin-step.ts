import type { ViewerContext } from '@/lib/context'
import { invalid } from '@/lib/errors'
import { formatDay } from '@/lib/format'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { holdQuarter, moveQuarter, type Quarter, quarterSubject } from './load-quarter'
import type { StartStepInput } from './schema'
import { tellBranches } from './tell-branches'

/**
 * 自评 begins: every branch is asked to assess itself until the end of a day.
 * @throws DomainError not_found, forbidden; invalid for a day that is over; conflict in another state
 */
export async function startSelfAssessment(
  ctx: ViewerContext,
  input: StartStepInput,
): Promise<Quarter> {
  assertAhead(ctx, input.dueOn)
  return ctx.transact(async (tx) => {
    const quarter = await holdQuarter(ctx, tx, input.quarterId)
    authorize(ctx.viewer, 'quarter.manage', quarterSubject(quarter))
    const moved = await moveQuarter(ctx, tx, quarter, {
      from: ['open'],
      set: { state: 'self', selfDueOn: input.dueOn },
    })
    await tellBranches(tx, moved, {
      step: '开始自评',
      body: `请在 ${formatDay(input.dueOn, tx.now)} 前完成自评。不填不影响得分，只是少一份对照。`,
      hasSms: true,
    })
    return moved
  })
}

/**
 * 初评 begins: the departments score their indicators until the end of a day. A branch that has not
 * assessed itself stays without a self-assessment; nothing is taken for that.
 * @throws DomainError not_found, forbidden; invalid for a day that is over; conflict in another state
 */
export async function startPreliminary(
  ctx: ViewerContext,
  input: StartStepInput,
): Promise<Quarter> {
  assertAhead(ctx, input.dueOn)
  return ctx.transact(async (tx) => {
    const quarter = await holdQuarter(ctx, tx, input.quarterId)
    authorize(ctx.viewer, 'quarter.manage', quarterSubject(quarter))
    return moveQuarter(ctx, tx, quarter, {
      from: ['self'],
      set: { state: 'preliminary', preliminaryDueOn: input.dueOn },
    })
  })
}

function assertAhead(ctx: ViewerContext, dueOn: string): void {
  if (dueOn < dayOf(ctx.now)) {
    throw invalid('截止日期已经过去，没有改动。请选今天或以后的日期。', {
      dueOn: '请选今天或以后的日期',
    })
  }
}
