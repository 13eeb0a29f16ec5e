import type { ViewerContext } from '@/lib/context'
import { notFound, unavailable } from '@/lib/errors'
import { log } from '@/lib/log'
import { can } from '@/lib/policy'
import { storage } from '@/lib/providers/storage/storage'
import { type ByteRange, ContentMissingError } from '@/lib/providers/storage/stored-content'
import { type FileRecord, findFile } from './queries'
import { type FileReach, isFileReachable } from './reachable'

/**
 * A file the viewer may have: his own, or one attached to something he may see today.
 * @throws DomainError not_found, the same for no such file and for a hidden one
 */
export async function authorizeDownload(
  ctx: ViewerContext,
  fileId: string,
  reaches: readonly FileReach[],
): Promise<FileRecord> {
  const file = await findFile(ctx.db, fileId)
  if (!file) {
    throw notFound('文件')
  }
  const isReachable =
    file.uploadedBy !== ctx.viewer.personId && (await isFileReachable(ctx, fileId, reaches))
  if (!can(ctx.viewer, 'file.download', { uploadedBy: file.uploadedBy, isReachable })) {
    throw notFound('文件')
  }
  return file
}

/**
 * Opens the bytes and notes who took them: every time in the log, and in the audit record when the
 * file is 工作秘密 or 商业秘密 (once a download, not for each further range).
 * @throws DomainError unavailable when the bytes are gone
 */
export async function openFile(
  ctx: ViewerContext,
  file: FileRecord,
  range?: ByteRange,
): Promise<ReadableStream<Uint8Array>> {
  const stream = await storage()
    .read(file.sha256, range)
    .catch((error: unknown) => {
      throw error instanceof ContentMissingError
        ? unavailable('文件暂时取不到，记录仍在。请稍后再试，或联系管理员检查存储。')
        : error
    })
  const who = { fileId: file.id, personId: ctx.viewer.personId, requestId: ctx.requestId }
  log('info', 'file_served', { ...who, ...range })
  const isRestricted =
    file.classification === 'work_secret' || file.classification === 'trade_secret'
  if (isRestricted && (range?.start ?? 0) === 0) {
    await ctx.transact(async (tx) => {
      tx.record({
        action: 'file.download',
        subjectType: 'file',
        subjectId: file.id,
        detail: { classification: file.classification },
      })
    })
  }
  return stream
}
