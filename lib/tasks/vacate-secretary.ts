import type { Context } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import type { EndPostInput } from '@/lib/organisation/inputs'
import type { OpenWork } from '@/lib/organisation/open-work-port'
import { closePosts, loadPost, lockPosts } from '@/lib/organisation/post-rows'
import { postLabel } from '@/lib/organisation/schema'
import { assertEffectiveDay, latestVersion } from '@/lib/organisation/versions'
import { authorize } from '@/lib/policy'
import { handOver } from './hand-over'
import { leavePosts } from './leave-posts'

/**
 * Ends a secretary's post with nobody following yet: the 交接清单 is written, the leaver told, unsent
 * messages to him stop; open work waits for whoever comes.
 * @throws DomainError not_found, forbidden, invalid (another post), conflict (already ended)
 */
export async function vacateSecretary(
  ctx: Context,
  input: EndPostInput,
  port: OpenWork,
): Promise<{ organisationId: string; handoverId: string; items: number }> {
  return ctx.transact(async (tx) => {
    const { organisationId } = await loadPost(tx.db, input.postId)
    await lockPosts(tx.db, organisationId)
    const post = await loadPost(tx.db, input.postId)
    const organisation = await latestVersion(tx.db, organisationId)
    authorize(ctx.viewer, 'organisation.appoint', { organisationId })
    if (post.validTo !== null) {
      throw conflict('这项职务已经免去，没有改动。请刷新页面查看现状。')
    }
    if (post.post !== 'secretary') {
      throw invalid('这不是书记职务，请在任职名单中免去。')
    }
    assertEffectiveDay(ctx, input.on, null)
    await closePosts(tx, [post], input.on)
    const items = await port.listOpen(tx.db, organisationId)
    const { handoverId } = await handOver(ctx, tx, {
      organisation,
      postLabel: postLabel('secretary', organisation.kind, post.isActing),
      fromPersonId: post.personId,
      to: null,
      items,
    })
    await leavePosts(tx, [post])
    return { organisationId, handoverId, items: items.length }
  })
}
