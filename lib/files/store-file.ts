import { and, eq, gt } from 'drizzle-orm'
import type { Classification } from '@/db/enums'
import { lockKeyUntilCommit } from '@/db/locks'
import { fileContents, files } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { invalid } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { cleanFileName } from './file-name'
import { detectMediaType } from './media-type'
import { type ReceivedBytes, receiveBytes } from './receive-bytes'
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
 * How long the same upload finds the first one. Well below the age at which files that hang on
 * nothing are removed, so that what was found is not gone before it is handed in.
 */
const retryMs = 86_400_000

/**
 * Takes one file from the viewer. The same content under the same name and statement, sent again
 * by the same person within a day, is the file that is already here.
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
  const received = await receiveBytes(incoming.stream, announcedBytes, room)
  try {
    return await addFile(ctx, received, { name, classification })
  } finally {
    await received.discard()
  }
}

async function addFile(
  ctx: ViewerContext,
  { content, ends, keep }: ReceivedBytes,
  { name, classification }: { name: string; classification: Classification },
): Promise<StoredFile> {
  return ctx.transact(async (tx) => {
    // Files that arrived together count together.
    await lockKeyUntilCommit(tx.db, 'uploadQuota', ctx.viewer.personId)
    const upload = {
      sha256: content.sha256,
      name,
      classification,
      uploadedBy: ctx.viewer.personId,
    }
    const mediaType = await claimContent(tx, ctx.now, {
      ...content,
      mediaType: detectMediaType(ends, name),
    })
    const known = await findUpload(tx, upload, new Date(ctx.now.getTime() - retryMs))
    if (known) {
      // The bytes may be missing there, after a restore for example; now they are here.
      await keep()
      tx.unchanged()
      return { id: known, name, sizeBytes: content.sizeBytes, mediaType }
    }
    await assertUploadRoom(ctx, tx.db, content.sizeBytes)
    await keep()
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

/** Puts the content row there. Two tries of one upload meet at the lock, and so do we and the sweep. */
export async function claimContent(
  tx: Work,
  now: Date,
  content: { sha256: string; sizeBytes: number; mediaType: string },
): Promise<string> {
  await lockKeyUntilCommit(tx.db, 'storedContent', content.sha256)
  await tx.db
    .insert(fileContents)
    .values({ ...content, storedAt: now })
    .onConflictDoNothing()
  const [row] = await tx.db
    .select({ mediaType: fileContents.mediaType })
    .from(fileContents)
    .where(eq(fileContents.sha256, content.sha256))
  return row?.mediaType ?? content.mediaType
}

async function findUpload(
  tx: Work,
  upload: Pick<typeof files.$inferInsert, 'uploadedBy' | 'sha256' | 'name' | 'classification'>,
  after: Date,
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
        gt(files.uploadedAt, after),
      ),
    )
    .limit(1)
  return known?.id
}
