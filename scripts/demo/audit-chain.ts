import { sql } from 'drizzle-orm'
import { bulkInsert } from '@/db/bulk'
import type { Db } from '@/db/client'
import { newId } from '@/db/ids'
import { auditEntries } from '@/db/schema'
import { type AuditEntry, type AuditRow, genesisHash, hashAuditRow } from '@/lib/audit'
import { env } from '@/lib/env'

/** What a verb would have recorded at that moment. */
export interface PastEntry extends AuditEntry {
  at: Date
  actorId: string | null
}

/**
 * Appends entries of many moments in the order of their times, as the verbs would have one by one.
 */
export async function appendPast(db: Db, entries: readonly PastEntry[]): Promise<void> {
  const [head] = await db.execute<{ seq: string; hash: string }>(
    sql`select seq, hash from audit_entries order by seq desc limit 1`,
  )
  let previous = { seq: Number(head?.seq ?? 0), hash: head?.hash ?? genesisHash }
  const ordered = [...entries].sort((a, b) => a.at.getTime() - b.at.getTime())
  const rows = ordered.map((entry) => {
    const row: AuditRow = {
      ...entry,
      requestId: newId(),
      // As it comes back from the database: dates as text, nothing undefined.
      detail: JSON.parse(JSON.stringify(entry.detail ?? {})),
      seq: previous.seq + 1,
      prevHash: previous.hash,
    }
    previous = { seq: row.seq, hash: hashAuditRow(row, env().AUDIT_DIGEST) }
    return { ...row, hash: previous.hash }
  })
  await bulkInsert(db, auditEntries, rows)
}
