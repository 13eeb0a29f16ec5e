import type { Context } from '@/lib/context'
import type { ChangeSecretaryInput } from '@/lib/organisation/inputs'
import type { OpenWork } from '@/lib/organisation/open-work-port'
import { lockPosts } from '@/lib/organisation/post-rows'
import { postLabel } from '@/lib/organisation/schema'
import { seatSecretary } from '@/lib/organisation/seat-secretary'
import { assertEffectiveDay, assertOpen, latestVersion } from '@/lib/organisation/versions'
import { authorize } from '@/lib/policy'
import { handOver } from './hand-over'
import { welcome } from './hand-over-secretaries'
import { leavePosts } from './leave-posts'

export interface SecretaryChange {
  personName: string
  label: string
  warnings: string[]
  /** Open assignments that are now the newcomer's to answer. */
  items: number
  /** Messages to the leaver that were stopped before they left. */
  stopped: number
  handoverIds: string[]
}

/**
 * Appoints a secretary (or somebody acting, 主持工作) on a day. The former one's post ends, open
 * work follows the post, both are told, a 交接清单 is written, unsent messages to the leaver stop.
 * @throws DomainError not_found, forbidden, invalid, conflict
 */
export async function changeSecretary(
  ctx: Context,
  input: ChangeSecretaryInput,
  port: OpenWork,
): Promise<SecretaryChange> {
  return ctx.transact(async (tx) => {
    const { organisationId } = input
    await lockPosts(tx.db, organisationId)
    const organisation = await latestVersion(tx.db, organisationId)
    authorize(ctx.viewer, 'organisation.appoint', { organisationId })
    assertOpen(organisation)
    assertEffectiveDay(ctx, input.on, null)
    const seating = await seatSecretary(ctx, tx, organisation, input)
    const items = await port.listOpen(tx.db, organisationId)
    const to = { personId: input.personId, name: seating.personName }
    const leavers = new Map(seating.outgoing.map((post) => [post.personId, post]))
    const handoverIds: string[] = []
    let stopped = 0
    for (const post of leavers.values()) {
      const written = await handOver(ctx, tx, {
        organisation,
        postLabel: postLabel('secretary', organisation.kind, post.isActing),
        fromPersonId: post.personId,
        to,
        items,
      })
      handoverIds.push(written.handoverId)
      stopped += written.stopped
    }
    if (leavers.size === 0) {
      await welcome(tx, organisation, { personId: to.personId, label: seating.label, items })
    }
    await leavePosts(tx, seating.outgoing)
    const { personName, label, warnings } = seating
    return { personName, label, warnings, items: items.length, stopped, handoverIds }
  })
}
