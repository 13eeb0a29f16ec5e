import type { Context } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { closeVersion, openChildren } from './close-version'
import type { EndInput } from './inputs'
import { handOverLast } from './last-handover'
import { countRosterFrom } from './membership-rows'
import type { EndingWork } from './open-work-port'
import { settleOpenWork } from './settle-open-work'
import { assertEffectiveDay, assertOpen, latestVersion, lockTree } from './versions'

export interface EndResult {
  name: string
  transferred: number
  notApplicable: number
}

/**
 * Ends an organisation on a day, once nobody belongs to it and nothing stands under it; every open
 * assignment is transferred or 不适用, its secretary hands over. Earlier days keep it.
 * @throws DomainError not_found, forbidden, invalid (undecided work), conflict (people left)
 */
export async function endOrganisation(
  ctx: Context,
  input: EndInput,
  port: EndingWork,
): Promise<EndResult> {
  return ctx.transact(async (tx) => {
    await lockTree(tx.db)
    const { organisationId, on, basis } = input
    const open = await latestVersion(tx.db, organisationId)
    authorize(ctx.viewer, 'organisation.restructure', { organisationId })
    assertOpen(open)
    assertEffectiveDay(ctx, on, null)
    if (input.transferToId) {
      assertOpen(await latestVersion(tx.db, input.transferToId))
      authorize(ctx.viewer, 'organisation.restructure', { organisationId: input.transferToId })
    }
    const people = await countRosterFrom(tx.db, organisationId, on)
    if (people > 0) {
      throw conflict(
        `“${open.name}”还有 ${people} 名党员在册，没有撤销。请先转接组织关系，或改用“合并”把人员一并转入。`,
      )
    }
    const children = await openChildren(tx.db, organisationId)
    if (children.length > 0) {
      throw conflict(
        `“${open.name}”下面还有 ${children.length} 个组织（如“${children[0]?.name}”），没有撤销。请先移动或撤销它们。`,
      )
    }
    const successorId = input.transferToId ?? null
    const reason = `${open.name}撤销`
    const cause = `${reason}：${basis}`
    const { items, ...settled } = await settleOpenWork(ctx, tx, port, {
      ...input,
      successorId,
      basis: cause,
    })
    const persons = await port.followPersons(ctx, tx, {
      ...{ organisationId, successorId, on },
      basis: cause,
    })
    const ended = await closeVersion(tx, open, on, null)
    await handOverLast(ctx, tx, port, { organisation: open, items, reason, ended, successorId })
    await port.leavePosts(tx, ended)
    tx.record({
      action: 'organisation.end',
      subjectType: 'organisation',
      subjectId: organisationId,
      detail: { on, basis, persons, ...settled },
    })
    return { name: open.name, ...settled }
  })
}
