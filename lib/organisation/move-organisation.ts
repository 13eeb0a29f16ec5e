import type { Context } from '@/lib/context'
import { invalid } from '@/lib/errors'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import type { MoveInput } from './inputs'
import { subtreeOn } from './queries'
import { organisationKindLabels } from './schema'
import { mayStandUnder } from './states'
import {
  assertEffectiveDay,
  assertNameFree,
  assertOpen,
  changeVersion,
  latestVersion,
  lockTree,
  nextPosition,
} from './versions'

/**
 * Puts an organisation, with everything under it, under another one from a day on.
 * @throws DomainError not_found, forbidden, invalid (circle, kinds), conflict
 */
export async function moveOrganisation(ctx: Context, input: MoveInput): Promise<void> {
  await ctx.transact(async (tx) => {
    await lockTree(tx.db)
    const open = await latestVersion(tx.db, input.organisationId)
    const parent = await latestVersion(tx.db, input.parentId)
    authorize(ctx.viewer, 'organisation.restructure', { organisationId: input.organisationId })
    authorize(ctx.viewer, 'organisation.restructure', { organisationId: input.parentId })
    assertOpen(open)
    assertOpen(parent)
    if (open.parentId === input.parentId) {
      return tx.unchanged()
    }
    assertEffectiveDay(ctx, input.on, open.validFrom)
    const under = await subtreeOn(tx.db, input.organisationId, dayOf(ctx.now))
    if (under.includes(input.parentId)) {
      throw invalid('不能移到自己或自己的下级下面，请另选上级党组织。', {
        parentId: '是这个组织自己或它的下级',
      })
    }
    if (!mayStandUnder(open.kind, parent.kind)) {
      throw invalid(
        `${organisationKindLabels[open.kind]}不能设在${organisationKindLabels[parent.kind]}下面，请另选上级党组织。`,
        { parentId: '上级党组织的类别不符' },
      )
    }
    await assertNameFree(tx.db, { name: open.name, parentId: input.parentId })
    const position = await nextPosition(tx.db, input.parentId)
    await changeVersion(tx, open, { ...input, change: { parentId: input.parentId, position } })
    tx.record({
      action: 'organisation.move',
      subjectType: 'organisation',
      subjectId: input.organisationId,
      detail: { from: open.parentId, to: input.parentId, on: input.on, basis: input.basis },
    })
  })
}
