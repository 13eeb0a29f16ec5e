import type { Context } from '@/lib/context'
import { authorize } from '@/lib/policy'
import type { RenameInput } from './inputs'
import {
  assertEffectiveDay,
  assertNameFree,
  assertOpen,
  changeVersion,
  latestVersion,
  lockTree,
} from './versions'

/**
 * Gives an organisation another name from a day on; earlier days keep the old one.
 * @throws DomainError not_found, forbidden, invalid, conflict
 */
export async function renameOrganisation(ctx: Context, input: RenameInput): Promise<void> {
  await ctx.transact(async (tx) => {
    await lockTree(tx.db)
    const open = await latestVersion(tx.db, input.organisationId)
    authorize(ctx.viewer, 'organisation.restructure', { organisationId: input.organisationId })
    assertOpen(open)
    if (open.name === input.name) {
      return tx.unchanged()
    }
    assertEffectiveDay(ctx, input.on, open.validFrom)
    await assertNameFree(tx.db, {
      name: input.name,
      parentId: open.parentId,
      exceptId: input.organisationId,
    })
    await changeVersion(tx, open, { ...input, change: { name: input.name } })
    tx.record({
      action: 'organisation.rename',
      subjectType: 'organisation',
      subjectId: input.organisationId,
      detail: { from: open.name, to: input.name, on: input.on, basis: input.basis },
    })
  })
}
