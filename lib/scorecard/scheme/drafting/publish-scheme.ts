import { createHash } from 'node:crypto'
import { and, desc, eq, inArray, lt, ne, or } from 'drizzle-orm'
import { schemes } from '@/db/schema'
import { canonicalJson } from '@/lib/audit'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { checkScheme } from '../check-scheme'
import { type SchemeDocument, schemeDocumentSchema } from '../schema'
import { nextVersion } from './create-scheme'
import { differencesOf } from './differences'
import { asScheme, holdDraft, holdScheme, type Scheme } from './load-scheme'
import type { SchemeInput, SeenSchemeInput } from './schema'

/**
 * Publishes a draft: nothing may be left to mend, no source may be prohibited. It gets the check code
 * of its document and a note of what differs from the version before; from then on it never changes.
 * Quarters that are open keep theirs: it counts from the next one that is opened.
 * @throws DomainError not_found, forbidden; invalid with the first fault; conflict once published, or
 *   when it was changed meanwhile
 */
export async function publishScheme(ctx: ViewerContext, input: SeenSchemeInput): Promise<Scheme> {
  return ctx.transact(async (tx) => {
    const draft = await holdDraft(ctx, tx, input)
    authorize(ctx.viewer, 'scheme.manage', { organisationId: draft.committeeId })
    assertSound(draft.document)
    const before = await versionBefore(tx, draft)
    // Whatever is published last has the highest number: that is the one a quarter is opened with.
    const isOvertaken = before?.year === draft.year && before.version > draft.version
    const version = isOvertaken
      ? await nextVersion(tx, draft.committeeId, draft.year)
      : draft.version
    const documentHash = hashOf(draft.document)
    const changeNote = before
      ? noteOf(differencesOf(schemeDocumentSchema.parse(before.document), draft.document))
      : '第一版'
    const [published] = await tx.db
      .update(schemes)
      .set({
        ...{ state: 'published', version, documentHash, changeNote },
        ...{ publishedBy: ctx.viewer.personId, publishedAt: tx.now },
      })
      .where(and(eq(schemes.id, draft.id), eq(schemes.state, 'draft')))
      .returning()
    if (!published) {
      throw conflict('这一版已经发布，没有重复发布。请刷新后查看。')
    }
    tx.record({
      action: 'scheme.publish',
      subjectType: 'scheme',
      subjectId: draft.id,
      detail: { year: draft.year, version, sha256: documentHash },
    })
    return asScheme(published)
  })
}

/** SHA-256 of the canonical document, 64 hexadecimal digits. */
export function hashOf(document: SchemeDocument): string {
  return createHash('sha256').update(canonicalJson(document)).digest('hex')
}

function assertSound(document: SchemeDocument): void {
  const faults = checkScheme(document)
  const [first] = faults
  if (first) {
    const more = faults.length > 1 ? `共 ${faults.length} 处要改，` : ''
    throw invalid(`没有发布，${more}先改：${first.path}：${first.sentence}`)
  }
}

/** The version published before: of the year, else the last of the years before. */
export async function versionBefore(
  { db }: Pick<Work, 'db'>,
  scheme: Pick<Scheme, 'id' | 'committeeId' | 'year' | 'version' | 'state'>,
) {
  const inYear = eq(schemes.year, scheme.year)
  const [before] = await db
    .select()
    .from(schemes)
    .where(
      and(
        eq(schemes.committeeId, scheme.committeeId),
        ne(schemes.id, scheme.id),
        inArray(schemes.state, ['published', 'retired']),
        or(
          lt(schemes.year, scheme.year),
          // A draft is held against the newest; what is published against what it followed.
          scheme.state === 'draft' ? inYear : and(inYear, lt(schemes.version, scheme.version)),
        ),
      ),
    )
    .orderBy(desc(schemes.year), desc(schemes.version))
    .limit(1)
  return before ?? null
}

const noteOf = (sentences: readonly string[]) =>
  sentences.length === 0 ? '内容没有变化' : sentences.join('\n')

/**
 * 停用: no further quarter is opened with it; quarters that were keep it.
 * @throws DomainError not_found, forbidden; conflict unless it is published
 */
export async function retireScheme(ctx: ViewerContext, input: SchemeInput): Promise<Scheme> {
  return ctx.transact(async (tx) => {
    const scheme = await holdScheme(ctx, tx, input.schemeId)
    authorize(ctx.viewer, 'scheme.manage', { organisationId: scheme.committeeId })
    const [retired] = await tx.db
      .update(schemes)
      .set({ state: 'retired' })
      .where(and(eq(schemes.id, scheme.id), eq(schemes.state, 'published')))
      .returning()
    if (!retired) {
      throw conflict('只有已发布的办法可以停用，没有改动。请刷新后核对。')
    }
    tx.record({
      action: 'scheme.retire',
      subjectType: 'scheme',
      subjectId: scheme.id,
      detail: { year: scheme.year, version: scheme.version },
    })
    return asScheme(retired)
  })
}
