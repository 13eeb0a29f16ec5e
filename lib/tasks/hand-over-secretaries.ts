import { eq } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { people } from '@/db/schema'
import type { HandOver } from '@/lib/organisation/roster/commit-roster'
import { postLabel } from '@/lib/organisation/schema'
import { latestVersion } from '@/lib/organisation/versions'
import { handOver } from './hand-over'
import { openWork } from './open-work'

/** The 交接 of every secretary whom a roster import replaces or relieves, in its transaction. */
export const handOverSecretaries: HandOver = async (ctx, tx, changes) => {
  for (const { organisationId, fromPersonId, toPersonId } of changes) {
    const organisation = await latestVersion(tx.db, organisationId)
    await handOver(ctx, tx, {
      organisation,
      postLabel: postLabel('secretary', organisation.kind),
      fromPersonId,
      to: toPersonId === null ? null : await newcomer(tx.db, toPersonId),
      items: await openWork.listOpen(tx.db, organisationId),
    })
  }
}

async function newcomer(db: Db, personId: string): Promise<{ personId: string; name: string }> {
  const [row] = await db.select({ name: people.name }).from(people).where(eq(people.id, personId))
  return { personId, name: row?.name ?? '' }
}
