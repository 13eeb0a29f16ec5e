import { createHash } from 'node:crypto'
import { desc } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { lockUntilCommit } from '@/db/locks'
import { auditEntries } from '@/db/schema'
import { env } from './env'

/** A value the record can keep: plain JSON, integers only, no personal data. */
export type AuditDetail = Record<string, unknown>

export interface AuditEntry {
  action: string
  subjectType: string
  subjectId: string
  detail?: AuditDetail
}

export interface AuditOrigin {
  actorId: string | null
  requestId: string
  at: Date
}

export interface AuditRow extends AuditOrigin {
  seq: number
  action: string
  subjectType: string
  subjectId: string
  detail: AuditDetail
  prevHash: string
}

/** What the first entry stands on. */
export const genesisHash = '0'.repeat(64)

/**
 * Appends entries to the chain, in the caller's transaction and as its last statements: whoever
 * comes next waits from here to our commit.
 */
export async function appendAudit(db: Db, origin: AuditOrigin, entries: AuditEntry[]) {
  // Lock first, read in a second statement: in READ COMMITTED only the second one sees the head
  // that the previous holder committed.
  await lockUntilCommit(db, 'auditChain')
  const [head] = await db
    .select({ seq: auditEntries.seq, hash: auditEntries.hash })
    .from(auditEntries)
    .orderBy(desc(auditEntries.seq))
    .limit(1)

  const rows: (AuditRow & { hash: string })[] = []
  let previous = head ?? { seq: 0, hash: genesisHash }
  for (const entry of entries) {
    const row: AuditRow = {
      ...origin,
      ...entry,
      detail: entry.detail ?? {},
      seq: previous.seq + 1,
      prevHash: previous.hash,
    }
    previous = { seq: row.seq, hash: hashAuditRow(row, env().AUDIT_DIGEST) }
    rows.push({ ...row, hash: previous.hash })
  }
  await db.insert(auditEntries).values(rows)
}

/** Hash of an entry over the previous hash and its own canonical JSON; `sm3:` marks the other digest. */
export function hashAuditRow(row: AuditRow, digest: 'sha256' | 'sm3'): string {
  const body = canonicalJson({
    seq: row.seq,
    at: row.at.toISOString(),
    actor: row.actorId,
    request: row.requestId,
    action: row.action,
    subject: [row.subjectType, row.subjectId],
    detail: row.detail,
  })
  const hex = createHash(digest).update(`${row.prevHash}\n${body}`).digest('hex')
  return digest === 'sha256' ? hex : `${digest}:${hex}`
}

/** JSON with sorted keys and no spaces, so that equal values have one spelling. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonicalJson).join(',')}]`
  }
  if (value instanceof Date) {
    return JSON.stringify(value)
  }
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`)
    return `{${members.join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}
