import { z } from 'zod'

const id = z.uuid('页面已过期，请刷新后再试')

/** 变更销号人. */
export const changeCloserInput = z.object({
  taskId: id,
  /** Whom the form showed as the present one, or `none`: a newer change is not overwritten. */
  present: z.union([id, z.literal('none')]).optional(),
  /** By employee number or name; empty where any officer of the office may close it. */
  closer: z.string().trim().max(50, '销号人只填一位').optional(),
  reason: z.string('请写明变更原因').trim().min(2, '请写明变更原因').max(200),
})
export type ChangeCloserInput = z.output<typeof changeCloserInput>
