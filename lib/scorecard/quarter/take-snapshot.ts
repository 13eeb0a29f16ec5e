import { createHash } from 'node:crypto'
import { and, desc, eq, max } from 'drizzle-orm'
import type { SnapshotKind } from '@/db/enums'
import { newId } from '@/db/ids'
import { auditEntries, schemes, scoreSnapshots } from '@/db/schema'
import { canonicalJson } from '@/lib/audit'
import type { ViewerContext, Work } from '@/lib/context'
import { quarterResults } from '../ledger/quarter-results'
import type { Quarter } from './load-quarter'
import type { SnapshotContent } from './schema'

export interface Snapshot {
  id: string
  number: number
  sha256: string
  content: SnapshotContent
}

/**
 * Keeps the quarter as it stands: totals, states, ranks and grades of everybody, with the SHA-256 of
 * the whole and the head of the audit. Insert-only; the ledger must have been reckoned just before.
 */
export async function takeSnapshot(
  ctx: ViewerContext,
  tx: Work,
  quarter: Quarter,
  kind: SnapshotKind,
): Promise<Snapshot> {
  const content = await presentContent(ctx, tx, quarter, kind)
  const sha256 = createHash('sha256').update(canonicalJson(content)).digest('hex')
  const [head] = await tx.db
    .select({ seq: auditEntries.seq, hash: auditEntries.hash })
    .from(auditEntries)
    .orderBy(desc(auditEntries.seq))
    .limit(1)
  const id = newId()
  await tx.db.insert(scoreSnapshots).values({
    id,
    quarterId: quarter.id,
    revision: quarter.revision,
    kind,
    number: content.quarter.number,
    content,
    sha256,
    auditSeq: head?.seq ?? null,
    auditHash: head?.hash ?? null,
    byId: ctx.viewer.personId,
    at: tx.now,
  })
  tx.record({
    action: 'quarter.snapshot',
    subjectType: 'score_snapshot',
    subjectId: id,
    detail: { quarterId: quarter.id, revision: quarter.revision, kind, sha256 },
  })
  return { id, number: content.quarter.number, sha256, content }
}

/** What a snapshot of this moment would hold. */
export async function presentContent(
  ctx: ViewerContext,
  tx: Work,
  quarter: Quarter,
  kind: SnapshotKind,
): Promise<SnapshotContent> {
  const [scheme] = await tx.db
    .select({
      id: schemes.id,
      year: schemes.year,
      version: schemes.version,
      hash: schemes.documentHash,
    })
    .from(schemes)
    .where(eq(schemes.id, quarter.schemeId))
  if (!scheme?.hash) {
    throw new Error(`The scheme of quarter ${quarter.id} is not published`)
  }
  const [last] = await tx.db
    .select({ number: max(scoreSnapshots.number) })
    .from(scoreSnapshots)
    .where(
      and(
        eq(scoreSnapshots.quarterId, quarter.id),
        eq(scoreSnapshots.revision, quarter.revision),
        eq(scoreSnapshots.kind, kind),
      ),
    )
  const results = await quarterResults({ ...ctx, db: tx.db }, quarter.id)
  return {
    quarter: {
      id: quarter.id,
      period: quarter.period,
      revision: quarter.revision,
      kind,
      number: (last?.number ?? 0) + 1,
    },
    scheme: { ...scheme, hash: scheme.hash },
    at: tx.now.toISOString(),
    organisations: results.rows.map(({ subject, standing, vetoes, indicators }) => ({
      id: subject.organisationId,
      code: subject.code,
      name: subject.name,
      class: subject.class,
      from: subject.from,
      to: subject.to,
      mergedIntoId: subject.mergedInto?.id ?? null,
      ...standing,
      vetoes,
      indicators,
    })),
  }
}
