import { and, asc, desc, eq, gte, lt, sql } from 'drizzle-orm'
import { assignments, facts, people, scoreEntries, tasks } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { taskEvaluationValue } from '@/lib/facts/schema'
import { type Day, periodOf, startOfDay } from '@/lib/period'
import { can } from '@/lib/policy'
import { holdsPostAbove } from '@/lib/policy/viewer'
import { type Fold, type FoldEntry, foldEntries } from './fold'
import { scorePageSize } from './queries'
import { taskEvaluationRule } from './rules'

export interface LedgerEntry extends FoldEntry {
  taskId: string | null
  assignmentId: string | null
  taskTitle: string
  factId: string
  factVersion: number
  occurredOn: Day
  byName: string | null
  at: Date
  reason: string
}

export interface UnscoredItem {
  taskId: string
  assignmentId: string
  title: string
  state: 'unevaluated' | 'not_applicable'
}

export interface BranchScore {
  /** From the base to the total, every step. */
  fold: Fold<LedgerEntry>
  /** One page of the ledger, reversals included, newest first. */
  entries: LedgerEntry[]
  /** Where the next page starts, or null at the end. */
  next: string | null
  unscored: UnscoredItem[]
  /** Whether the viewer can open the tasks behind the entries. */
  opensTasks: boolean
}

/**
 * The score of a branch in a period: the reckoning, the ledger, and what has no points.
 * @throws DomainError not_found when the branch is not for the viewer's eyes
 */
export async function branchScore(
  ctx: ViewerContext,
  period: string,
  organisationId: string,
  after?: string,
): Promise<BranchScore> {
  if (!can(ctx.viewer, 'score.viewEntries', { organisationId })) {
    throw notFound('得分')
  }
  const [all, page, unscored] = await Promise.all([
    ledgerEntries(ctx, period, organisationId),
    ledgerEntries(ctx, period, organisationId, { after }),
    unscoredItems(ctx, period, organisationId),
  ])
  const entries = page.slice(0, scorePageSize)
  return {
    fold: foldEntries(taskEvaluationRule, all),
    entries,
    next: page.length > scorePageSize ? (entries.at(-1)?.id ?? null) : null,
    unscored,
    opensTasks: can(ctx.viewer, 'score.viewBoard') || holdsPostAbove(ctx.viewer, organisationId),
  }
}

// Newest first; a page of them, or all that the fold needs.
async function ledgerEntries(
  ctx: ViewerContext,
  period: string,
  organisationId: string,
  page?: { after?: string | undefined },
): Promise<LedgerEntry[]> {
  const rows = await ctx.db
    .select({ entry: scoreEntries, fact: facts, byName: people.name })
    .from(scoreEntries)
    .innerJoin(facts, eq(facts.id, scoreEntries.factId))
    .leftJoin(people, eq(people.id, scoreEntries.by))
    .where(
      and(
        eq(scoreEntries.organisationId, organisationId),
        eq(scoreEntries.period, period),
        eq(scoreEntries.ruleVersion, taskEvaluationRule.version),
        page?.after ? lt(scoreEntries.id, page.after) : undefined,
      ),
    )
    .orderBy(desc(scoreEntries.id))
    .limit(page ? scorePageSize + 1 : 10_000)
  return rows.map(({ entry, fact, byName }) => ({
    ...entry,
    factId: fact.id,
    taskId: entry.evidence.taskId ?? null,
    assignmentId: entry.evidence.assignmentId ?? null,
    taskTitle: taskEvaluationValue.parse(fact.value).taskTitle,
    factVersion: fact.version,
    occurredOn: fact.occurredOn,
    byName,
  }))
}

// What was owed in the period and has no points: not evaluated yet, or not applicable.
async function unscoredItems(
  ctx: ViewerContext,
  period: string,
  organisationId: string,
): Promise<UnscoredItem[]> {
  const { from, to } = periodOf(period)
  const rows = await ctx.db
    .select({
      taskId: tasks.id,
      assignmentId: assignments.id,
      title: tasks.title,
      state: assignments.state,
    })
    .from(assignments)
    .innerJoin(tasks, eq(tasks.id, assignments.taskId))
    .where(
      and(
        eq(assignments.organisationId, organisationId),
        gte(assignments.dueAt, startOfDay(from)),
        lt(assignments.dueAt, startOfDay(to)),
        sql`${assignments.state} not in ('evaluated', 'cancelled')`,
      ),
    )
    .orderBy(asc(assignments.dueAt), asc(assignments.id))
    .limit(200)
  return rows.map((row) => ({
    ...row,
    state: row.state === 'not_applicable' ? 'not_applicable' : 'unevaluated',
  }))
}
