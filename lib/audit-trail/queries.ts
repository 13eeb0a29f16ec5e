import { and, desc, eq, gte, inArray, lt, or } from 'drizzle-orm'
import { auditEntries, people } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { addDays, startOfDay } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { auditHead } from './head'
import type { AuditQuery } from './schema'
import { type Verification, verifyAudit } from './verify'

export const auditPageSize = 50
/** How far back the page itself looks; the command checks everything. */
export const recentEntries = 20_000

export interface AuditLine {
  seq: number
  at: Date
  actorId: string | null
  /** Null when the system acted, or when the person is no longer known. */
  actorName: string | null
  action: string
  subjectType: string
  subjectId: string
  requestId: string
  /** Canonical JSON of what was noted. */
  detail: string
  hash: string
}

/**
 * Entries of the record, newest first, 50 a page.
 * @throws DomainError forbidden unless the viewer is the audit administrator
 */
export async function auditLines(
  ctx: ViewerContext,
  query: AuditQuery,
): Promise<{ lines: AuditLine[]; next: number | null }> {
  authorize(ctx.viewer, 'audit.read')
  const actors = query.person ? await peopleNamed(ctx, query.person) : undefined
  const rows = await ctx.db
    .select({ entry: auditEntries, actorName: people.name })
    .from(auditEntries)
    .leftJoin(people, eq(people.id, auditEntries.actorId))
    .where(
      and(
        actors ? inArray(auditEntries.actorId, actors) : undefined,
        query.action ? eq(auditEntries.action, query.action) : undefined,
        query.subject ? eq(auditEntries.subjectId, query.subject) : undefined,
        query.day ? gte(auditEntries.at, startOfDay(query.day)) : undefined,
        query.day ? lt(auditEntries.at, startOfDay(addDays(query.day, 1))) : undefined,
        query.before ? lt(auditEntries.seq, query.before) : undefined,
      ),
    )
    .orderBy(desc(auditEntries.seq))
    .limit(auditPageSize + 1)
  const lines = rows.slice(0, auditPageSize).map(({ entry, actorName }) => ({
    ...entry,
    actorName,
    detail: JSON.stringify(entry.detail),
  }))
  return { lines, next: rows.length > auditPageSize ? (lines.at(-1)?.seq ?? null) : null }
}

async function peopleNamed(ctx: ViewerContext, text: string): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: people.id })
    .from(people)
    .where(or(eq(people.name, text), eq(people.employeeNumber, text)))
  return rows.map((row) => row.id)
}

/**
 * Recomputes the newest 20,000 entries.
 * @throws DomainError forbidden unless the viewer is the audit administrator
 */
export async function verifyRecent(ctx: ViewerContext): Promise<Verification> {
  authorize(ctx.viewer, 'audit.read')
  const head = await auditHead(ctx.db)
  const [anchor] = await ctx.db
    .select({ seq: auditEntries.seq, hash: auditEntries.hash })
    .from(auditEntries)
    .where(eq(auditEntries.seq, head.seq - recentEntries))
  return verifyAudit(ctx.db, { after: anchor })
}
