import { z } from 'zod'
import { type FactKind, grades, judgementStates } from '@/db/enums'
import { judgedItem } from './judgement-schema'

/** What a 评价 says, as the ledger reads it. Points are integer hundredths. */
export const taskEvaluationValue = z.object({
  assignmentId: z.uuid(),
  taskId: z.uuid(),
  taskTitle: z.string(),
  grade: z.enum(grades),
  pointsHundredths: z.int(),
  submissionId: z.uuid().nullable(),
  evaluationVersion: z.int().positive(),
  /** Indicator in which the task stands; null where it stands in none. */
  indicatorKey: z.string().nullable().default(null),
})
export type TaskEvaluationValue = z.output<typeof taskEvaluationValue>

/** Whether a branch finished a task in time, by the fair clock (seams.md 5). */
export const taskCompletionValue = z.object({
  taskId: z.uuid(),
  assignmentId: z.uuid(),
  taskTitle: z.string(),
  indicatorKey: z.string().nullable(),
  milestoneId: z.uuid().nullable(),
  /** `void`: nothing was owed after all, what the versions before said no longer counts. */
  outcome: z.enum(['on_time', 'late', 'not_done', 'void']),
  /** The due that counted at that moment, ISO 8601. */
  effectiveDueAt: z.iso.datetime(),
  /** Whole days it was late, zero if on time. */
  lateDays: z.int().min(0),
  /** Whole days it waited for its reviewers, which never count against the branch. */
  waitedDays: z.int().min(0),
  isUrged: z.boolean(),
})
export type TaskCompletionValue = z.output<typeof taskCompletionValue>

/** 初评 of an indicator by its department. */
export const judgementValue = z.object({
  quarterId: z.uuid(),
  indicatorKey: z.string(),
  state: z.enum(judgementStates),
  items: z.array(judgedItem).max(200),
})
export type JudgementValue = z.output<typeof judgementValue>

/** A value of another system, integer hundredths of its own unit. */
export const importedValue = z.object({
  quarterId: z.uuid(),
  ruleKey: z.string(),
  hundredths: z.int(),
})
export type ImportedValue = z.output<typeof importedValue>

/** What an appeal decided: the entry on this basis has this amount; null, there is none. */
export const rulingValue = z.object({
  quarterId: z.uuid(),
  appealId: z.uuid(),
  ruleKey: z.string(),
  basisKey: z.string(),
  amountHundredths: z.int().nullable(),
})
export type RulingValue = z.output<typeof rulingValue>

/** The shape of `facts.value`, by kind. */
export const factValues = {
  task_evaluation: taskEvaluationValue,
  task_completion: taskCompletionValue,
  judgement: judgementValue,
  imported_value: importedValue,
  ruling: rulingValue,
} satisfies Record<FactKind, z.ZodType>

export interface FactValueOf {
  task_evaluation: TaskEvaluationValue
  task_completion: TaskCompletionValue
  judgement: JudgementValue
  imported_value: ImportedValue
  ruling: RulingValue
}

export const factKindLabels: Record<FactKind, string> = {
  task_evaluation: '任务评价',
  task_completion: '任务办结情况',
  judgement: '归口部门初评',
  imported_value: '导入数据',
  ruling: '申诉决定',
}
