import { newId } from '@/db/ids'
import { handovers } from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import { type NewNotice, writeNotices } from '@/lib/notifications/notify'
import { withdrawUnsent } from '@/lib/notifications/withdraw-unsent'
import type { OpenItem } from '@/lib/organisation/open-work-port'
import { openPosts } from '@/lib/organisation/post-rows'
import type { HandoverItem } from '@/lib/organisation/schema'
import type { Version } from '@/lib/organisation/versions'

export interface Handover {
  organisation: Version
  /** `支部书记`. */
  postLabel: string
  fromPersonId: string
  /** Null while the post stays vacant. */
  to: { personId: string; name: string } | null
  items: readonly OpenItem[]
  /** `甲支部并入乙支部`, where the organisation itself ends and with it the post. */
  reason?: string
}

/**
 * Writes the 交接清单 of a secretary who leaves, tells both, and stops messages to the leaver that
 * have not been sent. Authority itself needs no step: it follows today's posts.
 * @returns the handover's id and how many messages were stopped
 */
export async function handOver(
  ctx: Context,
  tx: Work,
  handover: Handover,
): Promise<{ handoverId: string; stopped: number }> {
  const { organisation, fromPersonId, to, items } = handover
  const handoverId = newId()
  const { organisationId } = organisation
  await tx.db.insert(handovers).values({
    id: handoverId,
    organisationId,
    post: 'secretary',
    fromPersonId,
    toPersonId: to?.personId ?? null,
    at: ctx.now,
    recordedBy: ctx.viewer?.personId ?? null,
    items: items.map(
      ({ assignmentId, title, state, dueAt }): HandoverItem => ({
        assignmentId,
        title,
        state,
        dueAt: dueAt.toISOString(),
      }),
    ),
  })
  const stillInPost = (await openPosts(tx.db, organisationId)).some(
    (post) => post.personId === fromPersonId,
  )
  // Where the organisation ends, moving or ending each item has stopped its messages already.
  const stopped =
    stillInPost || handover.reason
      ? 0
      : await withdrawUnsent(tx, {
          personId: fromPersonId,
          subjectIds: items.map((item) => item.assignmentId),
        })
  await writeNotices(tx, noticesOf(handover, handoverId))
  tx.record({
    action: 'handover.write',
    subjectType: 'handover',
    subjectId: handoverId,
    detail: {
      organisationId,
      from: fromPersonId,
      to: to?.personId ?? null,
      items: items.map((item) => item.assignmentId),
      stopped,
    },
  })
  return { handoverId, stopped }
}

function noticesOf(handover: Handover, handoverId: string): NewNotice[] {
  const { organisation, postLabel, fromPersonId, to, items, reason } = handover
  const shared = {
    kind: 'handover',
    title: `${organisation.name}${postLabel}工作交接`,
    href: `/organisation/handovers/${handoverId}`,
    subjectType: 'handover',
    subjectId: handoverId,
  } as const
  if (reason) {
    return lastNotices(handover, shared)
  }
  const count = items.length === 0 ? '没有在办任务' : `在办任务 ${items.length} 项`
  const head = organisation.kind === 'group' ? '组长' : '书记'
  const leaver: NewNotice = {
    ...shared,
    personId: fromPersonId,
    body: `您不再担任${organisation.name}${postLabel}，${count}${to ? `，已由${to.name}接办` : `，待新任${head}接办`}。交接清单可查看、打印。`,
    smsTemplate: null,
  }
  const newcomer: NewNotice[] = to
    ? [
        {
          ...shared,
          personId: to.personId,
          body: `您已任${organisation.name}${postLabel}，接办${count}。请查看交接清单。`,
          smsTemplate: 'handover',
        },
      ]
    : []
  return [leaver, ...newcomer]
}

/** The organisation is no more; what moves with its work has had its own message. */
function lastNotices(
  { postLabel, fromPersonId, to, items, reason }: Handover,
  shared: Omit<NewNotice, 'personId' | 'body' | 'smsTemplate'>,
): NewNotice[] {
  const ended = items.filter((item) => item.state === 'not_applicable').length
  const moved = items.length - ended
  const words = [
    moved > 0 ? `移交在办任务 ${moved} 项${to ? `，由${to.name}接办` : ''}` : '没有移交的在办任务',
    ended > 0 ? `，认定不适用 ${ended} 项` : '',
  ].join('')
  const leaver = {
    ...shared,
    personId: fromPersonId,
    body: `${reason}，您的${postLabel}职务同时结束，${words}。交接清单可查看、打印。`,
    smsTemplate: null,
  }
  const receiver = to && {
    ...shared,
    personId: to.personId,
    body: `${reason}，${words}。请查看交接清单。`,
    smsTemplate: null,
  }
  return receiver ? [leaver, receiver] : [leaver]
}
