import { z } from 'zod'
import { declineKinds, requestDecisions } from '@/db/enums'
import { recipientChoice } from '../schema'

const id = z.uuid('页面已过期，请刷新后再试')
const day = z.iso.date('请按“年-月-日”填写日期')
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '请按“时:分”填写时间，例如 18:00')
const reason = z
  .string('请写明原因')
  .trim()
  .min(4, '请写明原因，至少 4 个字')
  .max(500, '原因不超过 500 字')
const mark = z.string().regex(/^[0-9a-f]{64}$/, '页面已过期，请刷新后再试')
const remark = z.string().trim().max(500, '答复不超过 500 字').optional()

export const requestExtensionInput = z.object({
  stepId: id,
  dueOn: day,
  dueTime: time.default('18:00'),
  reason,
})
export type RequestExtensionInput = z.output<typeof requestExtensionInput>

export const decideExtensionInput = z
  .object({
    requestId: id,
    decision: z.enum(requestDecisions, '请选择同意或不同意'),
    /** What is granted; as asked when left out. */
    dueOn: day.optional().or(z.literal('').transform(() => undefined)),
    dueTime: time.default('18:00'),
    remark,
  })
  .refine((input) => input.decision === 'granted' || Boolean(input.remark), {
    path: ['remark'],
    message: '不同意时请写明理由',
  })
export type DecideExtensionInput = z.output<typeof decideExtensionInput>

export const requestDeclineInput = z
  .object({
    assignmentId: id,
    kind: z.enum(declineKinds, '请选择退办或改派'),
    /** 改派: who should do it instead. */
    toOrganisationId: id.optional().or(z.literal('').transform(() => undefined)),
    reason,
  })
  .refine((input) => input.kind === 'decline' || input.toOrganisationId, {
    path: ['toOrganisationId'],
    message: '请选择建议改派给哪个党组织',
  })
export type RequestDeclineInput = z.output<typeof requestDeclineInput>

export const decideDeclineInput = z
  .object({
    requestId: id,
    decision: z.enum(requestDecisions, '请选择同意或不同意'),
    /** 改派 to another one than was proposed. */
    toOrganisationId: id.optional().or(z.literal('').transform(() => undefined)),
    remark,
  })
  .refine((input) => input.decision === 'granted' || Boolean(input.remark), {
    path: ['remark'],
    message: '不同意时请写明理由',
  })
export type DecideDeclineInput = z.output<typeof decideDeclineInput>

export const withdrawRequestInput = z.object({ requestId: id })

export const withdrawDeclineInput = z.object({ assignmentId: id })

export const withdrawAssignmentInput = z.object({ assignmentId: id, reason })

/** 补充下达: further recipients, and a due of their own if the task's has passed. */
export const supplementInput = recipientChoice.omit({ personIds: true }).extend({
  taskId: id,
  /** Made with the form; a retried request finds its first result. */
  requestKey: id,
  persons: z.string().trim().max(5000).optional(),
  dueOn: day.optional().or(z.literal('').transform(() => undefined)),
  dueTime: time.default('18:00'),
  /** The mark of what was shown before: only that goes out. */
  seen: mark.optional(),
})
export type SupplementInput = z.output<typeof supplementInput>

/** Sends out what the officer chose and looked at. */
export const confirmSupplementInput = z.object({ taskId: id, requestKey: id, seen: mark })
export type ConfirmSupplementInput = z.output<typeof confirmSupplementInput>
