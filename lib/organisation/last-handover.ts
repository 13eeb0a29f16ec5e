import type { Db } from '@/db/client'
import type { Context, Work } from '@/lib/context'
import { type Day, dayOf } from '@/lib/period'
import type { EndingWork, LastHandover } from './open-work-port'
import type { PostRow } from './post-rows'
import { postHoldersOn } from './queries'

/**
 * A 交接清单 for every secretary whose organisation has just ended, one acting included. Whoever is
 * secretary of the successor too hands over to nobody.
 */
export async function handOverLast(
  ctx: Context,
  tx: Work,
  port: EndingWork,
  ending: Omit<LastHandover, 'post' | 'to'> & {
    ended: readonly PostRow[]
    successorId: string | null
  },
): Promise<void> {
  const { ended, successorId, ...handover } = ending
  const to = successorId ? await secretaryOf(tx.db, successorId, dayOf(ctx.now)) : null
  const leaving = ended.filter((post) => post.post === 'secretary' && post.validTo === null)
  for (const post of new Map(leaving.map((post) => [post.personId, post])).values()) {
    if (post.personId !== to?.personId) {
      await port.handOver(ctx, tx, { ...handover, post, to })
    }
  }
}

async function secretaryOf(
  db: Db,
  organisationId: string,
  day: Day,
): Promise<{ personId: string; name: string } | null> {
  const [first] = (await postHoldersOn(db, [organisationId], day)).filter(
    (holder) => holder.post === 'secretary',
  )
  return first ? { personId: first.personId, name: first.personName } : null
}
