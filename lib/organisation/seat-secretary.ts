import type { Context, Work } from '@/lib/context'
import type { ChangeSecretaryInput } from './inputs'
import { type Placed, placeInPost } from './place-in-post'
import { closePosts, openPosts, type PostRow } from './post-rows'
import type { Version } from './versions'

export interface Seating extends Placed {
  /** Posts that ended for the new one, the newcomer's own acting post not among them. */
  outgoing: PostRow[]
}

/**
 * Begins a secretary's post and ends those it takes the place of: a full secretary follows both the
 * former one and whoever was acting; an acting one follows only another acting one.
 * The caller has locked the posts, authorised and checked the day.
 * @throws DomainError not_found, conflict
 */
export async function seatSecretary(
  ctx: Context,
  tx: Work,
  organisation: Version,
  input: ChangeSecretaryInput,
): Promise<Seating> {
  const { organisationId: _organisationId, ...placement } = input
  const held = (await openPosts(tx.db, input.organisationId)).filter(
    (row) => row.post === 'secretary' && (!input.isActing || row.isActing),
  )
  const replaced = held.filter(
    (row) => row.personId !== input.personId || row.isActing !== input.isActing,
  )
  await closePosts(tx, replaced, input.on)
  const placed = await placeInPost(ctx, tx, organisation, { ...placement, post: 'secretary' })
  return { ...placed, outgoing: replaced.filter((row) => row.personId !== input.personId) }
}
