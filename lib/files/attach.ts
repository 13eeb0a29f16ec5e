import type { ViewerContext, Work } from '@/lib/context'
import { invalid } from '@/lib/errors'
import { can } from '@/lib/policy'
import { findFiles } from './queries'
import { type FileReach, isFileReachable } from './reachable'

/**
 * Makes sure that the viewer may attach these files: his own, or ones he can see. To be called by
 * verbs that take `fileIds`, before they refer to them.
 * @throws DomainError invalid, without telling unknown files from hidden ones
 */
export async function assertAttachable(
  ctx: ViewerContext,
  tx: Work,
  fileIds: readonly string[],
  reaches: readonly FileReach[] = [],
): Promise<void> {
  const found = await findFiles(tx.db, fileIds)
  const known = new Map(found.map((file) => [file.id, file]))
  for (const fileId of fileIds) {
    const file = known.get(fileId)
    const isMine = file !== undefined && file.uploadedBy === ctx.viewer.personId
    const isReachable = isMine || (file && (await isFileReachable(ctx, fileId, reaches))) || false
    if (!file || !can(ctx.viewer, 'file.download', { uploadedBy: file.uploadedBy, isReachable })) {
      throw invalid('有附件不在您可用的范围内，没有提交，其他内容都还在。请移除后重新上传。')
    }
  }
}
