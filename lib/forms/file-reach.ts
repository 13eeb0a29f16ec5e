import { and, eq } from 'drizzle-orm'
import { forms, formVersions } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { visibleForms } from './load'

/** Whether a file is the layout of a form that the viewer may see. */
export async function reachesFormFile(ctx: ViewerContext, fileId: string): Promise<boolean> {
  const [row] = await ctx.db
    .select({ id: forms.id })
    .from(formVersions)
    .innerJoin(forms, eq(forms.id, formVersions.formId))
    .where(and(eq(formVersions.layoutFileId, fileId), visibleForms(ctx.viewer)))
    .limit(1)
  return row !== undefined
}
