import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { drafts, submissionAttachments, submissions } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { findFiles } from '@/lib/files/queries'
import type { StoredFile } from '@/lib/files/states'
import { authorize } from '@/lib/policy'
import { holdByStep } from './load'
import type { SaveDraftInput } from './schema'

export interface StoredDraft {
  version: number
  body: SaveDraftInput['body']
  /** Those of `body.fileIds` that the writer may still hand in. */
  files: StoredFile[]
  updatedAt: Date
}

export type SaveDraftResult = { saved: StoredDraft } | { conflict: StoredDraft }

const keyPrefix = 'submission:'
const handedInWords =
  '这一步已经提交，草稿不再保存，已提交的内容没有变化。请刷新页面看最新情况；需要时等退回后再改。'

/**
 * Keeps the server copy of what somebody is writing, while the step is open to him. Two devices that
 * write from one version do not overwrite each other: the second gets both to choose from. Not
 * audited (seams.md 12).
 * @throws DomainError not_found, forbidden; conflict once the step is handed in or ended, and for a
 *   device that still writes what was handed in before
 */
export async function saveDraft(
  ctx: ViewerContext,
  input: SaveDraftInput,
): Promise<SaveDraftResult> {
  return ctx.transact(async (tx) => {
    tx.unchanged()
    // Locked like the hand-in itself: an autosave that is late finds the step handed in.
    const loaded = await holdByStep(ctx, tx, input.key.slice(keyPrefix.length))
    authorize(ctx.viewer, 'assignment.submit', loaded.subject)
    const existing = await findDraft(ctx, input.key, tx.db)
    const isOpen = loaded.step.state === 'open' || loaded.step.state === 'returned'
    if (!isOpen || (!existing && input.version > 0)) {
      throw conflict(handedInWords)
    }
    if (existing && existing.version !== input.version) {
      return { conflict: existing }
    }
    const next = { version: input.version + 1, body: input.body, updatedAt: ctx.now }
    await tx.db
      .insert(drafts)
      .values({ personId: ctx.viewer.personId, key: input.key, ...next })
      .onConflictDoUpdate({ target: [drafts.personId, drafts.key], set: next })
    return { saved: { ...next, files: await filesOf(ctx, tx.db, input) } }
  })
}

/** The viewer's own draft under a key, with its files, or null. */
export async function findDraft(
  ctx: ViewerContext,
  key: string,
  db: Db = ctx.db,
): Promise<StoredDraft | null> {
  const [row] = await db
    .select()
    .from(drafts)
    .where(and(eq(drafts.personId, ctx.viewer.personId), eq(drafts.key, key)))
  if (!row) {
    return null
  }
  const { version, updatedAt } = row
  const body = row.body as SaveDraftInput['body']
  return { version, body, updatedAt, files: await filesOf(ctx, db, { key, body }) }
}

/** What the writer uploaded himself, and what was handed in of this step before. */
async function filesOf(
  ctx: ViewerContext,
  db: Db,
  { key, body }: Pick<SaveDraftInput, 'key' | 'body'>,
): Promise<StoredFile[]> {
  const found = await findFiles(db, body.fileIds)
  if (found.every((file) => file.uploadedBy === ctx.viewer.personId)) {
    return found.map(asStored)
  }
  const before = await db
    .select({ fileId: submissionAttachments.fileId })
    .from(submissionAttachments)
    .innerJoin(submissions, eq(submissions.id, submissionAttachments.submissionId))
    .where(eq(submissions.stepId, sql`${key.slice(keyPrefix.length)}::uuid`))
  const handedIn = new Set(before.map((row) => row.fileId))
  return found
    .filter((file) => file.uploadedBy === ctx.viewer.personId || handedIn.has(file.id))
    .map(asStored)
}

function asStored({ id, name, sizeBytes, mediaType }: StoredFile): StoredFile {
  return { id, name, sizeBytes, mediaType }
}
