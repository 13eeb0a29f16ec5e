import { desc, eq } from 'drizzle-orm'
import type { Grade } from '@/db/enums'
import { newId } from '@/db/ids'
import { stepEvaluations } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { holdByStep } from './load'
import { nodeWords, tellAssignee } from './tell'

export interface EvaluateStepInput {
  stepId: string
  grade: Grade
  remark: string
}

/**
 * 节点评价: a grade for one finished node, without points. A second one corrects the first; both stay
 * on record, the same again changes nothing.
 * @throws DomainError conflict unless the step is done
 */
export async function evaluateStep(
  ctx: ViewerContext,
  input: EvaluateStepInput,
): Promise<{ assignmentId: string; taskId: string }> {
  return ctx.transact(async (tx) => {
    const loaded = await holdByStep(ctx, tx, input.stepId)
    authorize(ctx.viewer, 'assignment.evaluateStep', loaded.subject)
    const { assignment, task, step, node } = loaded
    const done = { assignmentId: assignment.id, taskId: task.id }
    if (step.state !== 'approved') {
      throw conflict('这个节点还没有办完，办完后再评价。填写的内容还在。')
    }
    const [last] = await tx.db
      .select()
      .from(stepEvaluations)
      .where(eq(stepEvaluations.stepId, step.id))
      .orderBy(desc(stepEvaluations.version))
      .limit(1)
    const { grade, remark } = input
    if (last?.byId === ctx.viewer.personId && last.grade === grade && last.remark === remark) {
      tx.unchanged()
      return done
    }
    const version = (last?.version ?? 0) + 1
    const by = { byId: ctx.viewer.personId, at: ctx.now }
    await tx.db
      .insert(stepEvaluations)
      .values({ id: newId(), stepId: step.id, version, grade, remark, ...by })
    await tellAssignee(tx, task, assignment, {
      kind: 'task_evaluated',
      body: `${nodeWords(loaded)}${remark}`,
      smsTemplate: null,
    })
    tx.record({
      action: 'assignment.evaluateStep',
      subjectType: 'assignment',
      subjectId: assignment.id,
      detail: { stepId: step.id, node: node.position, version, grade },
    })
    return done
  })
}
