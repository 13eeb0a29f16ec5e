import { and, eq, ne } from 'drizzle-orm'
import { newId } from '@/db/ids'
import { organisationGroupMembers, organisationGroups } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, notFound } from '@/lib/errors'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import type { SaveGroupInput } from './inputs'
import { organisationsOn } from './queries'

/**
 * Saves a choice of recipients under a name, or changes one's own.
 * @throws DomainError not_found (group, organisation), forbidden, conflict (name taken)
 */
export async function saveGroup(
  ctx: ViewerContext,
  input: SaveGroupInput,
): Promise<{ groupId: string; count: number }> {
  return ctx.transact(async (tx) => {
    const groupId = input.groupId ?? newId()
    if (input.groupId) {
      authorize(ctx.viewer, 'organisation.changeGroup', await loadGroup(tx, input.groupId))
    } else {
      authorize(ctx.viewer, 'organisation.saveGroup')
    }
    const existing = new Set((await organisationsOn(tx.db, dayOf(ctx.now))).map((one) => one.id))
    const organisationIds = [...new Set(input.organisationIds)]
    if (organisationIds.some((id) => !existing.has(id))) {
      throw notFound('组织')
    }
    const [taken] = await tx.db
      .select({ id: organisationGroups.id })
      .from(organisationGroups)
      .where(
        and(
          eq(organisationGroups.createdBy, ctx.viewer.personId),
          eq(organisationGroups.name, input.name),
          ne(organisationGroups.id, groupId),
        ),
      )
    if (taken) {
      throw conflict(`您已有名为“${input.name}”的分组，没有重复保存。请换一个名称。`)
    }
    await tx.db
      .insert(organisationGroups)
      .values({ id: groupId, name: input.name, createdBy: ctx.viewer.personId, createdAt: ctx.now })
      .onConflictDoUpdate({ target: organisationGroups.id, set: { name: input.name } })
    await tx.db
      .delete(organisationGroupMembers)
      .where(eq(organisationGroupMembers.groupId, groupId))
    await tx.db
      .insert(organisationGroupMembers)
      .values(organisationIds.map((organisationId) => ({ groupId, organisationId })))
    tx.record({
      action: 'organisationGroup.save',
      subjectType: 'organisationGroup',
      subjectId: groupId,
      detail: { name: input.name, organisationIds },
    })
    return { groupId, count: organisationIds.length }
  })
}

/** @throws DomainError not_found */
export async function loadGroup(
  tx: Work,
  groupId: string,
): Promise<{ createdBy: string; name: string }> {
  const [group] = await tx.db
    .select({ createdBy: organisationGroups.createdBy, name: organisationGroups.name })
    .from(organisationGroups)
    .where(eq(organisationGroups.id, groupId))
    .for('update')
  if (!group) {
    throw notFound('分组')
  }
  return group
}
