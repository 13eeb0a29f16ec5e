import { eq } from 'drizzle-orm'
import {
  appealFiles,
  appeals,
  judgementFiles,
  judgements,
  scorecardQuarters,
  scoreImports,
} from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { can } from '@/lib/policy'

/**
 * Whether a file is evidence of a judgement or an appeal that the viewer may see, or a table that was
 * imported (officers only: it names every branch).
 */
export async function reachesScoreFile(ctx: ViewerContext, fileId: string): Promise<boolean> {
  const judged = await ctx.db
    .select({ organisationId: judgements.organisationId })
    .from(judgementFiles)
    .innerJoin(judgements, eq(judgements.id, judgementFiles.judgementId))
    .where(eq(judgementFiles.fileId, fileId))
  const appealed = await ctx.db
    .select({ organisationId: appeals.organisationId, deciderId: appeals.deciderId })
    .from(appealFiles)
    .innerJoin(appeals, eq(appeals.id, appealFiles.appealId))
    .where(eq(appealFiles.fileId, fileId))
  const imported = await ctx.db
    .select({ organisationId: scorecardQuarters.committeeId })
    .from(scoreImports)
    .innerJoin(scorecardQuarters, eq(scorecardQuarters.id, scoreImports.quarterId))
    .where(eq(scoreImports.fileId, fileId))
  return (
    [...judged, ...appealed].some((one) => can(ctx.viewer, 'score.viewEntries', one)) ||
    appealed.some((one) => one.deciderId === ctx.viewer.personId) ||
    imported.some((one) => can(ctx.viewer, 'quarter.download', one))
  )
}
