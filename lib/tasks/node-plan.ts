import { asc, eq } from 'drizzle-orm'
import { forms, formVersions, people, taskNodes } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import type { TaskNode } from './load'

/** A node as the pages of its task list it. */
export interface PlannedStep extends TaskNode {
  /** Null unless one person is named. */
  reviewerName: string | null
  form: { id: string; name: string; version: number } | null
}

/** The nodes of a task in order, with the names they mention; for who may see the task. */
export async function nodePlan(ctx: ViewerContext, taskId: string): Promise<PlannedStep[]> {
  const rows = await ctx.db
    .select({
      node: taskNodes,
      reviewerName: people.name,
      formId: forms.id,
      formName: forms.name,
      version: formVersions.version,
    })
    .from(taskNodes)
    .leftJoin(people, eq(people.id, taskNodes.reviewerId))
    .leftJoin(formVersions, eq(formVersions.id, taskNodes.formVersionId))
    .leftJoin(forms, eq(forms.id, formVersions.formId))
    .where(eq(taskNodes.taskId, taskId))
    .orderBy(asc(taskNodes.position))
  return rows.map(({ node, reviewerName, formId, formName, version }) => ({
    ...node,
    reviewerName,
    form: formId && formName && version !== null ? { id: formId, name: formName, version } : null,
  }))
}
