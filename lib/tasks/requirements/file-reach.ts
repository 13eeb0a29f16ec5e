import { and, eq } from 'drizzle-orm'
import { requirementFiles, requirements } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { visibleRequirements } from './visible'

/** Whether a file belongs to a requirement that the viewer may see. */
export async function reachesRequirementFile(ctx: ViewerContext, fileId: string): Promise<boolean> {
  const found = await ctx.db
    .select({ id: requirements.id })
    .from(requirementFiles)
    .innerJoin(requirements, eq(requirements.id, requirementFiles.requirementId))
    .where(and(eq(requirementFiles.fileId, fileId), visibleRequirements(ctx.viewer)))
    .limit(1)
  return found.length > 0
}
