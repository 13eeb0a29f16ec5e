import { desc, eq } from 'drizzle-orm'
import type { Grade } from '@/db/enums'
import { newId } from '@/db/ids'
import { evaluations } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { invalid } from '@/lib/errors'
import { recordFact } from '@/lib/facts/record-fact'
import { dayOf, quarterOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { firstDueOf } from './first-due'
import { holdAssignment, type LoadedAssignment } from './load'
import { assertState } from './move-step'
import { refreshAssignment } from './refresh-assignment'
import { belongingOn, wholeSubject } from './subject'
import { tellAssignee } from './tell'
import { countedAt } from './timeliness'

export interface EvaluateInput {
  assignmentId: string
  grade: Grade
  /** Integer hundredths of a point; not kept for a task that does not score (不计分). */
  points?: number | undefined
  remark: string
}

/**
 * 评价 of finished work; of a task that scores it is a fact, from which the ledger gets its entry. A
 * second evaluation corrects the first; both stay on record, the same again changes nothing. It
 * counts in the quarter in which the task was due.
 * @throws DomainError conflict unless the work has been approved; invalid without the points of a
 *   task that scores
 */
export async function evaluateAssignment(
  ctx: ViewerContext,
  input: EvaluateInput,
): Promise<{ assignmentId: string; taskId: string; isScored: boolean }> {
  return ctx.transact(async (tx) => {
    const loaded = await holdAssignment(ctx, tx, input.assignmentId)
    // Of several nodes each was handed in on a day of its own.
    const days = loaded.steps.flatMap(({ submission }) =>
      submission ? [dayOf(submission.at)] : [],
    )
    const subject = await belongingOn(ctx, tx.db, wholeSubject(loaded), days)
    authorize(ctx.viewer, 'assignment.evaluate', subject)
    const { task } = loaded
    const isScored = carriesPoints(loaded)
    const done = { assignmentId: loaded.assignment.id, taskId: task.id, isScored }
    const judgement = judgementOf(isScored, input)
    const last = await lastEvaluation(tx, input.assignmentId)
    if (last && isRepeated(ctx, last, judgement)) {
      tx.unchanged()
      return done
    }
    assertState(loaded, ['approved', 'evaluated'])
    const version = (last?.version ?? 0) + 1
    await insertEvaluation(ctx, tx, judgement, version)
    await refreshAssignment(tx, loaded.assignment.id)
    await recordEvaluationFact(ctx, tx, loaded, judgement, version)
    await tellAssignee(tx, task, loaded.assignment, {
      kind: 'task_evaluated',
      body: input.remark,
      smsTemplate: null,
    })
    tx.record({
      action: 'assignment.evaluate',
      subjectType: 'assignment',
      subjectId: loaded.assignment.id,
      detail: { version, grade: input.grade, pointsHundredths: judgement.pointsHundredths },
    })
    return done
  })
}

interface Judgement {
  assignmentId: string
  grade: Grade
  /** Null where the task does not score. */
  pointsHundredths: number | null
  remark: string
}

/** Of a task that scores every copy carries points but those of 协办. */
export function carriesPoints({
  task,
  assignment,
}: Pick<LoadedAssignment, 'task' | 'assignment'>): boolean {
  return task.isScored && assignment.part !== 'assist'
}

function judgementOf(isScored: boolean, { points, ...words }: EvaluateInput): Judgement {
  if (isScored && points === undefined) {
    throw invalid('这项任务计入党建指数，请填写分值。填写的内容还在。', { points: '请填写分值' })
  }
  return { ...words, pointsHundredths: isScored ? (points ?? null) : null }
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
function isRepeated(ctx: ViewerContext, last: Evaluation, input: Judgement): boolean {
  return (
    last.byId === ctx.viewer.personId &&
    last.grade === input.grade &&
    last.pointsHundredths === input.pointsHundredths &&
    last.remark === input.remark
  )
}

async function insertEvaluation(ctx: ViewerContext, tx: Work, input: Judgement, version: number) {
  await tx.db.insert(evaluations).values({
    id: newId(),
    assignmentId: input.assignmentId,
    version,
    grade: input.grade,
    pointsHundredths: input.pointsHundredths,
    remark: input.remark,
    byId: ctx.viewer.personId,
    at: ctx.now,
  })
}

async function recordEvaluationFact(
  ctx: ViewerContext,
  tx: Work,
  loaded: LoadedAssignment,
  input: Judgement,
  version: number,
) {
  const { assignment, task, submission } = loaded
  const { pointsHundredths } = input
  if (pointsHundredths === null) {
    return
  }
  await recordFact(tx, ctx, {
    kind: 'task_evaluation',
    organisationId: assignment.organisationId,
    occurredOn: dayOf(submission ? countedAt(submission) : ctx.now),
    period: quarterOf(dayOf(await firstDueOf(tx, loaded))),
    sourceType: 'assignment',
    sourceId: assignment.id,
    value: {
      assignmentId: assignment.id,
      taskId: task.id,
      taskTitle: task.title,
      grade: input.grade,
      pointsHundredths,
      submissionId: submission?.id ?? null,
      evaluationVersion: version,
      indicatorKey: task.indicatorKey,
    },
  })
}
