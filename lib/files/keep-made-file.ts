import type { Classification } from '@/db/enums'
import { files } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { cleanFileName } from './file-name'
import { detectMediaType } from './media-type'
import { receiveBytes } from './receive-bytes'
import { claimContent } from './store-file'

/** What the product itself has made. */
export interface MadeFile {
  name: string
  classification: Classification
  bytes: Uint8Array
}

/**
 * Keeps bytes that a verb has made, in the transaction of that verb, under the name of the viewer. Not
 * an upload: his quota is not asked, and the verb records what it is. Should the verb fail, the nightly
 * sweep finds bytes that nobody names.
 * @throws DomainError unavailable when there is no room
 */
export async function keepMadeFile(
  ctx: ViewerContext,
  tx: Work,
  { name, classification, bytes }: MadeFile,
): Promise<{ id: string; sha256: string; sizeBytes: number }> {
  const { content, ends, keep, discard } = await receiveBytes(once(bytes), bytes.byteLength)
  try {
    const cleanName = cleanFileName(name)
    await claimContent(tx, tx.now, { ...content, mediaType: detectMediaType(ends, cleanName) })
    await keep()
    const [row] = await tx.db
      .insert(files)
      .values({
        sha256: content.sha256,
        name: cleanName,
        classification,
        uploadedBy: ctx.viewer.personId,
        uploadedAt: tx.now,
      })
      .returning({ id: files.id })
    if (!row) {
      throw new Error('The file row was not returned')
    }
    return { id: row.id, sha256: content.sha256, sizeBytes: content.sizeBytes }
  } finally {
    await discard()
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
