import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import type { ActivityKind, TemplateOrigin } from '@/db/enums'
import { obligations, taskTemplates } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { authorize } from '@/lib/policy'
import { reachOf } from '@/lib/policy/viewer'
import { type ObligationState, obligationStateOf } from './states'
import { within } from './visible'

/** How one duty of one period stands over all branches the viewer reaches. */
export interface CoverageRow extends Record<ObligationState, number> {
  templateId: string
  kind: ActivityKind
  name: string
  origin: TemplateOrigin
  period: string
  dueAt: Date
  /** Branches that owe it: exempt ones left out. */
  owing: number
}

/**
 * 覆盖情况 of a year: for each kind and period how many branches have done it, late or not, how many
 * have not, and how many owe nothing. The latest period first.
 * @throws DomainError forbidden
 */
export async function coverage(ctx: ViewerContext, year: number): Promise<CoverageRow[]> {
  authorize(ctx.viewer, 'activity.viewCoverage')
  const now = ctx.now.toISOString()
  const counted = (condition: SQL) => sql<number>`(count(*) filter (where ${condition}))::int`
  const { exemptionBasis, dischargedAt, isLate, dueAt } = obligations
  const isOwed = sql`${exemptionBasis} is null and ${dischargedAt} is null`
  return ctx.db
    .select({
      templateId: taskTemplates.id,
      kind: obligations.kind,
      name: taskTemplates.name,
      origin: taskTemplates.origin,
      period: obligations.period,
      dueAt: sql<Date>`max(${dueAt})`.mapWith(dueAt),
      owing: counted(sql`${exemptionBasis} is null`),
      done: counted(sql`${dischargedAt} is not null and not ${isLate}`),
      late: counted(sql`${dischargedAt} is not null and ${isLate}`),
      exempt: counted(sql`${exemptionBasis} is not null`),
      missed: counted(sql`${isOwed} and ${dueAt} <= ${now}::timestamptz`),
      open: counted(sql`${isOwed} and ${dueAt} > ${now}::timestamptz`),
    })
    .from(obligations)
    .innerJoin(taskTemplates, eq(taskTemplates.id, obligations.templateId))
    .where(
      and(
        within(reachOf(ctx.viewer), obligations.organisationId),
        sql`left(${obligations.period}, 4) = ${String(year)}`,
      ),
    )
    .groupBy(taskTemplates.id, obligations.kind, obligations.period)
    .orderBy(sql`max(${dueAt}) desc`, asc(taskTemplates.createdAt), asc(obligations.kind))
}

/** One branch in one period. */
export interface CoveredBranch {
  organisationId: string
  name: string
  state: ObligationState
  exemptionBasis: string | null
  activityId: string | null
  taskId: string | null
  assignmentId: string | null
}

/**
 * The branches behind one line of 覆盖情况: those that have not done it first.
 * @throws DomainError forbidden
 */
export async function coveredBranches(
  ctx: ViewerContext,
  { templateId, period }: { templateId: string; period: string },
): Promise<CoveredBranch[]> {
  authorize(ctx.viewer, 'activity.viewCoverage')
  const rows = await ctx.db
    .select({
      organisationId: obligations.organisationId,
      name: sql<string>`(select v.name from organisation_versions v
        where v.organisation_id = obligations.organisation_id
        order by v.valid_from desc limit 1)`,
      dueAt: obligations.dueAt,
      exemptionBasis: obligations.exemptionBasis,
      dischargedAt: obligations.dischargedAt,
      isLate: obligations.isLate,
      activityId: obligations.activityId,
      assignmentId: obligations.assignmentId,
      taskId: sql<string | null>`(select a.task_id from assignments a
        where a.id = obligations.assignment_id)`,
    })
    .from(obligations)
    .where(
      and(
        eq(obligations.templateId, templateId),
        eq(obligations.period, period),
        within(reachOf(ctx.viewer), obligations.organisationId),
      ),
    )
  const order: ObligationState[] = ['missed', 'open', 'late', 'done', 'exempt']
  return rows
    .map(({ dueAt, dischargedAt, isLate, ...row }) => ({
      ...row,
      state: obligationStateOf({ ...row, dueAt, dischargedAt, isLate }, ctx.now),
    }))
    .sort(
      (a, b) =>
        order.indexOf(a.state) - order.indexOf(b.state) || a.name.localeCompare(b.name, 'zh-CN'),
    )
}
