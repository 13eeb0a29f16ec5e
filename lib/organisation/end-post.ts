import type { Context } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import type { EndPostInput } from './inputs'
import type { LeavePosts } from './open-work-port'
import { closePosts, loadPost, lockPosts } from './post-rows'
import { assertEffectiveDay } from './versions'

/**
 * Ends a post on a day: any but the secretary's (see lib/tasks/vacate-secretary). The leaver's
 * sessions end, and what has not been sent to him about this organisation's work stops.
 * @throws DomainError not_found, forbidden, invalid, conflict (already ended)
 */
export async function endPost(
  ctx: Context,
  input: EndPostInput,
  ports: { leavePosts: LeavePosts },
): Promise<{ organisationId: string; personId: string; stopped: number }> {
  return ctx.transact(async (tx) => {
    const { organisationId } = await loadPost(tx.db, input.postId)
    await lockPosts(tx.db, organisationId)
    const post = await loadPost(tx.db, input.postId)
    authorize(ctx.viewer, 'organisation.appoint', { organisationId })
    if (post.validTo !== null) {
      throw conflict('这项职务已经免去，没有改动。请刷新页面查看现状。')
    }
    if (post.post === 'secretary') {
      throw invalid('书记的免职涉及工作交接，请从“更换书记”办理。')
    }
    assertEffectiveDay(ctx, input.on, null)
    await closePosts(tx, [post], input.on)
    const { stopped } = await ports.leavePosts(tx, [post])
    return { organisationId, personId: post.personId, stopped }
  })
}
