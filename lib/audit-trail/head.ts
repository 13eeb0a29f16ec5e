import { desc } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { auditEntries } from '@/db/schema'
import { genesisHash } from '@/lib/audit'

export interface AuditHead {
  seq: number
  hash: string
}

/** The newest entry of the record; printed in full on receipts, so that a cut tail can be shown. */
export async function auditHead(db: Db): Promise<AuditHead> {
  const [head] = await db
    .select({ seq: auditEntries.seq, hash: auditEntries.hash })
    .from(auditEntries)
    .orderBy(desc(auditEntries.seq))
    .limit(1)
  return head ?? { seq: 0, hash: genesisHash }
}

/** `SEQ:HASH`, the form that `npm run audit:verify -- --head` takes. */
export function formatHead({ seq, hash }: AuditHead): string {
  return `${seq}:${hash}`
}

/** Reads what `formatHead` printed, or null when the text is none. */
export function parseHead(text: string): AuditHead | null {
  const match = /^(\d{1,15}):((?:sm3:)?[0-9a-f]{64})$/.exec(text.trim())
  return match?.[1] && match[2] ? { seq: Number(match[1]), hash: match[2] } : null
}
