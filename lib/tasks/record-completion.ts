import { and, asc, desc, eq, inArray, isNotNull, isNull, ne, or } from 'drizzle-orm'
import {
  assignmentChanges,
  assignments,
  clockSegments,
  facts,
  steps,
  tasks,
  urges,
} from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import { recordFact } from '@/lib/facts/record-fact'
import { type TaskCompletionValue, taskCompletionValue } from '@/lib/facts/schema'
import { dayOf, quarterOf } from '@/lib/period'
import { type Completion, type CompletionParts, completionOf } from './completion'
import { firstDueOf } from './first-due'
import type { LoadedStep } from './load'
import { loadSteps } from './load-steps'

/**
 * Which copies may become points: of branches, of tasks that score and stand in an indicator or in
 * the annual plan. What a single person did or did not do never counts.
 */
export const isCompletionScored = and(
  eq(tasks.isScored, true),
  or(isNotNull(tasks.indicatorKey), isNotNull(tasks.milestoneId)),
  isNull(assignments.personId),
  ne(assignments.part, 'assist'),
)

type Row = Pick<CompletionParts, 'assignment' | 'task'>
type Last = TaskCompletionValue & { organisationId: string }

/**
 * Records as facts how these assignments stand by now: on time, late, not done, or nothing owed
 * after all. What was said before and still holds is not said again. To be called in the transaction
 * of the verb that finished, ended or extended them, after it.
 * @returns ids of the assignments that have a new fact
 */
export async function recordCompletion(
  ctx: Context,
  tx: Work,
  assignmentIds: readonly string[],
): Promise<string[]> {
  if (assignmentIds.length === 0) {
    return []
  }
  const rows = await tx.db
    .select({ assignment: assignments, task: tasks })
    .from(assignments)
    .innerJoin(tasks, eq(tasks.id, assignments.taskId))
    .where(and(inArray(assignments.id, [...assignmentIds]), isCompletionScored))
    .orderBy(asc(assignments.id))
  if (rows.length === 0) {
    return []
  }
  const said = await lastFacts(
    tx,
    rows.map((row) => row.assignment.id),
  )
  const recorded: string[] = []
  for (const row of rows) {
    const last = said.get(row.assignment.id) ?? null
    if (isOver(row) && (last === null || last.outcome === 'void')) {
      continue
    }
    const loaded = await loadSteps(tx.db, eq(steps.assignmentId, row.assignment.id))
    const completion = completionOf(await partsOf(tx, row, loaded), tx.now)
    if (completion && isNews(last, completion)) {
      const firstDue = await firstDueOf(tx, { steps: loaded })
      await record(ctx, tx, { ...row, firstDue }, completion)
      recorded.push(row.assignment.id)
    }
  }
  return recorded
}

function isOver({ assignment }: Row): boolean {
  return assignment.state === 'cancelled' || assignment.state === 'not_applicable'
}

function isNews(last: Last | null, next: Completion): boolean {
  return last === null
    ? next.outcome !== 'void'
    : last.outcome !== next.outcome ||
        last.isUrged !== next.isUrged ||
        last.organisationId !== next.organisationId
}

async function lastFacts(tx: Work, assignmentIds: readonly string[]): Promise<Map<string, Last>> {
  const rows = await tx.db
    .selectDistinctOn([facts.sourceId], {
      assignmentId: facts.sourceId,
      organisationId: facts.organisationId,
      value: facts.value,
    })
    .from(facts)
    .where(
      and(
        eq(facts.kind, 'task_completion'),
        eq(facts.sourceType, 'assignment'),
        inArray(facts.sourceId, [...assignmentIds]),
      ),
    )
    .orderBy(asc(facts.sourceId), desc(facts.version))
  return new Map(
    rows.map(({ assignmentId, organisationId, value }) => [
      assignmentId,
      { ...taskCompletionValue.parse(value), organisationId },
    ]),
  )
}

async function partsOf(
  tx: Work,
  { assignment, task }: Row,
  loaded: readonly LoadedStep[],
): Promise<CompletionParts> {
  const segments = await tx.db
    .select()
    .from(clockSegments)
    .where(
      inArray(
        clockSegments.stepId,
        loaded.map(({ step }) => step.id),
      ),
    )
  const urged = await tx.db
    .select({ at: urges.at })
    .from(urges)
    .where(eq(urges.assignmentId, assignment.id))
  const transfers = await tx.db
    .select({ at: assignmentChanges.at, fromOrganisationId: assignmentChanges.fromOrganisationId })
    .from(assignmentChanges)
    .where(
      and(
        eq(assignmentChanges.assignmentId, assignment.id),
        eq(assignmentChanges.kind, 'transferred'),
      ),
    )
    .orderBy(asc(assignmentChanges.at), asc(assignmentChanges.id))
  return {
    assignment,
    task,
    submissions: loaded.flatMap(({ submission }) => submission ?? []),
    segments,
    urgedAt: urged.map((one) => one.at),
    transfers,
  }
}

/** It counts in the quarter of the copy's first due, whenever it was finished in the end. */
async function record(
  ctx: Context,
  tx: Work,
  { assignment, task, firstDue }: Row & { firstDue: Date },
  completion: Completion,
): Promise<void> {
  const { organisationId, occurredOn, effectiveDueAt, ...said } = completion
  await recordFact(tx, ctx, {
    kind: 'task_completion',
    organisationId,
    occurredOn,
    period: quarterOf(dayOf(firstDue)),
    sourceType: 'assignment',
    sourceId: assignment.id,
    value: {
      taskId: task.id,
      assignmentId: assignment.id,
      taskTitle: task.title,
      indicatorKey: task.indicatorKey,
      milestoneId: task.milestoneId,
      effectiveDueAt: effectiveDueAt.toISOString(),
      ...said,
    },
  })
}
