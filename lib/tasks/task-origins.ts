import { eq } from 'drizzle-orm'
import { planMilestones, requirements } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { can } from '@/lib/policy'
import type { Task } from './load'

export interface TaskOrigin {
  label: string
  /** Null where the viewer may not open it. */
  href: string | null
}

/** What a task stands on, for the head of its page: 立项, 年度节点. */
export async function taskOrigins(
  ctx: ViewerContext,
  task: Pick<Task, 'requirementId' | 'milestoneId'>,
): Promise<TaskOrigin[]> {
  const [found, milestones] = await Promise.all([
    task.requirementId
      ? ctx.db.select().from(requirements).where(eq(requirements.id, task.requirementId))
      : [],
    task.milestoneId
      ? ctx.db
          .select({ id: planMilestones.id, title: planMilestones.title })
          .from(planMilestones)
          .where(eq(planMilestones.id, task.milestoneId))
      : [],
  ])
  return [
    ...found.map((one) => ({
      label: `立项 ${one.number} ${one.title}`,
      href: can(ctx.viewer, 'requirement.view', one) ? `/requirements/${one.id}` : null,
    })),
    ...milestones.map((one) => ({
      label: `年度重点 ${one.title}`,
      href: can(ctx.viewer, 'plan.open') ? `/plan/milestones/${one.id}` : null,
    })),
  ]
}
