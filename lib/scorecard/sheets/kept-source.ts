import { and, desc, eq } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { SnapshotKind } from '@/db/enums'
import { auditEntries, scoreSnapshots } from '@/db/schema'
import { type SnapshotContent, snapshotContent } from '../quarter/schema'

/** What was kept and is shown: its check code covers every mark of the sheet. */
export interface SheetSource {
  kind: SnapshotKind
  number: number
  sha256: string
  at: Date
}

export interface KeptSource {
  source: SheetSource
  /** `SEQ:HASH`. */
  auditHead: string
  content: SnapshotContent
}

/** What was kept last in a revision, with the head of the audit before it; null before the first. */
export async function keptIn(
  db: Db,
  quarterId: string,
  revision: number,
): Promise<KeptSource | null> {
  const [row] = await db
    .select()
    .from(scoreSnapshots)
    .where(and(eq(scoreSnapshots.quarterId, quarterId), eq(scoreSnapshots.revision, revision)))
    .orderBy(desc(scoreSnapshots.at), desc(scoreSnapshots.id))
    .limit(1)
  if (!row) {
    return null
  }
  const { kind, number, sha256, at, auditSeq, auditHash } = row
  const source: SheetSource = { kind, number, sha256, at }
  const auditHead = auditSeq === null || auditHash === null ? '0' : `${auditSeq}:${auditHash}`
  return { source, auditHead, content: snapshotContent.parse(row.content) }
}

/** Head of the audit at this moment, `SEQ:HASH`. */
export async function headOfNow(db: Db): Promise<string> {
  const [head] = await db
    .select({ seq: auditEntries.seq, hash: auditEntries.hash })
    .from(auditEntries)
    .orderBy(desc(auditEntries.seq))
    .limit(1)
  return head ? `${head.seq}:${head.hash}` : '0'
}
