import { and, eq } from 'drizzle-orm'
import { lockKeyUntilCommit } from '@/db/locks'
import { fileContents, files } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { invalid } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { cleanFileName } from './file-name'
import { keepBytes } from './keep-bytes'
import { detectMediaType } from './media-type'
import {
  type ClassificationStatement,
  maxFileBytes,
  type StoredFile,
  secretRefusal,
} from './states'
import { assertUploadRoom } from './upload-quota'

export interface IncomingFile {
  name: string
  classification: ClassificationStatement
  stream: AsyncIterable<Uint8Array>
  /** Bytes announced by the sender; fewer means that the line broke. */
  announcedBytes?: number
}

/**
 * Takes one file from the viewer. The same content under the same name and statement, sent again
 * by the same person, is the file that is already here.
 * @throws DomainError invalid (secret, empty, a program, cut short), limit (too large, too much in a
 *   day), unavailable
 */
export async function storeFile(ctx: ViewerContext, incoming: IncomingFile): Promise<StoredFile> {
  authorize(ctx.viewer, 'file.upload')
  const { classification } = incoming
  if (classification === 'secret') {
    throw invalid(secretRefusal)
  }
  const name = cleanFileName(incoming.name)
  const { announcedBytes } = incoming
  const room = await assertUploadRoom(ctx, ctx.db, Math.min(announcedBytes ?? 0, maxFileBytes))
  const { content, ends } = await keepBytes(incoming.stream, announcedBytes, room)

  return ctx.transact(async (tx) => {
    // Files that arrived together count together.
    await lockKeyUntilCommit(tx.db, 'uploadQuota', ctx.viewer.personId)
    const mediaType = await claimContent(tx, ctx.now, {
      ...content,
      mediaType: detectMediaType(ends, name),
    })
    const upload = {
      sha256: content.sha256,
      name,
      classification,
      uploadedBy: ctx.viewer.personId,
    }
    const known = await findUpload(tx, upload)
    if (known) {
      tx.unchanged()
      return { id: known, name, sizeBytes: content.sizeBytes, mediaType }
    }
    await assertUploadRoom(ctx, tx.db, content.sizeBytes)
    const [row] = await tx.db
      .insert(files)
      .values({ ...upload, uploadedAt: ctx.now })
      .returning({ id: files.id })
    if (!row) {
      throw new Error('The file row was not returned')
    }
    tx.record({
      action: 'file.upload',
      subjectType: 'file',
      subjectId: row.id,
      detail: { ...content, mediaType, classification },
    })
    return { id: row.id, name, sizeBytes: content.sizeBytes, mediaType }
  })
}

/** Puts the content row there, or waits for whoever is doing so: two tries of one upload meet here. */
async function claimContent(
  tx: Work,
  now: Date,
  content: { sha256: string; sizeBytes: number; mediaType: string },
): Promise<string> {
  await tx.db
    .insert(fileContents)
    .values({ ...content, storedAt: now })
    .onConflictDoNothing()
  const [row] = await tx.db
    .select({ mediaType: fileContents.mediaType })
    .from(fileContents)
    .where(eq(fileContents.sha256, content.sha256))
    .for('update')
  return row?.mediaType ?? content.mediaType
}

async function findUpload(
  tx: Work,
  upload: Pick<typeof files.$inferInsert, 'uploadedBy' | 'sha256' | 'name' | 'classification'>,
): Promise<string | undefined> {
  const [known] = await tx.db
    .select({ id: files.id })
    .from(files)
    .where(
      and(
        eq(files.uploadedBy, upload.uploadedBy),
        eq(files.sha256, upload.sha256),
        eq(files.name, upload.name),
        eq(files.classification, upload.classification),
      ),
    )
    .limit(1)
  return known?.id
}
