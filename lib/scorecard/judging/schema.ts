import { z } from 'zod'
import { organisationClasses, treatmentKinds } from '@/db/enums'
import { judgedItem } from '@/lib/facts/judgement-schema'

const id = z.uuid('页面已过期，请刷新后再试')
const key = z.string().min(1).max(40)
const note = z.string().trim().max(500, '说明不超过 500 字').nullable()

const judged = {
  quarterId: id,
  organisationId: id,
  indicatorKey: key,
  /** Version on the page; 0 where there was none. Somebody else's newer one is never overwritten. */
  seenVersion: z.coerce.number().int().min(0),
  fileIds: z.array(id).max(20, '附件不超过 20 个').default([]),
}

/** 初评 of one indicator of one branch: what happened, by rule, or 不适用 with its basis. */
export const judgeInput = z.discriminatedUnion('state', [
  z.object({ ...judged, state: z.literal('scored'), items: z.array(judgedItem).max(200), note }),
  z.object({ ...judged, state: z.literal('not_applicable'), note }),
])
export type JudgeInput = z.output<typeof judgeInput>

/** “没有情形” for many branches at once. */
export const judgeManyInput = z.object({
  quarterId: id,
  indicatorKey: key,
  organisationIds: z
    .array(id, '请至少选一个支部')
    .min(1, '请至少选一个支部')
    .max(2000, '一次不超过 2000 个支部'),
})
export type JudgeManyInput = z.output<typeof judgeManyInput>

/** One treatment of an indicator nobody has scored, for a whole class. */
export const treatUnscoredInput = z.object({
  quarterId: id,
  indicatorKey: key,
  /** Empty: every class. */
  class: z.enum(organisationClasses).optional(),
  treatment: z.enum(treatmentKinds, '请选择怎样处理'),
  minutesNumber: z
    .string('请填写领导小组会议纪要编号')
    .trim()
    .min(2, '请填写领导小组会议纪要编号')
    .max(60, '纪要编号不超过 60 个字'),
  reason: z
    .string('请写明理由')
    .trim()
    .min(4, '请写明理由，至少 4 个字')
    .max(300, '理由不超过 300 字'),
})
export type TreatUnscoredInput = z.output<typeof treatUnscoredInput>

/** A table of values of another system, uploaded beforehand. */
export const importValuesInput = z.object({
  quarterId: id,
  ruleKey: key,
  fileIds: z.array(id, '请先上传表格').length(1, '请上传一份表格，一次一份'),
})
export type ImportValuesInput = z.output<typeof importValuesInput>
