import { desc, eq } from 'drizzle-orm'
import type { Grade } from '@/db/enums'
import { newId } from '@/db/ids'
import { evaluations } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { recordFact } from '@/lib/facts/record-fact'
import { dayOf, quarterOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { holdAssignment, type LoadedAssignment } from './load'
import { moveAssignment } from './move'
import { tellAssignee } from './tell'
import { countedAt } from './timeliness'

export interface EvaluateInput {
  assignmentId: string
  grade: Grade
  /** Integer hundredths of a point. */
  points: number
  remark: string
}

/**
 * 评价 of finished work: a fact, from which the ledger gets its entry. A second evaluation corrects
 * the first; both stay on record, the same again changes nothing. It counts in the quarter in which the task was due.
 * @throws DomainError conflict unless the work has been approved
 */
export async function evaluateAssignment(
  ctx: ViewerContext,
  input: EvaluateInput,
): Promise<{ assignmentId: string; taskId: string }> {
  return ctx.transact(async (tx) => {
    const loaded = await holdAssignment(ctx, tx, input.assignmentId)
    authorize(ctx.viewer, 'assignment.evaluate', loaded.subject)
    const last = await lastEvaluation(tx, input.assignmentId)
    if (last && isRepeated(ctx, last, input)) {
      tx.unchanged()
      return { assignmentId: loaded.assignment.id, taskId: loaded.task.id }
    }
    await moveAssignment(tx, loaded, { from: ['approved', 'evaluated'], to: 'evaluated' })
    const version = (last?.version ?? 0) + 1
    await insertEvaluation(ctx, tx, input, version)
    await recordEvaluationFact(ctx, tx, loaded, input, version)
    await tellAssignee(tx, loaded.task, loaded.assignment, {
      kind: 'task_evaluated',
      body: input.remark,
      smsTemplate: null,
    })
    tx.record({
      action: 'assignment.evaluate',
      subjectType: 'assignment',
      subjectId: loaded.assignment.id,
      detail: { version, grade: input.grade, pointsHundredths: input.points },
    })
    return { assignmentId: loaded.assignment.id, taskId: loaded.task.id }
  })
}

type Evaluation = typeof evaluations.$inferSelect

async function lastEvaluation(tx: Work, assignmentId: string): Promise<Evaluation | null> {
  const [last] = await tx.db
    .select()
    .from(evaluations)
    .where(eq(evaluations.assignmentId, assignmentId))
    .orderBy(desc(evaluations.version))
    .limit(1)
  return last ?? null
}

/** A second press says what the last evaluation says already: no correction. */
function isRepeated(ctx: ViewerContext, last: Evaluation, input: EvaluateInput): boolean {
  return (
    last.byId === ctx.viewer.personId &&
    last.grade === input.grade &&
    last.pointsHundredths === input.points &&
    last.remark === input.remark
  )
}

async function insertEvaluation(
  ctx: ViewerContext,
  tx: Work,
  input: EvaluateInput,
  version: number,
) {
  await tx.db.insert(evaluations).values({
    id: newId(),
    assignmentId: input.assignmentId,
    version,
    grade: input.grade,
    pointsHundredths: input.points,
    remark: input.remark,
    byId: ctx.viewer.personId,
    at: ctx.now,
  })
}

async function recordEvaluationFact(
  ctx: ViewerContext,
  tx: Work,
  { assignment, task, submission }: LoadedAssignment,
  input: EvaluateInput,
  version: number,
) {
  await recordFact(tx, ctx, {
    kind: 'task_evaluation',
    organisationId: assignment.organisationId,
    occurredOn: dayOf(submission ? countedAt(submission) : ctx.now),
    period: quarterOf(dayOf(assignment.dueAt)),
    sourceType: 'assignment',
    sourceId: assignment.id,
    value: {
      assignmentId: assignment.id,
      taskId: task.id,
      taskTitle: task.title,
      grade: input.grade,
      pointsHundredths: input.points,
      submissionId: submission?.id ?? null,
      evaluationVersion: version,
    },
  })
}
