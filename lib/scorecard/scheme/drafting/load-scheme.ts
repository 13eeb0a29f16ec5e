import { and, eq } from 'drizzle-orm'
import { schemes } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, notFound } from '@/lib/errors'
import { authorize, can } from '@/lib/policy'
import type { SchemeSubject } from '@/lib/policy/scorecard'
import { standsUnder } from '@/lib/tasks/plan/load-plan'
import { type SchemeDocument, schemeDocumentSchema } from '../schema'
import type { SeenSchemeInput } from './schema'

export type SchemeRow = typeof schemes.$inferSelect
export type Scheme = Omit<SchemeRow, 'document'> & { document: SchemeDocument }

/** A row with its document read. */
export function asScheme(row: SchemeRow): Scheme {
  return { ...row, document: schemeDocumentSchema.parse(row.document) }
}

/** What the rules ask about a scheme. */
export function schemeSubject(scheme: SchemeRow, above: ReadonlySet<string>): SchemeSubject {
  const { committeeId: organisationId, state } = scheme
  return { organisationId, state, viewerStandsUnder: above.has(organisationId) }
}

/**
 * A scheme the viewer may see.
 * @throws DomainError not_found
 */
export async function loadScheme(ctx: ViewerContext, schemeId: string): Promise<Scheme> {
  const [row] = await ctx.db.select().from(schemes).where(eq(schemes.id, schemeId))
  return seenScheme(ctx, ctx.db, row)
}

/**
 * A scheme the viewer may change, locked until commit.
 * @throws DomainError not_found, forbidden
 */
export async function holdScheme(ctx: ViewerContext, tx: Work, schemeId: string): Promise<Scheme> {
  const [row] = await tx.db.select().from(schemes).where(eq(schemes.id, schemeId)).for('update')
  const scheme = await seenScheme(ctx, tx.db, row)
  authorize(ctx.viewer, 'scheme.manage', { organisationId: scheme.committeeId })
  return scheme
}

async function seenScheme(
  ctx: ViewerContext,
  db: Work['db'],
  row: SchemeRow | undefined,
): Promise<Scheme> {
  const above = row ? await standsUnder(ctx, db) : new Set<string>()
  if (!row || !can(ctx.viewer, 'scheme.view', schemeSubject(row, above))) {
    throw notFound('考核办法')
  }
  return asScheme(row)
}

/**
 * A draft as its form was made from, locked until commit.
 * @throws DomainError not_found, forbidden; conflict once it is published, or when somebody else
 *   has changed it meanwhile
 */
export async function holdDraft(
  ctx: ViewerContext,
  tx: Work,
  { schemeId, editVersion }: SeenSchemeInput,
): Promise<Scheme> {
  const scheme = await holdScheme(ctx, tx, schemeId)
  if (scheme.state !== 'draft') {
    throw conflict(
      '这一版考核办法已经发布，不能再改，没有保存。要修改请先新建一版草稿，发布后从下个季度起用。',
    )
  }
  if (scheme.editVersion !== editVersion) {
    throw conflict(
      '这份草稿刚被修改过，这次没有保存，以免覆盖。您填写的内容还在：请先复制要保留的部分，再刷新页面，在最新的内容上修改。',
    )
  }
  return scheme
}

/** Writes what a draft has become; the row is locked by `holdDraft`. */
export async function writeDraft(
  tx: Work,
  scheme: Scheme,
  document: SchemeDocument,
  what: { part: string; key?: string },
): Promise<Scheme> {
  const [written] = await tx.db
    .update(schemes)
    .set({ document, name: document.name, editVersion: scheme.editVersion + 1 })
    .where(and(eq(schemes.id, scheme.id), eq(schemes.state, 'draft')))
    .returning()
  if (!written) {
    throw conflict('这一版考核办法已经发布，没有保存。请刷新后核对。')
  }
  tx.record({
    action: 'scheme.change',
    subjectType: 'scheme',
    subjectId: scheme.id,
    detail: { ...what, editVersion: written.editVersion },
  })
  return asScheme(written)
}
