import { asc, eq, gt } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { auditEntries } from '@/db/schema'
import { genesisHash, hashAuditRow } from '@/lib/audit'
import type { AuditHead } from './head'

type StoredRow = typeof auditEntries.$inferSelect

export type AuditFault =
  /** What the row says is not what was hashed. */
  | { kind: 'tampered'; seq: number }
  /** Rows `seq` to `lastSeq` are gone. */
  | { kind: 'removed'; seq: number; lastSeq: number }
  /** The row used to stand at `originalSeq`. */
  | { kind: 'moved'; seq: number; originalSeq: number }
  /** The row does not stand on the one before it. */
  | { kind: 'unlinked'; seq: number }
  /** The record ends before an entry that was printed. */
  | { kind: 'cut'; seq: number; lastSeq: number }
  /** The record has another hash where one was printed: everything up to it was rewritten. */
  | { kind: 'rewritten'; seq: number }

export interface Verification {
  /** Rows read. */
  checked: number
  head: AuditHead
  faults: AuditFault[]
}

export interface VerifyOptions {
  /** A head printed earlier: proves that the record still reaches it. */
  expectedHead?: AuditHead | undefined
  /** Checks only what follows this entry, which is trusted. */
  after?: AuditHead | undefined
  batchSize?: number
  onProgress?: (checked: number) => void
}

/**
 * Reads the record from its beginning in batches and recomputes every link. Finds rows that were
 * changed, removed or moved; a tail that was cut off only with `expectedHead`.
 */
export async function verifyAudit(db: Db, options: VerifyOptions = {}): Promise<Verification> {
  const batchSize = options.batchSize ?? 2000
  const faults: AuditFault[] = []
  let checked = 0
  let head: AuditHead = options.after ?? { seq: 0, hash: genesisHash }
  for (;;) {
    const rows = await db
      .select()
      .from(auditEntries)
      .where(gt(auditEntries.seq, head.seq))
      .orderBy(asc(auditEntries.seq))
      .limit(batchSize)
    for (const row of rows) {
      const fault = faultOf(row, head)
      if (fault) {
        faults.push(fault.kind === 'tampered' ? await explain(db, row, fault) : fault)
      }
      if (options.expectedHead?.seq === row.seq && options.expectedHead.hash !== row.hash) {
        faults.push({ kind: 'rewritten', seq: row.seq })
      }
      head = { seq: row.seq, hash: row.hash }
    }
    checked += rows.length
    options.onProgress?.(checked)
    if (rows.length < batchSize) {
      break
    }
  }
  if (options.expectedHead && options.expectedHead.seq > head.seq) {
    faults.push({ kind: 'cut', seq: head.seq + 1, lastSeq: options.expectedHead.seq })
  }
  return { checked, head, faults }
}

function faultOf(row: StoredRow, previous: AuditHead): AuditFault | null {
  if (row.seq !== previous.seq + 1) {
    return { kind: 'removed', seq: previous.seq + 1, lastSeq: row.seq - 1 }
  }
  if (hashOf(row) !== row.hash) {
    return { kind: 'tampered', seq: row.seq }
  }
  return row.prevHash === previous.hash ? null : { kind: 'unlinked', seq: row.seq }
}

/** A row whose hash fits another place was not changed but moved. */
async function explain(db: Db, row: StoredRow, fault: AuditFault): Promise<AuditFault> {
  const [before] = await db
    .select({ seq: auditEntries.seq })
    .from(auditEntries)
    .where(eq(auditEntries.hash, row.prevHash))
  const candidates = [before ? before.seq + 1 : 1, row.seq - 1, row.seq + 1]
  const originalSeq = candidates.find((seq) => seq > 0 && hashOf({ ...row, seq }) === row.hash)
  return originalSeq === undefined || originalSeq === row.seq
    ? fault
    : { kind: 'moved', seq: row.seq, originalSeq }
}

/** The digest is told by the stored hash, so that a change of configuration breaks nothing. */
function hashOf(row: StoredRow): string {
  const digest = row.hash.startsWith('sm3:') ? 'sm3' : 'sha256'
  return hashAuditRow({ ...row, detail: row.detail as Record<string, unknown> }, digest)
}
