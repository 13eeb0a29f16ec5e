import { z } from 'zod'
import { proposalStates, requirementSources, requirementStates } from '@/db/enums'
import { addressCursor, addressText } from '@/lib/address-field'

const stale = '页面已过期，请刷新后再试'
const id = z.uuid(stale)
const day = z.iso.date('请按“年-月-日”填写日期')
const title = (what: string) =>
  z
    .string(`请填写${what}标题`)
    .trim()
    .min(2, `${what}标题至少 2 个字`)
    .max(80, `${what}标题不超过 80 个字`)
const reason = (what: string) =>
  z.string(`请写明${what}`).trim().min(4, `请写明${what}，至少 4 个字`).max(1000, '不超过 1000 字')

const fields = {
  /** Made with the empty form, so that sending it twice registers one. */
  requirementId: id,
  source: z.enum(requirementSources, '请选择来源'),
  reference: z.string().trim().max(200, '文号或出处不超过 200 字').optional(),
  receivedOn: day,
  dueOn: day.optional(),
  title: title('立项'),
  content: z
    .string('请填写内容')
    .trim()
    .min(5, '请写明要办什么，至少 5 个字')
    .max(10_000, '内容不超过 10000 字，更长的请作为附件'),
  fileIds: z.array(id).default([]),
}

type Fields = Pick<
  z.output<z.ZodObject<typeof fields>>,
  'receivedOn' | 'dueOn' | 'source' | 'fileIds'
>
const isInOrder = ({ receivedOn, dueOn }: Fields) => dueOn === undefined || dueOn >= receivedOn
const order = { path: ['dueOn'], message: '办结时限早于收到日期，请调整' }
/** 领导批示 is the paper itself: without its scan nothing is registered. */
const hasPaper = ({ source, fileIds }: Fields) =>
  source !== 'leader_instruction' || fileIds.length > 0
const paper = { path: ['fileIds'], message: '领导批示须附批示件扫描件，请上传后再保存' }

export const registerRequirementInput = z
  .object({
    ...fields,
    /** The proposal it is made from, which is adopted by this. */
    proposalId: id.optional(),
  })
  .refine(isInOrder, order)
  .refine(hasPaper, paper)
export type RegisterRequirementInput = z.output<typeof registerRequirementInput>

export const changeRequirementInput = z
  .object({ ...fields, version: z.coerce.number(stale).int().min(1) })
  .refine(isInOrder, order)
  .refine(hasPaper, paper)
export type ChangeRequirementInput = z.output<typeof changeRequirementInput>

export const closeRequirementInput = z.object({ requirementId: id, result: reason('办理结果') })
export const reopenRequirementInput = z.object({
  requirementId: id,
  reason: reason('恢复办理的原因'),
})

export const makeProposalInput = z.object({
  proposalId: id,
  /** Key of the office that proposes (proposingOffices). */
  from: z.string('请选择以谁的名义提出').max(200),
  title: title('需求'),
  content: z
    .string('请填写需求内容')
    .trim()
    .min(5, '请写明要解决什么，至少 5 个字')
    .max(5000, '内容不超过 5000 字'),
})
export type MakeProposalInput = z.output<typeof makeProposalInput>

export const mergeProposalsInput = z.object({
  /** The one that goes on. */
  proposalId: id,
  mergedIds: z.array(id).min(1, '请选择要合并进来的需求').max(100),
})
export type MergeProposalsInput = z.output<typeof mergeProposalsInput>

export const declineProposalInput = z.object({ proposalId: id, answer: reason('不采纳的理由') })

const answer = z.string().trim().max(1000, '答复不超过 1000 字').optional()
export const adoptIntoRequirementInput = z.object({
  proposalId: id,
  number: z
    .string('请填写立项编号')
    .trim()
    .regex(/^\d{4}-\d{3,}$/, '立项编号形如 2026-012'),
  answer,
})
export const adoptIntoMilestoneInput = z.object({
  proposalId: id,
  milestoneId: z.uuid('请选择年度节点'),
  answer,
})

/** Addresses of the lists and forms; whatever is malformed falls away. */
export const requirementAddress = z.object({
  state: z.enum(['all', ...requirementStates]).catch('registered'),
  source: z.enum(requirementSources).optional().catch(undefined),
  q: addressText(50),
  after: addressCursor,
})
export const proposalAddress = z.object({
  state: z.enum(['all', ...proposalStates]).catch('submitted'),
  after: addressCursor,
})
export const registerAddress = z.object({ proposal: z.uuid().optional().catch(undefined) })
