import { and, asc, desc, eq, isNull, type SQL } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { steps, submissions, taskNodes } from '@/db/schema'
import type { LoadedStep } from './load'

/** Steps with their nodes and the last hand-in that stands of each, in the order of the nodes. */
export async function loadSteps(db: Db, which: SQL): Promise<LoadedStep[]> {
  const rows = await db
    .select({ step: steps, node: taskNodes, submission: submissions })
    .from(steps)
    .innerJoin(taskNodes, eq(taskNodes.id, steps.nodeId))
    .leftJoin(submissions, and(eq(submissions.stepId, steps.id), isNull(submissions.rejectedAt)))
    .where(which)
    .orderBy(asc(taskNodes.position), asc(steps.id), desc(submissions.version))
  // Of the versions of a step the last comes first.
  return rows.filter((row, index) => rows[index - 1]?.step.id !== row.step.id)
}
