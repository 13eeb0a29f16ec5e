import { inArray } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { people } from '@/db/schema'
import type { Work } from '@/lib/context'
import { writeNotices } from '@/lib/notifications/notify'
import type { OpenItem } from '@/lib/organisation/open-work-port'
import type { HandOver } from '@/lib/organisation/roster/commit-roster'
import { postLabel } from '@/lib/organisation/schema'
import { latestVersion, type Version } from '@/lib/organisation/versions'
import { handOver } from './hand-over'
import { openWork } from './open-work'

/**
 * The 交接 of every secretary, acting or not, whom a roster import replaces or relieves, in its
 * transaction. Who comes where nobody leaves is told as well.
 */
export const handOverSecretaries: HandOver = async (ctx, tx, changes) => {
  const names = await namesOf(
    tx.db,
    changes.flatMap(({ to }) => to?.personId ?? []),
  )
  for (const { organisationId, from, to } of changes) {
    const organisation = await latestVersion(tx.db, organisationId)
    const items = await openWork.listOpen(tx.db, organisationId)
    if (from) {
      await handOver(ctx, tx, {
        organisation,
        postLabel: postLabel(from.post, organisation.kind, from.isActing),
        fromPersonId: from.personId,
        to: to && { personId: to.personId, name: names.get(to.personId) ?? '' },
        items,
      })
    } else if (to) {
      const label = postLabel(to.post, organisation.kind, to.isActing)
      await welcome(tx, organisation, { personId: to.personId, label, items })
    }
  }
}

/** Tells the newcomer where nobody hands over; by SMS too when work is waiting. */
export async function welcome(
  tx: Work,
  organisation: Version,
  newcomer: { personId: string; label: string; items: readonly OpenItem[] },
): Promise<void> {
  const { personId, label, items } = newcomer
  await writeNotices(tx, [
    {
      personId,
      kind: 'handover',
      title: `${organisation.name}${label}`,
      body: `您已任${organisation.name}${label}，现有在办任务 ${items.length} 项。请到待办查看。`,
      href: `/organisation/${organisation.organisationId}`,
      subjectType: 'organisation',
      subjectId: organisation.organisationId,
      smsTemplate: items.length > 0 ? 'handover' : null,
    },
  ])
}

async function namesOf(db: Db, personIds: string[]): Promise<Map<string, string>> {
  if (personIds.length === 0) {
    return new Map()
  }
  const rows = await db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, personIds))
  return new Map(rows.map((row) => [row.id, row.name]))
}
