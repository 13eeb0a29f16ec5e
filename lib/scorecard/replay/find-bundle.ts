import { and, desc, eq } from 'drizzle-orm'
import { scoreBundles, scorecardQuarters } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { type FileRecord, findFile } from '@/lib/files/queries'
import { can } from '@/lib/policy'

/**
 * The bundle of a frozen revision, of the last one where none is named.
 * @throws DomainError not_found, the same for no such bundle and for whoever may not have it
 */
export async function findBundle(
  ctx: ViewerContext,
  { quarterId, revision }: { quarterId: string; revision?: number | undefined },
): Promise<FileRecord> {
  const [row] = await ctx.db
    .select({ fileId: scoreBundles.fileId, organisationId: scorecardQuarters.committeeId })
    .from(scoreBundles)
    .innerJoin(scorecardQuarters, eq(scorecardQuarters.id, scoreBundles.quarterId))
    .where(
      and(
        eq(scoreBundles.quarterId, quarterId),
        revision === undefined ? undefined : eq(scoreBundles.revision, revision),
      ),
    )
    .orderBy(desc(scoreBundles.revision))
    .limit(1)
  const isFor = row && can(ctx.viewer, 'quarter.download', { organisationId: row.organisationId })
  const file = isFor ? await findFile(ctx.db, row.fileId) : null
  if (!file) {
    throw notFound('这一版的复算数据包')
  }
  return file
}
