import { asc, eq, inArray } from 'drizzle-orm'
import { approvals, people, returns, stepEvaluations, submissions } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import type { LoadedAssignment } from './load'
import { type HistoryEvent, nodeOf } from './timeline'

/** 审核通过 and 退回 of every step. */
export async function reviewEvents(
  ctx: ViewerContext,
  loaded: LoadedAssignment,
): Promise<HistoryEvent[]> {
  const ofThese = inArray(
    submissions.stepId,
    loaded.steps.map(({ step }) => step.id),
  )
  const [returned, approved] = await Promise.all([
    ctx.db
      .select({ entry: returns, personName: people.name, stepId: submissions.stepId })
      .from(returns)
      .innerJoin(submissions, eq(submissions.id, returns.submissionId))
      .innerJoin(people, eq(people.id, returns.byId))
      .where(ofThese),
    ctx.db
      .select({ entry: approvals, personName: people.name, stepId: submissions.stepId })
      .from(approvals)
      .innerJoin(submissions, eq(submissions.id, approvals.submissionId))
      .innerJoin(people, eq(people.id, approvals.byId))
      .where(ofThese),
  ])
  return [
    ...returned.map(
      ({ entry, personName, stepId }): HistoryEvent => ({
        kind: 'returned',
        key: entry.id,
        at: entry.at,
        personName,
        ...nodeOf(loaded, stepId),
        reason: entry.reason,
      }),
    ),
    ...approved.map(
      ({ entry, personName, stepId }): HistoryEvent => ({
        kind: 'approved',
        key: entry.id,
        at: entry.at,
        personName,
        ...nodeOf(loaded, stepId),
        remark: entry.remark,
      }),
    ),
  ]
}

/** 节点评价, every version. */
export async function stepEvaluationEvents(
  ctx: ViewerContext,
  loaded: LoadedAssignment,
): Promise<HistoryEvent[]> {
  const rows = await ctx.db
    .select({ entry: stepEvaluations, personName: people.name })
    .from(stepEvaluations)
    .innerJoin(people, eq(people.id, stepEvaluations.byId))
    .where(
      inArray(
        stepEvaluations.stepId,
        loaded.steps.map(({ step }) => step.id),
      ),
    )
    .orderBy(asc(stepEvaluations.at), asc(stepEvaluations.version))
  return rows.map(({ entry, personName }) => ({
    kind: 'step_evaluated',
    key: entry.id,
    at: entry.at,
    personName,
    ...nodeOf(loaded, entry.stepId),
    grade: entry.grade,
    remark: entry.remark,
    version: entry.version,
  }))
}
