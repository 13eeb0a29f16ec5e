import { z } from 'zod'
import { entryChannels } from '@/db/enums'
import { hasWords, submitFields, wordsMissing } from './schema'

const id = z.uuid('页面已过期，请刷新后再试')

const proxyFields = {
  channel: z.enum(entryChannels, '请选择告知方式').exclude(['online'], '请选择告知方式'),
  byId: z.uuid('请选择是谁办理的'),
  on: z.iso.date('请按“年-月-日”填写日期'),
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '请按“时:分”填写时间，例如 18:00'),
  reason: z.string('请写明代录原因').trim().min(2, '请写明代录原因').max(200),
}

export const recordAcceptanceInput = z.object({ assignmentId: id, ...proxyFields })
export const recordSubmissionInput = submitFields.extend(proxyFields).refine(hasWords, wordsMissing)
export const confirmEntryInput = z.object({
  assignmentId: id,
  /** Of a report where several may wait. */
  stepId: id.optional(),
  kind: z.enum(['acceptance', 'submission']),
})
export const rejectEntryInput = confirmEntryInput.extend({
  reason: z
    .string('请写明哪里不符')
    .trim()
    .min(4, '请写明哪里不符，至少 4 个字')
    .max(500, '原因不超过 500 字'),
})
