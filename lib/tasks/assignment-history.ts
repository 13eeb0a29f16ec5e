import { asc, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { delegations, dispatches, evaluations, people, urges } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { changeEvents, endEvents } from './change-history'
import { acceptanceEvents, submissionEvents } from './entry-history'
import type { LoadedAssignment } from './load'
import { reviewEvents, stepEvaluationEvents } from './review-history'
import { type HistoryEvent, sortHistory } from './timeline'

const recipient = alias(people, 'recipient')

/** Everything that has happened to an assignment, newest first. */
export async function assignmentHistory(
  ctx: ViewerContext,
  loaded: LoadedAssignment,
): Promise<HistoryEvent[]> {
  const parts = await Promise.all([
    dispatchEvents(ctx, loaded),
    acceptanceEvents(ctx, loaded),
    delegationEvents(ctx, loaded),
    urgeEvents(ctx, loaded),
    submissionEvents(ctx, loaded),
    reviewEvents(ctx, loaded),
    stepEvaluationEvents(ctx, loaded),
    evaluationEvents(ctx, loaded),
    changeEvents(ctx, loaded),
  ])
  const events = parts.flat()
  return sortHistory([...events, ...endEvents(loaded, events)])
}

async function dispatchEvents(
  ctx: ViewerContext,
  { assignment }: LoadedAssignment,
): Promise<HistoryEvent[]> {
  const rows = await ctx.db
    .select({ dispatch: dispatches, personName: people.name })
    .from(dispatches)
    .innerJoin(people, eq(people.id, dispatches.dispatchedBy))
    .where(eq(dispatches.id, assignment.dispatchId))
  return rows.map(({ dispatch, personName }) => ({
    kind: 'dispatched',
    key: dispatch.id,
    at: dispatch.dispatchedAt,
    personName,
    number: dispatch.number,
  }))
}

async function delegationEvents(
  ctx: ViewerContext,
  { assignment }: LoadedAssignment,
): Promise<HistoryEvent[]> {
  const rows = await ctx.db
    .select({ entry: delegations, personName: people.name, toName: recipient.name })
    .from(delegations)
    .innerJoin(people, eq(people.id, delegations.byId))
    .innerJoin(recipient, eq(recipient.id, delegations.toPersonId))
    .where(eq(delegations.assignmentId, assignment.id))
  return rows.map(({ entry, personName, toName }) => ({
    kind: 'delegated',
    key: entry.id,
    at: entry.at,
    personName,
    toName,
    note: entry.note,
  }))
}

async function urgeEvents(
  ctx: ViewerContext,
  { assignment }: LoadedAssignment,
): Promise<HistoryEvent[]> {
  const rows = await ctx.db
    .select({ entry: urges, personName: people.name })
    .from(urges)
    .innerJoin(people, eq(people.id, urges.byId))
    .where(eq(urges.assignmentId, assignment.id))
  return rows.map(({ entry, personName }) => ({
    kind: 'urged',
    key: entry.id,
    at: entry.at,
    personName,
    words: entry.words,
  }))
}

async function evaluationEvents(
  ctx: ViewerContext,
  { assignment }: LoadedAssignment,
): Promise<HistoryEvent[]> {
  const rows = await ctx.db
    .select({ entry: evaluations, personName: people.name })
    .from(evaluations)
    .innerJoin(people, eq(people.id, evaluations.byId))
    .where(eq(evaluations.assignmentId, assignment.id))
    .orderBy(asc(evaluations.version))
  return rows.map(({ entry, personName }) => ({
    kind: 'evaluated',
    key: entry.id,
    at: entry.at,
    personName,
    grade: entry.grade,
    pointsHundredths: entry.pointsHundredths,
    remark: entry.remark,
    version: entry.version,
  }))
}
