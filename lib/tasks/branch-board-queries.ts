import { and, asc, eq, gt, ilike, inArray, ne, type SQL, sql } from 'drizzle-orm'
import { type OrganisationKind, openAssignmentStates } from '@/db/enums'
import { assignments, organisations, organisationVersions, tasks } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { validOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import { boardPageSize, isLate, likePattern, type Page, toPage } from './board-queries'
import { visibleTasks } from './visible'
import { waitingOfCopy } from './waiting-steps'

export interface BranchBoardRow {
  organisationId: string
  code: string
  name: string
  kind: OrganisationKind
  open: number
  unaccepted: number
  late: number
  /** Steps that wait for review. */
  waiting: number
  /** The nearest effective due among what is open. */
  nearestDueAt: Date | null
}

/** The board by branch: what each branch has open among the tasks the viewer sees, 50 a page by code. */
export async function branchBoard(
  ctx: ViewerContext,
  filter: { search?: string | undefined; after?: string | undefined },
): Promise<Page<BranchBoardRow, string>> {
  const work = openWorkOf(ctx)
  const rows = await ctx.db
    .select({
      organisationId: organisations.id,
      code: organisations.code,
      name: organisationVersions.name,
      kind: organisationVersions.kind,
      open: sql<number>`work.open`,
      unaccepted: sql<number>`work.unaccepted`,
      late: sql<number>`work.late`,
      waiting: sql<number>`work.waiting`,
      nearestDueAt: sql<Date | null>`work.nearest`.mapWith(assignments.effectiveDueAt),
    })
    .from(organisations)
    .innerJoin(
      organisationVersions,
      and(
        eq(organisationVersions.organisationId, organisations.id),
        validOn(organisationVersions, dayOf(ctx.now)),
        ne(organisationVersions.kind, 'group'),
      ),
    )
    .innerJoinLateral(work, sql`true`)
    .where(
      and(
        filter.search ? ilike(organisationVersions.name, likePattern(filter.search)) : undefined,
        filter.after ? gt(organisations.code, filter.after) : undefined,
      ),
    )
    .orderBy(asc(organisations.code))
    .limit(boardPageSize + 1)
  return toPage(rows, (row) => row.code)
}

function openWorkOf(ctx: ViewerContext) {
  return ctx.db
    .select({
      open: sql<number>`count(*)::int`.as('open'),
      unaccepted: countWhere(eq(assignments.state, 'issued')).as('unaccepted'),
      late: countWhere(isLate(ctx.now)).as('late'),
      waiting: sql<number>`coalesce(sum(${waitingOfCopy}), 0)::int`.as('waiting'),
      nearest: sql`min(${assignments.effectiveDueAt})`.as('nearest'),
    })
    .from(assignments)
    .innerJoin(tasks, eq(tasks.id, assignments.taskId))
    .where(
      and(
        eq(assignments.organisationId, organisations.id),
        inArray(assignments.state, [...openAssignmentStates]),
        visibleTasks(ctx.viewer),
      ),
    )
    .as('work')
}

function countWhere(condition: SQL): SQL<number> {
  return sql<number>`(count(*) filter (where ${condition}))::int`
}
