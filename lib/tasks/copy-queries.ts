import { and, asc, desc, eq, ilike, inArray, type SQL, sql } from 'drizzle-orm'
import type { AssignmentPart, AssignmentState, ClockParty, Grade, StepState } from '@/db/enums'
import {
  assignments,
  clockSegments,
  evaluations,
  organisationVersions,
  people,
  steps,
} from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { postHoldersOn, validOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import { boardPageSize, type Cursor, isLate, likePattern, type Page, toPage } from './board-queries'
import { timeByParty } from './clock'
import type { Task } from './load'
import { whoIsTold } from './resolve-recipients'
import { hasWaiting } from './waiting-steps'

export type AssignmentFilter = 'all' | 'late' | AssignmentState

export interface AssignmentRow {
  assignmentId: string
  organisationId: string
  organisationName: string
  part: AssignmentPart
  /** The copy of the 党总支 it was broken down from. */
  parentId: string | null
  /** Set when the task went to a person. */
  personName: string | null
  /** Whose turn it is on the branch's side: the delegate, else who is in post today. */
  responsible: string | null
  state: AssignmentState
  effectiveDueAt: Date
  stateSince: Date
  /** The grade that stands, null before an evaluation. */
  grade: Grade | null
  /** Where it stands at each node, in order. */
  nodes: StepState[]
  usedMs: Record<ClockParty, number>
}

/** The copies of one task, nearest effective due first, 50 a page. */
export async function assignmentRows(
  ctx: ViewerContext,
  task: Task,
  filter: {
    show: AssignmentFilter
    search?: string | undefined
    after?: Cursor | undefined
  },
): Promise<Page<AssignmentRow>> {
  const rows = await ctx.db
    .select({
      assignmentId: assignments.id,
      organisationId: assignments.organisationId,
      organisationName: organisationVersions.name,
      part: assignments.part,
      parentId: assignments.parentId,
      personId: assignments.personId,
      personName: people.name,
      delegateName: sql<
        string | null
      >`(select name from people where id = ${assignments.delegateId})`,
      state: assignments.state,
      effectiveDueAt: assignments.effectiveDueAt,
      stateSince: assignments.stateSince,
      grade: sql<Grade | null>`(
        select ${evaluations.grade} from ${evaluations}
        where ${evaluations.assignmentId} = ${assignments.id}
        order by ${evaluations.version} desc limit 1)`,
      nodes: sql<StepState[]>`array(
        select ${steps.state} from ${steps} join task_nodes on task_nodes.id = ${steps.nodeId}
        where ${steps.assignmentId} = ${assignments.id} order by task_nodes.position)`,
    })
    .from(assignments)
    .leftJoin(
      organisationVersions,
      and(
        eq(organisationVersions.organisationId, assignments.organisationId),
        validOn(organisationVersions, dayOf(ctx.now)),
      ),
    )
    .leftJoin(people, eq(people.id, assignments.personId))
    .where(
      and(
        eq(assignments.taskId, task.id),
        shown(filter.show, ctx.now),
        filter.search ? ilike(organisationVersions.name, likePattern(filter.search)) : undefined,
        filter.after
          ? sql`(${assignments.effectiveDueAt}, ${assignments.id}) > (${filter.after.at.toISOString()}::timestamptz, ${filter.after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(asc(assignments.effectiveDueAt), asc(assignments.id))
    .limit(boardPageSize + 1)
  const page = toPage(rows, (row) => ({ at: row.effectiveDueAt, id: row.assignmentId }))
  const [used, responsible] = await Promise.all([
    usedTimes(
      ctx,
      page.rows.map((row) => row.assignmentId),
    ),
    responsibleToday(
      ctx,
      page.rows.map((row) => row.organisationId),
    ),
  ])
  return {
    next: page.next,
    rows: page.rows.map(({ delegateName, personId, ...row }) => ({
      ...row,
      organisationName: row.organisationName ?? '（已撤销的组织）',
      responsible:
        delegateName ??
        row.personName ??
        (personId ? null : (responsible.get(row.organisationId) ?? null)),
      usedMs: used.get(row.assignmentId) ?? { assignee: 0, reviewer: 0, paused: 0 },
    })),
  }
}

/** Names of who answers for these organisations today. */
export async function responsibleToday(ctx: ViewerContext, organisationIds: string[]) {
  const names = new Map<string, string>()
  const holders = await postHoldersOn(ctx.db, [...new Set(organisationIds)], dayOf(ctx.now))
  for (const holder of holders) {
    if (!names.has(holder.organisationId)) {
      const [first] = whoIsTold(
        holders.filter((one) => one.organisationId === holder.organisationId),
      )
      names.set(holder.organisationId, first?.personName ?? holder.personName)
    }
  }
  return names
}

/** Time used by each party, by assignment, in milliseconds. */
export async function usedTimes(ctx: ViewerContext, assignmentIds: string[]) {
  const used = new Map<string, Record<ClockParty, number>>()
  if (assignmentIds.length === 0) {
    return used
  }
  const rows = await ctx.db
    .select({
      assignmentId: steps.assignmentId,
      party: clockSegments.party,
      startsAt: clockSegments.startsAt,
      endsAt: clockSegments.endsAt,
    })
    .from(clockSegments)
    .innerJoin(steps, eq(steps.id, clockSegments.stepId))
    .where(inArray(steps.assignmentId, assignmentIds))
    .orderBy(desc(clockSegments.startsAt))
  for (const assignmentId of assignmentIds) {
    used.set(
      assignmentId,
      timeByParty(
        rows.filter((row) => row.assignmentId === assignmentId),
        ctx.now,
      ),
    )
  }
  return used
}

function shown(show: AssignmentFilter, now: Date): SQL | undefined {
  if (show === 'all') {
    return undefined
  }
  if (show === 'submitted') {
    return hasWaiting
  }
  return show === 'late' ? isLate(now) : eq(assignments.state, show)
}
