import { z } from 'zod'

const id = z.uuid('页面已过期，请刷新后再试')

/** 分解 of a 党总支's copy to branches under it. */
export const distributeInput = z.object({
  assignmentId: id,
  organisationIds: z.array(id).min(1, '请至少选择一个党支部'),
  /** Working days by which the branches are due before the 党总支 itself. */
  dueLeadDays: z.coerce.number().int().min(0).max(60, '提前不超过 60 个工作日').optional(),
  words: z.string().trim().max(200, '说明不超过 200 字').optional(),
  requestKey: id,
})
export type DistributeInput = z.output<typeof distributeInput>

/** 催办 by the 党总支 of every branch it has passed its copy on to. */
export const urgeBranchesInput = z.object({
  assignmentId: id,
  words: z.string().trim().max(100, '催办内容不超过 100 字').optional(),
})
export type UrgeBranchesInput = z.output<typeof urgeBranchesInput>
