import { and, eq, gt } from 'drizzle-orm'
import { lockKeyUntilCommit } from '@/db/locks'
import { auditEntries } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { notFound, unavailable } from '@/lib/errors'
import { log } from '@/lib/log'
import { can } from '@/lib/policy'
import { storage } from '@/lib/providers/storage/storage'
import { type ByteRange, ContentMissingError } from '@/lib/providers/storage/stored-content'
import { type FileRecord, findFile } from './queries'
import { type FileReach, isFileReachable } from './reachable'

const onceInMs = 3_600_000

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
 * file is 工作秘密 or 商业秘密, once an hour for each person, whatever range was asked for.
 * @throws DomainError unavailable when the bytes are gone
 */
export async function openFile(
  ctx: ViewerContext,
  file: FileRecord,
  range?: ByteRange,
): Promise<ReadableStream<Uint8Array>> {
  const isRestricted =
    file.classification === 'work_secret' || file.classification === 'trade_secret'
  // Before the first byte: who takes the file is on record even if the line breaks.
  if (isRestricted) {
    await noteDownload(ctx, file)
  }
  const stream = await storage()
    .read(file.sha256, range)
    .catch((error: unknown) => {
      throw error instanceof ContentMissingError
        ? unavailable('文件暂时取不到，记录仍在。请稍后再试，或联系管理员检查存储。')
        : error
    })
  const who = { fileId: file.id, personId: ctx.viewer.personId, requestId: ctx.requestId }
  log('info', 'file_served', { ...who, ...range })
  return stream
}

/** A player asks for a file in a hundred ranges; the first of an hour stands for them. */
async function noteDownload(ctx: ViewerContext, file: FileRecord): Promise<void> {
  await ctx.transact(async (tx) => {
    await lockKeyUntilCommit(tx.db, 'fileDownload', `${ctx.viewer.personId} ${file.id}`)
    const [noted] = await tx.db
      .select({ seq: auditEntries.seq })
      .from(auditEntries)
      .where(
        and(
          eq(auditEntries.subjectType, 'file'),
          eq(auditEntries.subjectId, file.id),
          eq(auditEntries.action, 'file.download'),
          eq(auditEntries.actorId, ctx.viewer.personId),
          gt(auditEntries.at, new Date(ctx.now.getTime() - onceInMs)),
        ),
      )
      .limit(1)
    if (noted) {
      tx.unchanged()
      return
    }
    tx.record({
      action: 'file.download',
      subjectType: 'file',
      subjectId: file.id,
      detail: { classification: file.classification },
    })
  })
}
