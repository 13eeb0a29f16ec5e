import { eq } from 'drizzle-orm'
import { organisationGroups } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { authorize } from '@/lib/policy'
import { loadGroup } from './save-group'

/**
 * Deletes one's own saved group. Tasks already dispatched keep their frozen recipients.
 * @throws DomainError not_found, forbidden
 */
export async function deleteGroup(
  ctx: ViewerContext,
  input: { groupId: string },
): Promise<{ name: string }> {
  return ctx.transact(async (tx) => {
    const group = await loadGroup(tx, input.groupId)
    authorize(ctx.viewer, 'organisation.changeGroup', group)
    await tx.db.delete(organisationGroups).where(eq(organisationGroups.id, input.groupId))
    tx.record({
      action: 'organisationGroup.delete',
      subjectType: 'organisationGroup',
      subjectId: input.groupId,
      detail: { name: group.name },
    })
    return { name: group.name }
  })
}
