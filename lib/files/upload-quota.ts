import { and, count, eq, gt, sum } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { fileContents, files } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { overLimit } from '@/lib/errors'

/** What one person may send within 24 hours, in bytes and in files. */
export const dailyBytes = 2 * 1024 ** 3
export const dailyFiles = 500

const dayMs = 86_400_000

/**
 * How many bytes the viewer may still send today.
 * @param moreBytes what is about to come, if known
 * @throws DomainError limit when that is more than is left
 */
export async function assertUploadRoom(ctx: ViewerContext, db: Db, moreBytes = 0): Promise<number> {
  const [used] = await db
    .select({ bytes: sum(fileContents.sizeBytes), files: count() })
    .from(files)
    .innerJoin(fileContents, eq(fileContents.sha256, files.sha256))
    .where(
      and(
        eq(files.uploadedBy, ctx.viewer.personId),
        gt(files.uploadedAt, new Date(ctx.now.getTime() - dayMs)),
      ),
    )
  const left = dailyBytes - Number(used?.bytes ?? 0)
  if (left <= 0 || moreBytes > left || (used?.files ?? 0) >= dailyFiles) {
    throw overUploadQuota()
  }
  return left
}

/** The refusal of what would be too much for one day. */
export function overUploadQuota() {
  const gigabytes = dailyBytes / 1024 ** 3
  return overLimit(
    `每人 24 小时内最多上传 ${gigabytes} GB、${dailyFiles} 个文件，这个文件没有被接收，其他内容都还在。请压缩后再传或明天再传；确有需要，请联系管理员。`,
  )
}
