import type { Context } from '@/lib/context'
import { authorize } from '@/lib/policy'
import type { SetTermInput } from './inputs'
import { assertEffectiveDay, assertOpen, changeVersion, latestVersion, lockTree } from './versions'

/**
 * Sets the day on which the term of office ends, after an election or an extension.
 * @throws DomainError not_found, forbidden, invalid, conflict
 */
export async function setOrganisationTerm(ctx: Context, input: SetTermInput): Promise<void> {
  await ctx.transact(async (tx) => {
    await lockTree(tx.db)
    const open = await latestVersion(tx.db, input.organisationId)
    authorize(ctx.viewer, 'organisation.restructure', { organisationId: input.organisationId })
    assertOpen(open)
    const wanted = input.termEndsOn ?? null
    if (open.termEndsOn === wanted) {
      return tx.unchanged()
    }
    assertEffectiveDay(ctx, input.on, open.validFrom)
    await changeVersion(tx, open, { ...input, change: { termEndsOn: wanted } })
    tx.record({
      action: 'organisation.setTerm',
      subjectType: 'organisation',
      subjectId: input.organisationId,
      detail: { from: open.termEndsOn, to: wanted, on: input.on, basis: input.basis },
    })
  })
}
