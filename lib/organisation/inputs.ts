import { z } from 'zod'
import {
  calendarDayKinds,
  organisationClasses,
  organisationKinds,
  postKinds,
  relationKinds,
} from '@/db/enums'
import { leavingReasons } from './schema'

/* What the forms of the organisation send. Apart from schema.ts, so that screens do not load zod. */

export const id = z.uuid('页面已过期，请刷新后再试')
export const day = z.iso.date('请按“年-月-日”填写日期')
export const basis = z
  .string('请写明依据，例如批复文号')
  .trim()
  .min(2, '请写明依据，例如批复文号')
  .max(200, '依据不超过 200 字')
const name = z
  .string('请填写组织名称')
  .trim()
  .min(2, '组织名称至少 2 个字')
  .max(60, '组织名称不超过 60 个字')
export const flag = z
  .string()
  .optional()
  .transform((value) => value === 'on' || value === 'true')

/** From which day a change holds, and on what paper. */
const change = { organisationId: id, on: day, basis }

export const foundInput = z.object({
  parentId: id.optional(),
  code: z
    .string()
    .trim()
    .regex(/^[\w-]{1,30}$/, '编码只用字母、数字、连字符，不超过 30 个')
    .optional(),
  name,
  kind: z.enum(organisationKinds, '请选择组织类别'),
  class: z.enum(organisationClasses).optional(),
  termEndsOn: day.optional(),
  on: day,
  basis,
})
export const renameInput = z.object({ ...change, name })
export const moveInput = z.object({ ...change, parentId: z.uuid('请选择新的上级党组织') })
export const setClassInput = z.object({ ...change, class: z.enum(organisationClasses).optional() })
export const setTermInput = z.object({ ...change, termEndsOn: day.optional() })

/** `<assignment>:transfer` or `<assignment>:not_applicable`, one for every open assignment. */
const decisions = z
  .array(z.string().regex(/^[0-9a-f-]{36}:(transfer|not_applicable)$/, '页面已过期，请刷新后再试'))
  .default([])
  .transform((texts) =>
    texts.map((text) => ({
      assignmentId: text.slice(0, 36),
      isTransferred: text.endsWith(':transfer'),
    })),
  )
const openWork = {
  decisions,
  workBasis: z.string().trim().max(200, '依据不超过 200 字').optional(),
}

export const mergeInput = z.object({
  ...change,
  intoId: z.uuid('请选择并入哪个组织'),
  ...openWork,
})
export const endInput = z.object({ ...change, transferToId: id.optional(), ...openWork })

export const transferMemberInput = z.object({
  personId: id,
  organisationId: z.uuid('请选择转入的党支部'),
  groupId: id.optional(),
  on: day,
  basis,
})
export const attachMemberInput = z.object({
  personId: id,
  organisationId: z.uuid('请选择编入的党支部'),
  relation: z.enum(relationKinds, '请选择编入方式').exclude(['membership'], '请选择编入方式'),
  on: day,
  until: day.optional(),
  basis,
})
export const detachMemberInput = z.object({ membershipId: id, on: day, basis })
/** 组织关系 ends for good. */
export const endMembershipInput = z.object({
  personId: id,
  reason: z.enum(leavingReasons, '请选择离开的原因'),
  on: day,
  basis,
})

const appointment = {
  organisationId: id,
  personId: z.uuid('请选择人员'),
  isActing: flag,
  on: day,
  basis,
}
export const appointInput = z.object({
  ...appointment,
  post: z.enum(postKinds, '请选择职务').exclude(['secretary'], '书记请从“更换书记”办理'),
})
export const changeSecretaryInput = z.object(appointment)
/** As a form names the person: by employee number or name. */
const named = { person: z.string('请填写工号或姓名').trim().min(1, '请填写工号或姓名').max(40) }
export const appointForm = appointInput.omit({ personId: true }).extend(named)
export const changeSecretaryForm = changeSecretaryInput.omit({ personId: true }).extend(named)
export const endPostInput = z.object({ postId: id, on: day, basis })

export const saveGroupInput = z.object({
  groupId: id.optional(),
  name: z
    .string('请填写分组名称')
    .trim()
    .min(2, '分组名称至少 2 个字')
    .max(40, '分组名称不超过 40 个字'),
  organisationIds: z.array(id).min(1, '请至少选择一个组织').max(2000),
})
export const deleteGroupInput = z.object({ groupId: id })

export const revealPhoneInput = z.object({
  personId: id,
  reason: z.string('请写明查看原因').trim().min(4, '请写明查看原因，至少 4 个字').max(200),
})

export type FoundInput = z.output<typeof foundInput>
export type RenameInput = z.output<typeof renameInput>
export type MoveInput = z.output<typeof moveInput>
export type SetClassInput = z.output<typeof setClassInput>
export type SetTermInput = z.output<typeof setTermInput>
export type MergeInput = z.output<typeof mergeInput>
export type EndInput = z.output<typeof endInput>
export type TransferMemberInput = z.output<typeof transferMemberInput>
export type AttachMemberInput = z.output<typeof attachMemberInput>
export type DetachMemberInput = z.output<typeof detachMemberInput>
export type EndMembershipInput = z.output<typeof endMembershipInput>
export type AppointInput = z.output<typeof appointInput>
export type ChangeSecretaryInput = z.output<typeof changeSecretaryInput>
export type EndPostInput = z.output<typeof endPostInput>
export type SaveGroupInput = z.output<typeof saveGroupInput>
export type RevealPhoneInput = z.output<typeof revealPhoneInput>

export const calendarYearInput = z.object({
  year: z.coerce.number('请选择年份').int().min(2020).max(2099),
})

export const calendarDayInput = z.object({
  day: z.iso.date('请选择日期'),
  kind: z.enum(calendarDayKinds, '请选择放假还是上班'),
  name: z.string('请填写名称').trim().min(1, '请填写名称').max(20, '名称不超过 20 个字'),
})

export const clearCalendarDayInput = z.object({ day: z.iso.date('页面已过期，请刷新后再试') })
