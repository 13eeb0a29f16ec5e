import type { Context } from '@/lib/context'
import { invalid } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import type { SetClassInput } from './inputs'
import { assertEffectiveDay, assertOpen, changeVersion, latestVersion, lockTree } from './versions'

/**
 * Puts a branch into another assessment class from a day on, or into none.
 * @throws DomainError not_found, forbidden, invalid (not a branch), conflict
 */
export async function setOrganisationClass(ctx: Context, input: SetClassInput): Promise<void> {
  await ctx.transact(async (tx) => {
    await lockTree(tx.db)
    const open = await latestVersion(tx.db, input.organisationId)
    authorize(ctx.viewer, 'organisation.restructure', { organisationId: input.organisationId })
    assertOpen(open)
    if (open.kind !== 'branch') {
      throw invalid('只有党支部划分考核类别。')
    }
    const wanted = input.class ?? null
    if (open.class === wanted) {
      return tx.unchanged()
    }
    assertEffectiveDay(ctx, input.on, open.validFrom)
    await changeVersion(tx, open, { ...input, change: { class: wanted } })
    tx.record({
      action: 'organisation.setClass',
      subjectType: 'organisation',
      subjectId: input.organisationId,
      detail: { from: open.class, to: wanted, on: input.on, basis: input.basis },
    })
  })
}
