import { and, eq, or, type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { taskTemplates } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { can } from '@/lib/policy'
import type { Viewer } from '@/lib/policy/viewer'
import { type Anchor, anchorInput, type TemplateContent, templateContent } from './schema'

export type Template = Omit<typeof taskTemplates.$inferSelect, 'content' | 'anchor'> & {
  content: TemplateContent
  anchor: Anchor
}

/** Templates the viewer may see: those of his committee, or of his department. */
export function visibleTemplates(viewer: Viewer): SQL {
  const parts = viewer.roles.map(({ role, organisationId, department, reach }) => {
    if (role === 'committee_officer') {
      return reach === 'all'
        ? sql`true`
        : sql`${taskTemplates.issuingOrganisationId} = any(${sql.param([...reach])}::uuid[])`
    }
    return role === 'department_officer' && organisationId && department
      ? and(
          eq(taskTemplates.issuingOrganisationId, organisationId),
          eq(taskTemplates.department, department),
        )
      : sql`false`
  })
  return or(...parts) ?? sql`false`
}

/**
 * A template the viewer may see.
 * @throws DomainError not_found, the same for none and for a hidden one
 */
export async function loadTemplate(
  ctx: ViewerContext,
  db: Db,
  templateId: string,
): Promise<Template> {
  const [row] = await db.select().from(taskTemplates).where(eq(taskTemplates.id, templateId))
  if (!row || !can(ctx.viewer, 'template.view', row)) {
    throw notFound('模板')
  }
  return asTemplate(row)
}

/** A row with its documents read. */
export function asTemplate(row: typeof taskTemplates.$inferSelect): Template {
  return {
    ...row,
    content: templateContent.parse(row.content),
    anchor: anchorInput.parse(row.anchor),
  }
}
