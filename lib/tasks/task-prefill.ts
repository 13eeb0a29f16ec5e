import { z } from 'zod'
import type { ViewerContext } from '@/lib/context'
import { latestVersion, loadForm } from '@/lib/forms/load'
import { dayOf } from '@/lib/period'
import { loadMilestone } from './plan/load-plan'
import { loadRequirement } from './requirements/load-requirement'

/** Where a new task comes from; whatever is malformed falls away. */
export const prefillAddress = z.object({
  requirement: z.uuid().optional().catch(undefined),
  milestone: z.uuid().optional().catch(undefined),
  form: z.uuid().optional().catch(undefined),
})

export interface TaskPrefill {
  title?: string
  requirement?: string
  basis?: string
  dueOn?: string
  requirementId?: string
  milestoneId?: string
  formVersionId?: string
}

/**
 * What the form of a new task says already when it begins at a requirement, a milestone or a 填报表. A
 * due day that has passed is left for the writer to choose, and so is a form that is out of use.
 * @throws DomainError not_found
 */
export async function taskPrefill(
  ctx: ViewerContext,
  from: z.output<typeof prefillAddress>,
): Promise<TaskPrefill> {
  const stillAhead = (day: string | null) => (day && day >= dayOf(ctx.now) ? { dueOn: day } : {})
  if (from.requirement) {
    const { id, title, content, reference, dueOn } = await loadRequirement(
      ctx,
      ctx.db,
      from.requirement,
    )
    const basis = reference ? { basis: reference } : {}
    return { title, requirement: content, ...basis, ...stillAhead(dueOn), requirementId: id }
  }
  if (from.milestone) {
    const { milestone } = await loadMilestone(ctx, ctx.db, from.milestone)
    const { id, title, measure, dueOn } = milestone
    return { title, requirement: `衡量标准：${measure}`, ...stillAhead(dueOn), milestoneId: id }
  }
  if (from.form) {
    const { id, archivedAt } = await loadForm(ctx, ctx.db, from.form)
    return archivedAt ? {} : { formVersionId: (await latestVersion(ctx.db, id)).id }
  }
  return {}
}
