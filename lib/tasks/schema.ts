import { z } from 'zod'
import { grades, organisationClasses } from '@/db/enums'
import { reportValuesInput, reportValuesText } from '@/lib/forms/schema'
import { checkShape, taskShape } from './node-schema'

const id = z.uuid('页面已过期，请刷新后再试')
const ids = z.array(id).default([])
const day = z.iso.date('请按“年-月-日”填写日期')
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '请按“时:分”填写时间，例如 18:00')
const flag = z
  .string()
  .optional()
  .transform((value) => value === 'on' || value === 'true')

/** How recipients are chosen; the union of all parts, resolved on the day of dispatch. */
export const recipientChoice = z.object({
  /** These organisations themselves. */
  organisationIds: ids,
  /** Every branch under these organisations. */
  underIds: ids,
  classes: z.array(z.enum(organisationClasses)).default([]),
  /** Saved groups. */
  groupIds: ids,
  personIds: ids,
  /** 协办: chosen too, whatever the rest says; the others are then 牵头. */
  assistIds: ids,
  /** The chosen organisations themselves, or each of their members or officers. */
  audience: z.enum(['organisation', 'members', 'officers']).default('organisation'),
})
export type RecipientChoice = z.output<typeof recipientChoice>

/** 备选审核人 by employee number, or by a name that only one person has. */
const alternateReviewer = z.string().trim().max(50, '备选审核人只填一位').optional()

export const saveTaskInput = recipientChoice
  .extend({
    /** Made with the empty form, so that sending it twice makes one draft. */
    taskId: id,
    title: z
      .string('请填写任务名称')
      .trim()
      .min(2, '任务名称至少 2 个字')
      .max(80, '任务名称不超过 80 个字'),
    requirement: z
      .string('请写明要做什么、交什么')
      .trim()
      .min(5, '请写明要做什么、交什么，至少 5 个字')
      .max(5000, '任务要求不超过 5000 字，更长的内容请作为附件'),
    basis: z.string().trim().max(200, '依据不超过 200 字').optional(),
    startsOn: day,
    /** Of a plain task; with nodes, the last of them is the task's due. */
    dueOn: day.optional(),
    dueTime: time.default('18:00'),
    isEvidenceRequired: flag,
    /** Whether its evaluation carries points: only when said so. */
    isScored: flag,
    alternateReviewer,
    /** The version the form was made from; 0 for a new task. A newer one is not overwritten. */
    version: z.coerce.number('页面已过期，请刷新后再试').int().min(0).optional(),
    reworkAllowanceDays: z.coerce
      .number()
      .int()
      .min(1, '退回后至少留 1 个工作日')
      .max(30)
      .default(1),
    estimatedMinutes: z.coerce
      .number('请填写分钟数')
      .int('请填写整数分钟')
      .min(1)
      .max(10_000, '预计用时过长，请分成几项任务')
      .optional(),
    /** 填报表 of a plain task; with nodes each names its own. */
    formVersionId: id.optional(),
    /** 立项 and 年度节点 that it stands on, if any. */
    requirementId: id.optional(),
    milestoneId: id.optional(),
    fileIds: ids,
    /** Single persons by employee number, or by a name that only one person has. */
    persons: z.string().trim().max(5000).optional(),
    ...taskShape,
  })
  .omit({ personIds: true })
  .superRefine(checkShape)
export type SaveTaskInput = z.output<typeof saveTaskInput>

export const taskInput = z.object({ taskId: id })
/** With the effect that was shown beside the button: what goes out is what was looked at. */
export const dispatchInput = taskInput.extend({
  version: z.coerce.number('页面已过期，请刷新后再试').int().min(1).optional(),
  /** Copies it would make. */
  copies: z.coerce.number('页面已过期，请刷新后再试').int().min(0).optional(),
  /** The mark of its recipients. */
  seen: z
    .string()
    .regex(/^[0-9a-f]{64}$/, '页面已过期，请刷新后再试')
    .optional(),
})
export type DispatchInput = z.output<typeof dispatchInput>
export const cancelTaskInput = z.object({
  taskId: id,
  reason: z.string('请写明撤销原因').trim().min(2, '请写明撤销原因').max(500),
})
export const changeReviewerInput = z.object({
  taskId: id,
  /** Whom the form showed as the present one, or `none`: a newer change is not overwritten. */
  present: z.union([id, z.literal('none')]).optional(),
  /** Empty where nobody is needed any more. */
  alternateReviewer,
  reason: z.string('请写明变更原因').trim().min(2, '请写明变更原因').max(200),
})
export type ChangeReviewerInput = z.output<typeof changeReviewerInput>
export const assignmentInput = z.object({ assignmentId: id })

export const delegateInput = z.object({
  assignmentId: id,
  toPersonId: z.uuid('请选择承办人'),
  note: z.string().trim().max(200, '说明不超过 200 字').optional(),
})

export const withdrawDelegationInput = z.object({
  assignmentId: id,
  reason: z.string('请写明收回原因').trim().min(2, '请写明收回原因').max(200),
})

/** A hand-in before its words are asked for; 代录 adds to it. */
export const submitFields = z.object({
  stepId: id,
  /** Made with the form; a retried request finds its first result. */
  requestKey: id,
  /** May stay empty where a form is filled in. */
  text: z.string().trim().max(20_000, '完成情况不超过 20000 字，更长的内容请作为附件').default(''),
  fileIds: ids,
  /** Of a 党总支 that hands in while branches of its are open: why it does not wait for them. */
  openReason: z.string().trim().max(300, '原因不超过 300 字').optional(),
  /** Of a node with a form: field key → value, or the same as the JSON text of one field. */
  values: z.union([reportValuesInput, reportValuesText]).optional(),
})
/** A hand-in without a form needs words. */
export const hasWords = (input: { text: string; values?: unknown }) =>
  input.values !== undefined || input.text.length >= 2
export const wordsMissing = { path: ['text'], message: '请填写完成情况' }

export const submitInput = submitFields.refine(hasWords, wordsMissing)
export type SubmitInput = z.output<typeof submitInput>

export const approveInput = z.object({
  submissionId: id,
  remark: z.string().trim().max(500, '意见不超过 500 字').optional(),
})

export const returnInput = z.object({
  submissionId: id,
  reason: z.string('请写明需要改什么').trim().min(4, '请写明需要改什么，至少 4 个字').max(1000),
})

/** `-3`, `2.5`, `4.00` → integer hundredths, by digits, without floats; full-width too. */
export const points = z
  .string('请填写分值')
  .normalize('NFKC')
  .trim()
  .regex(/^[-−]?\d{1,3}(\.\d{1,2})?$/, '分值请填数字，最多两位小数，例如 2.50')
  .transform((text) => {
    const [whole = '0', fraction = ''] = text.replace(/^[-−]/, '').split('.')
    const hundredths = Number(whole) * 100 + Number(fraction.padEnd(2, '0'))
    return /^[-−]/.test(text) && hundredths !== 0 ? -hundredths : hundredths
  })

export const evaluateInput = z.object({
  assignmentId: id,
  grade: z.enum(grades, '请选择等次'),
  /** Absent for a task that does not score. */
  points: points.optional(),
  remark: z.string('请写一句评语').trim().min(2, '请写一句评语').max(500),
})

/** 节点评价, without points. */
export const evaluateStepInput = evaluateInput.pick({ grade: true, remark: true }).extend({
  stepId: id,
})

export const urgeInput = z.object({
  taskId: id,
  /** One recipient, or everybody who has not answered. */
  assignmentId: id.optional(),
  words: z.string().trim().max(100, '催办内容不超过 100 字').optional(),
})

/** 催办 of chosen copies of several tasks. */
export const urgeManyInput = z.object({
  assignmentIds: z.array(id).min(1, '请先选择要催办的对象').max(1000, '一次最多催办 1000 份'),
  words: z.string().trim().max(100, '催办内容不超过 100 字').optional(),
})

export const saveDraftInput = z.object({
  key: z.string().regex(/^submission:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  /** The version the writer started from; 0 for none. */
  version: z.number().int().min(0),
  body: z.object({
    text: z.string().max(20_000),
    fileIds: z.array(z.uuid()).max(50),
    /** What is filled in of the step's form, however unfinished. */
    values: reportValuesInput.optional(),
  }),
})
export type SaveDraftInput = z.output<typeof saveDraftInput>
