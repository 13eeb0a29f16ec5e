import { and, asc, eq, sql } from 'drizzle-orm'
import type { ActivityKind, Recurrence, TemplateOrigin } from '@/db/enums'
import { assignments, obligations, taskTemplates } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { isId } from '@/lib/organisation/address'
import { organisationOn } from '@/lib/organisation/queries'
import type { OrganisationOnDay } from '@/lib/organisation/schema'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { periodsOfYear } from '@/lib/tasks/templates/periods'
import { type ObligationState, obligationStateOf } from './states'

/** A duty of one period of the year. */
export interface YearCell {
  period: string
  state: ObligationState
  dueAt: Date
  exemptionBasis: string | null
  activityId: string | null
  assignmentId: string | null
  taskId: string | null
  /** The task is done, but the record it was done with has been withdrawn. */
  isRecordWithdrawn: boolean
}

export interface YearRow {
  key: string
  kind: ActivityKind
  name: string
  origin: TemplateOrigin
  basis: string | null
  recurrence: Exclude<Recurrence, 'none'>
  /** In the order of the periods; null where nothing was asked for. */
  cells: { period: string; cell: YearCell | null }[]
}

export interface BranchYear {
  organisation: OrganisationOnDay
  year: number
  rows: YearRow[]
  counts: Record<ObligationState, number>
}

/**
 * What a branch owes in a year and how each period stands: kinds × periods.
 * @throws DomainError not_found, also for a branch outside the viewer's reach
 */
export async function branchYear(
  ctx: ViewerContext,
  organisationId: string,
  year: number,
): Promise<BranchYear> {
  const organisation = isId(organisationId)
    ? await organisationOn(ctx.db, organisationId, dayOf(ctx.now))
    : null
  const isReached = can(ctx.viewer, 'activity.viewYear', { organisationId })
  if (organisation?.kind !== 'branch' || !isReached) {
    throw notFound('党支部')
  }
  const owed = await owedIn(ctx, organisationId, year)
  const counts: BranchYear['counts'] = { missed: 0, open: 0, done: 0, late: 0, exempt: 0 }
  const rows = new Map<string, YearRow>()
  for (const one of owed) {
    const cell = cellOf(one, ctx.now)
    counts[cell.state] += 1
    const row = rows.get(one.key) ?? emptyRow(one, year)
    rows.set(one.key, {
      ...row,
      cells: row.cells.map((given) =>
        given.period === cell.period ? { period: given.period, cell } : given,
      ),
    })
  }
  return { organisation, year, rows: [...rows.values()], counts }
}

type Owed = Awaited<ReturnType<typeof owedIn>>[number]

async function owedIn(ctx: ViewerContext, organisationId: string, year: number) {
  return ctx.db
    .select({
      key: sql<string>`${obligations.templateId}::text || ${obligations.kind}`,
      kind: obligations.kind,
      period: obligations.period,
      dueAt: obligations.dueAt,
      exemptionBasis: obligations.exemptionBasis,
      dischargedAt: obligations.dischargedAt,
      isLate: obligations.isLate,
      activityId: obligations.activityId,
      assignmentId: obligations.assignmentId,
      taskId: assignments.taskId,
      state: assignments.state,
      name: taskTemplates.name,
      origin: taskTemplates.origin,
      basis: taskTemplates.basis,
    })
    .from(obligations)
    .innerJoin(taskTemplates, eq(taskTemplates.id, obligations.templateId))
    .leftJoin(assignments, eq(assignments.id, obligations.assignmentId))
    .where(
      and(
        eq(obligations.organisationId, organisationId),
        sql`left(${obligations.period}, 4) = ${String(year)}`,
      ),
    )
    .orderBy(asc(taskTemplates.createdAt), asc(taskTemplates.id), asc(obligations.period))
}

function cellOf(one: Owed, now: Date): YearCell {
  const isDone = one.state === 'approved' || one.state === 'evaluated' || one.state === 'submitted'
  return {
    period: one.period,
    state: obligationStateOf(one, now),
    dueAt: one.dueAt,
    exemptionBasis: one.exemptionBasis,
    activityId: one.activityId,
    assignmentId: one.assignmentId,
    taskId: one.taskId,
    isRecordWithdrawn: isDone && one.activityId === null && one.exemptionBasis === null,
  }
}

function emptyRow(one: Owed, year: number): YearRow {
  // The rhythm of the period, which a template may have changed since.
  const recurrence = one.period.includes('M')
    ? 'monthly'
    : one.period.includes('Q')
      ? 'quarterly'
      : 'yearly'
  const { key, kind, name, origin, basis } = one
  const periods = periodsOfYear(recurrence, year)
  return {
    ...{ key, kind, name, origin, basis, recurrence },
    cells: periods.map((period) => ({ period: period.key, cell: null })),
  }
}
