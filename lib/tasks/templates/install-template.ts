import { and, eq, sql } from 'drizzle-orm'
import { lockKeyUntilCommit } from '@/db/locks'
import { taskTemplates } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { issuingOffice } from '../issuing-office'
import { catalogueEntry } from './catalogue'
import { asTemplate, type Template } from './load-template'
import { templateContent } from './schema'

/**
 * Takes an entry of the built-in catalogue over as a template of the viewer's office, for all its
 * branches, not active yet: how often and until when may be changed first. Taken over already, it is
 * found as it is.
 * @throws DomainError not_found for a key the catalogue does not have
 */
export async function installTemplate(
  ctx: ViewerContext,
  input: { templateId: string; key: string },
): Promise<Template> {
  return ctx.transact(async (tx) => {
    authorize(ctx.viewer, 'template.create')
    const office = issuingOffice(ctx)
    const entry = catalogueEntry(input.key)
    if (!entry) {
      throw notFound('模板')
    }
    await lockKeyUntilCommit(tx.db, 'templateCatalogue', `${office.organisationId} ${entry.key}`)
    const [present] = await tx.db
      .select()
      .from(taskTemplates)
      .where(
        and(
          eq(taskTemplates.issuingOrganisationId, office.organisationId),
          sql`${taskTemplates.content} ->> 'catalogueKey' = ${entry.key}`,
        ),
      )
    if (present) {
      tx.unchanged()
      return asTemplate(present)
    }
    const { name, origin, basis, recurrence, anchor, exemption, kind, title, requirement } = entry
    const content = templateContent.parse({
      title,
      requirement,
      recipients: { underIds: [office.organisationId] },
      nodes: [{ title: name, reviewer: 'none', activityKind: kind }],
      catalogueKey: entry.key,
    })
    const [made] = await tx.db
      .insert(taskTemplates)
      .values({
        ...{ id: input.templateId, name, origin, basis, recurrence, anchor, exemption, content },
        issuingOrganisationId: office.organisationId,
        department: office.department,
        isActive: false,
        createdBy: ctx.viewer.personId,
        createdAt: ctx.now,
        changedAt: ctx.now,
      })
      .returning()
    if (!made) {
      throw notFound('模板')
    }
    tx.record({
      action: 'template.install',
      subjectType: 'task_template',
      subjectId: made.id,
      detail: { key: entry.key, name, origin, recurrence },
    })
    return asTemplate(made)
  })
}
