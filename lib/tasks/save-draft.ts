import { and, eq, sql } from 'drizzle-orm'
import { drafts } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { loadByStep } from './load'
import type { SaveDraftInput } from './schema'

export interface StoredDraft {
  version: number
  body: SaveDraftInput['body']
  updatedAt: Date
}

export type SaveDraftResult = { saved: StoredDraft } | { conflict: StoredDraft }

/**
 * Keeps the server copy of what somebody is writing. Two devices that write from one version do
 * not overwrite each other: the second gets both to choose from. Not audited (seams.md 12).
 * @throws DomainError not_found when the step is not for the viewer
 */
export async function saveDraft(
  ctx: ViewerContext,
  input: SaveDraftInput,
): Promise<SaveDraftResult> {
  await loadByStep(ctx, ctx.db, input.key.slice('submission:'.length))
  const row = { personId: ctx.viewer.personId, key: input.key, body: input.body }
  const [saved] = await ctx.db
    .insert(drafts)
    .values({ ...row, version: input.version + 1, updatedAt: ctx.now })
    .onConflictDoUpdate({
      target: [drafts.personId, drafts.key],
      set: { version: sql`${drafts.version} + 1`, body: input.body, updatedAt: ctx.now },
      setWhere: eq(drafts.version, input.version),
    })
    .returning()
  if (saved) {
    return { saved: asStored(saved) }
  }
  const existing = await findDraft(ctx, input.key)
  // The row can only be missing if it was handed in between the two statements.
  return existing
    ? { conflict: existing }
    : { saved: { version: 0, body: input.body, updatedAt: ctx.now } }
}

/** The viewer's own draft under a key, or null. */
export async function findDraft(ctx: ViewerContext, key: string): Promise<StoredDraft | null> {
  const [row] = await ctx.db
    .select()
    .from(drafts)
    .where(and(eq(drafts.personId, ctx.viewer.personId), eq(drafts.key, key)))
  return row ? asStored(row) : null
}

function asStored(row: typeof drafts.$inferSelect): StoredDraft {
  return {
    version: row.version,
    body: row.body as SaveDraftInput['body'],
    updatedAt: row.updatedAt,
  }
}
