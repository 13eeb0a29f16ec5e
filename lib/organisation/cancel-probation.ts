import type { Context } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { type Departed, endBelonging, type LeaveOrganisation, leavingOn } from './end-membership'
import type { CancelProbationInput } from './person-inputs'

/**
 * 取消预备党员资格, as the 支部大会 has decided: 组织关系 ends on that day with everything that hangs
 * on it, as for whoever leaves for good. Earlier days keep everything.
 * @throws DomainError not_found, forbidden, invalid (in the future), conflict (no 预备党员)
 */
export async function cancelProbation(
  ctx: Context,
  input: CancelProbationInput,
  ports: { leave: LeaveOrganisation },
): Promise<Departed> {
  return ctx.transact(async (tx) => {
    const { personId, on, basis } = input
    const leaving = await leavingOn(ctx, tx, personId, on)
    const { organisationId, memberKind } = leaving.last
    authorize(ctx.viewer, 'person.changeKind', { personId, organisationId })
    if (memberKind !== 'probationary') {
      throw conflict(
        `${leaving.person.name}已登记为正式党员，不能取消预备党员资格，什么都没有改动。请刷新页面查看现状。`,
      )
    }
    const reason = 'probation_cancelled'
    const { detail, departed } = await endBelonging(ctx, tx, leaving, { on, reason, basis }, ports)
    tx.record({
      action: 'membership.cancelProbation',
      subjectType: 'person',
      subjectId: personId,
      detail,
    })
    return departed
  })
}
