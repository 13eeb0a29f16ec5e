import { z } from 'zod'
import { type FactKind, grades } from '@/db/enums'

/** What a 评价 says, as the ledger reads it. Points are integer hundredths. */
export const taskEvaluationValue = z.object({
  assignmentId: z.uuid(),
  taskId: z.uuid(),
  taskTitle: z.string(),
  grade: z.enum(grades),
  pointsHundredths: z.int(),
  submissionId: z.uuid().nullable(),
  evaluationVersion: z.int().positive(),
})
export type TaskEvaluationValue = z.output<typeof taskEvaluationValue>

/** The shape of `facts.value`, by kind. */
export const factValues = { task_evaluation: taskEvaluationValue } satisfies Record<
  FactKind,
  z.ZodType
>

export interface FactValueOf {
  task_evaluation: TaskEvaluationValue
}

export const factKindLabels: Record<FactKind, string> = { task_evaluation: '任务评价' }
