import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { SnapshotKind } from '@/db/enums'
import { scoreSnapshots } from '@/db/schema'
import type { Quarter } from './load-quarter'
import { type SnapshotContent, snapshotContent } from './schema'

export interface KeptSnapshot {
  id: string
  kind: SnapshotKind
  revision: number
  number: number
  sha256: string
  auditSeq: number | null
  auditHash: string | null
  at: Date
  content: SnapshotContent
}

/** The last snapshot of these kinds in the present revision of a quarter, or null. */
export async function lastSnapshot(
  db: Db,
  quarter: Pick<Quarter, 'id' | 'revision'>,
  kinds: readonly SnapshotKind[],
): Promise<KeptSnapshot | null> {
  const [row] = await db
    .select()
    .from(scoreSnapshots)
    .where(
      and(
        eq(scoreSnapshots.quarterId, quarter.id),
        eq(scoreSnapshots.revision, quarter.revision),
        inArray(scoreSnapshots.kind, [...kinds]),
      ),
    )
    .orderBy(desc(scoreSnapshots.at), desc(scoreSnapshots.id))
    .limit(1)
  return row ? { ...row, content: snapshotContent.parse(row.content) } : null
}
