import { and, eq, inArray } from 'drizzle-orm'
import { assignments, organisationVersions, tasks } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { validOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import type { SupervisionFilter } from './supervision-address'
import { visibleAssignments } from './visible'

/** A narrowing of the supervision view, by name, for taking it off again. */
export interface SupervisionScope {
  key: 'task' | 'branch' | 'under'
  label: string
}

/** What the view is narrowed to beside its state: a task, a 党组织, a 党总支. */
export async function supervisionScopes(
  ctx: ViewerContext,
  { task, branch, under }: SupervisionFilter,
): Promise<SupervisionScope[]> {
  const ids = [branch, under].filter((id) => id !== undefined)
  const [titles, names] = await Promise.all([
    task
      ? ctx.db
          .select({ title: tasks.title })
          .from(assignments)
          .innerJoin(tasks, eq(tasks.id, assignments.taskId))
          .where(and(eq(tasks.id, task), visibleAssignments(ctx.viewer)))
          .limit(1)
      : [],
    ids.length > 0
      ? ctx.db
          .select({ id: organisationVersions.organisationId, name: organisationVersions.name })
          .from(organisationVersions)
          .where(
            and(
              inArray(organisationVersions.organisationId, ids),
              validOn(organisationVersions, dayOf(ctx.now)),
            ),
          )
      : [],
  ])
  const nameOf = (id: string | undefined) => names.find((one) => one.id === id)?.name
  const found = [
    { key: 'task', label: task ? (titles[0]?.title ?? '一项任务') : undefined },
    { key: 'branch', label: branch ? (nameOf(branch) ?? '一个党组织') : undefined },
    { key: 'under', label: under ? `${nameOf(under) ?? '一个党组织'}及所辖` : undefined },
  ] as const
  return found.flatMap(({ key, label }) => (label ? [{ key, label }] : []))
}
