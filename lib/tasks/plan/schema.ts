import { z } from 'zod'

const stale = '页面已过期，请刷新后再试'
const id = z.uuid(stale)
const day = z.iso.date('请按“年-月-日”填写日期')
const year = z.coerce.number('请填写年份').int('请填写年份').min(2000).max(2100)
const text = (what: string, longest: number) =>
  z
    .string(`请填写${what}`)
    .trim()
    .min(2, `${what}至少 2 个字`)
    .max(longest, `${what}不超过 ${longest} 个字`)
const owners = {
  department: z.string().trim().max(50, '责任部门不超过 50 个字').optional(),
  /** By employee number, or by a name that only one person has. */
  owner: z.string().trim().max(50, '责任人只填一位').optional(),
}

export const createPlanInput = z.object({ year, title: text('计划名称', 80) })
export type CreatePlanInput = z.output<typeof createPlanInput>
export const planInput = z.object({ planId: id })

export const saveObjectiveInput = z.object({
  planId: id,
  /** Made with the empty form, so that sending it twice makes one. */
  objectiveId: id,
  title: text('目标名称', 80),
  measure: text('衡量标准', 500),
  ...owners,
})
export type SaveObjectiveInput = z.output<typeof saveObjectiveInput>
export const objectiveInput = z.object({ objectiveId: id })

export const saveMilestoneInput = z
  .object({
    objectiveId: id,
    milestoneId: id,
    title: text('节点名称', 80),
    quarter: z.string('请选择季度').regex(/^\d{4}Q[1-4]$/, '请选择季度'),
    startsOn: day,
    dueOn: day,
    measure: text('衡量标准', 500),
    ...owners,
    /** Why the due day moves; asked for once the plan is published. */
    reason: z.string().trim().max(200, '原因不超过 200 字').optional(),
  })
  .refine((one) => one.dueOn >= one.startsOn, {
    path: ['dueOn'],
    message: '完成时限早于开始日期，请调整',
  })
export type SaveMilestoneInput = z.output<typeof saveMilestoneInput>
export const milestoneInput = z.object({ milestoneId: id })

export const declareMilestoneInput = milestoneInput.extend({
  doneOn: day,
  result: z
    .string('请写明完成情况')
    .trim()
    .min(4, '请写明完成情况，至少 4 个字')
    .max(1000, '完成情况不超过 1000 字'),
})
export type DeclareMilestoneInput = z.output<typeof declareMilestoneInput>
export const withdrawDeclarationInput = milestoneInput.extend({
  reason: z.string('请写明撤回原因').trim().min(2, '请写明撤回原因').max(200),
})

/** Address of the page of a year; whatever is malformed falls away. */
export const planAddress = z.object({
  year: year.optional().catch(undefined),
  view: z.enum(['chart', 'table']).catch('chart'),
})
