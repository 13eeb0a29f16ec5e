import { and, desc, eq, max, ne } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { schemes } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { issuingOffice } from '@/lib/tasks/issuing-office'
import { defaultScheme } from '../default-scheme'
import { type SchemeDocument, schemeDocumentSchema } from '../schema'
import { ownScheme, parsed, SchemeFileError } from '../table-json'
import { asScheme, type Scheme } from './load-scheme'
import type { AdoptDocumentInput, CreateSchemeInput } from './schema'

const blank: SchemeDocument = {
  ...{ name: '党支部党建指数考核办法', basis: null, indicators: [] },
  grading: { bands: defaultScheme.grading.bands, shares: null },
  yearly: { method: 'mean' },
}

/**
 * A draft of a year: from the last version there is (of the year, else of the years before), from
 * the built-in example, or blank. Sent twice, it makes one.
 * @throws DomainError forbidden; invalid when there is no last version
 */
export async function createScheme(ctx: ViewerContext, input: CreateSchemeInput): Promise<Scheme> {
  return addDraft(ctx, input, async (db, committeeId) => {
    if (input.origin !== 'last') {
      return input.origin === 'example' ? defaultScheme : blank
    }
    const [last] = await db
      .select({ document: schemes.document })
      .from(schemes)
      .where(and(eq(schemes.committeeId, committeeId), ne(schemes.state, 'draft')))
      .orderBy(desc(schemes.year), desc(schemes.version))
      .limit(1)
    if (!last) {
      throw invalid('还没有发布过考核办法，没有上一版。请从内置样例或空白开始。', {
        origin: '没有上一版，请另选',
      })
    }
    return schemeDocumentSchema.parse(last.document)
  })
}

/**
 * A draft of a year from a whole document: what a table was read as, or what 试算 was left at.
 * @throws DomainError forbidden; invalid for a document that is none
 */
export async function adoptDocument(
  ctx: ViewerContext,
  input: AdoptDocumentInput,
): Promise<Scheme> {
  return addDraft(ctx, input, async () => documentIn(input.document))
}

function documentIn(text: string): SchemeDocument {
  try {
    return ownScheme(parsed(text))
  } catch (error) {
    if (error instanceof SchemeFileError) {
      throw invalid(error.message)
    }
    throw error
  }
}

async function addDraft(
  ctx: ViewerContext,
  { schemeId, year }: { schemeId: string; year: number },
  documentOf: (db: Db, committeeId: string) => Promise<SchemeDocument>,
): Promise<Scheme> {
  return ctx.transact(async (tx) => {
    const { organisationId: committeeId } = issuingOffice(ctx)
    authorize(ctx.viewer, 'scheme.manage', { organisationId: committeeId })
    const document = await documentOf(tx.db, committeeId)
    const [made] = await tx.db
      .insert(schemes)
      .values({
        id: schemeId,
        ...{ committeeId, year, version: await nextVersion(tx, committeeId, year) },
        ...{ name: document.name, document, state: 'draft' },
        ...{ createdBy: ctx.viewer.personId, createdAt: tx.now },
      })
      .onConflictDoNothing()
      .returning()
    if (!made) {
      const [found] = await tx.db.select().from(schemes).where(eq(schemes.id, schemeId))
      if (!found) {
        throw conflict('同事刚刚也新建了一版，没有重复新建。请再按一次。')
      }
      tx.unchanged()
      return asScheme(found)
    }
    tx.record({
      action: 'scheme.create',
      subjectType: 'scheme',
      subjectId: made.id,
      detail: { year, version: made.version, name: made.name },
    })
    return asScheme(made)
  })
}

/** The number after the highest of the year, drafts included. */
export async function nextVersion(tx: Work, committeeId: string, year: number): Promise<number> {
  const [last] = await tx.db
    .select({ version: max(schemes.version) })
    .from(schemes)
    .where(and(eq(schemes.committeeId, committeeId), eq(schemes.year, year)))
  return (last?.version ?? 0) + 1
}
