import { z } from 'zod'
import { complaintKinds, complaintStates } from '@/db/enums'

const complaintId = z.uuid('页面已过期，请刷新后再试')

export const fileComplaintInput = z.object({
  /** Made with the empty form, so that sending it twice files one. */
  complaintId,
  kind: z.enum(complaintKinds, '请选择类别'),
  text: z
    .string('请写下您要反映的情况')
    .trim()
    .min(5, '请写得再具体一些，至少 5 个字')
    .max(2000, '不超过 2000 字，更多情况可以另提一件'),
})
export type FileComplaintInput = z.output<typeof fileComplaintInput>

export const complaintInput = z.object({ complaintId })
export type ComplaintInput = z.output<typeof complaintInput>

export const answerComplaintInput = complaintInput.extend({
  words: z
    .string('请填写答复')
    .trim()
    .min(5, '请说明处理结果或安排，至少 5 个字')
    .max(2000, '答复不超过 2000 字'),
})
export type AnswerComplaintInput = z.output<typeof answerComplaintInput>

/** Address of the list; whatever is malformed falls away. */
export const complaintQuery = z.object({
  state: z.enum(complaintStates).optional().catch(undefined),
  after: z
    .string()
    .regex(/^YJ\d{8}-\d{4,}$/)
    .optional()
    .catch(undefined),
})
