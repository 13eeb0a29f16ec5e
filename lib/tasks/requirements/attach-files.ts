import { eq } from 'drizzle-orm'
import { requirementFiles } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { assertAttachable } from '@/lib/files/attach'
import { reachesRequirementFile } from './file-reach'

/**
 * Makes these the papers of a requirement, in place of those before.
 * @throws DomainError invalid for files that are not the viewer's to attach
 */
export async function attachToRequirement(
  ctx: ViewerContext,
  tx: Work,
  requirementId: string,
  fileIds: readonly string[],
): Promise<void> {
  await assertAttachable(ctx, tx, fileIds, [reachesRequirementFile])
  await tx.db.delete(requirementFiles).where(eq(requirementFiles.requirementId, requirementId))
  if (fileIds.length > 0) {
    await tx.db
      .insert(requirementFiles)
      .values([...new Set(fileIds)].map((fileId) => ({ requirementId, fileId })))
  }
}
