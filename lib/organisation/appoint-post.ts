import type { Context } from '@/lib/context'
import { authorize } from '@/lib/policy'
import type { AppointInput } from './inputs'
import { type Placed, placeInPost } from './place-in-post'
import { lockPosts } from './post-rows'
import { assertEffectiveDay, assertOpen, latestVersion } from './versions'

/**
 * Puts somebody in post from a day on: any post but the secretary's, which also hands work over
 * (lib/tasks/change-secretary).
 * @throws DomainError not_found, forbidden, invalid, conflict
 */
export async function appointPost(ctx: Context, input: AppointInput): Promise<Placed> {
  return ctx.transact(async (tx) => {
    const { organisationId, ...placement } = input
    await lockPosts(tx.db, organisationId)
    const organisation = await latestVersion(tx.db, organisationId)
    authorize(ctx.viewer, 'organisation.appoint', { organisationId })
    assertOpen(organisation)
    assertEffectiveDay(ctx, input.on, null)
    return placeInPost(ctx, tx, organisation, placement)
  })
}
