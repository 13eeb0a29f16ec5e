import { and, eq, inArray, sql } from 'drizzle-orm'
import { assignments, organisationVersions, tasks } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { validOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import type { SupervisionFilter } from './supervision-address'
import { supervised, supervisedTables } from './supervision-scope'
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

/** A 党总支 with copies in the list. */
export interface SupervisedGeneralBranch {
  id: string
  name: string
  /** Its own and those of the branches under it. */
  copies: number
}

/** The 党总支 that the list can be narrowed to, as it stands but for that narrowing. */
export async function supervisedGeneralBranches(
  ctx: ViewerContext,
  filter: SupervisionFilter,
): Promise<SupervisedGeneralBranch[]> {
  const day = dayOf(ctx.now)
  const rows = await ctx.db.execute<{ id: string; name: string; copies: number }>(sql`
    with listed as (
      select assignments.organisation_id as id from ${supervisedTables}
      where ${supervised(ctx, { ...filter, under: undefined })}),
    today as (select organisation_id as id, parent_id, name, kind, position
      from organisation_versions where ${validOn(organisationVersions, day)})
    select upper.id, upper.name, count(*)::int as copies
    from listed join today own on own.id = listed.id
    join today upper on upper.id in (own.id, own.parent_id) and upper.kind = 'general_branch'
    group by upper.id, upper.name, upper.position order by upper.position, upper.id`)
  return [...rows]
}
