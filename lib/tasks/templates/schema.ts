import { z } from 'zod'
import {
  activityKinds,
  dispatchRoutes,
  exemptionRules,
  nodeReviewers,
  recurrences,
  templateOrigins,
} from '@/db/enums'
import { addressCursor } from '@/lib/address-field'
import { recipientChoice } from '../schema'
import { templateOfForm } from './form-fields'
import { anchorUnits } from './states'

const stale = '页面已过期，请刷新后再试'
const id = z.uuid(stale)
const version = z.coerce.number(stale).int().min(1)
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '请按“时:分”填写时间，例如 18:00')
const flag = z.preprocess(
  (value) => value === true || value === 'on' || value === 'true',
  z.boolean(),
)
const minutes = z.coerce
  .number('请填写分钟数')
  .int('请填写整数分钟')
  .min(1)
  .max(10_000, '预计用时过长，请分成几项任务')
  .optional()

/** A day of a period: `n` counts within month `month` of it; the last day needs no number. */
export const anchorDayInput = z.object({
  month: z.coerce.number('请填写第几个月').int().min(1, '从第 1 个月起').max(12).default(1),
  unit: z.enum(anchorUnits).default('working_day'),
  n: z.coerce
    .number('请填写第几日')
    .int()
    .min(1, '从第 1 日起')
    .max(31, '一个月最多 31 日')
    .default(1),
})
export type AnchorDay = z.output<typeof anchorDayInput>

export const anchorInput = z.object({
  out: anchorDayInput,
  due: anchorDayInput,
  dueTime: time.default('18:00'),
})
export type Anchor = z.output<typeof anchorInput>

/** A node of a template: its due counts back from the due of the whole. */
export const templateNode = z.object({
  title: z
    .string('请填写节点名称')
    .trim()
    .min(2, '节点名称至少 2 个字')
    .max(40, '节点名称不超过 40 个字'),
  requirement: z.string().trim().max(2000, '节点要求不超过 2000 字').default(''),
  stage: z.coerce.number('请填写步骤序号').int().min(1).max(50).default(1),
  /** Working days before the due of the whole. */
  leadDays: z.coerce
    .number('请填写提前几个工作日')
    .int()
    .min(0)
    .max(250, '提前量不超过 250 个工作日')
    .default(0),
  isEvidenceRequired: flag.default(false),
  reviewer: z.enum(nodeReviewers).default('issuer'),
  reviewerId: z.uuid().optional(),
  estimatedMinutes: minutes,
  criteria: z.string().trim().max(1000).optional(),
  formVersionId: z.uuid().optional(),
  activityKind: z.enum(activityKinds).optional(),
})
export type TemplateNode = z.output<typeof templateNode>

/** What stands in `task_templates.content`. */
export const templateContent = z.object({
  /** `{当期}` becomes the words of the period, e.g. 2026年9月. */
  title: z
    .string('请填写任务名称')
    .trim()
    .min(2, '任务名称至少 2 个字')
    .max(80, '任务名称不超过 80 个字'),
  requirement: z
    .string('请写明要做什么、交什么')
    .trim()
    .min(5, '请写明要做什么、交什么，至少 5 个字')
    .max(5000, '任务要求不超过 5000 字'),
  isEvidenceRequired: flag.default(false),
  isScored: flag.default(false),
  reworkAllowanceDays: z.coerce.number().int().min(1).max(30).default(1),
  estimatedMinutes: minutes,
  criteria: z.string().trim().max(2000).optional(),
  route: z.enum(dispatchRoutes).default('direct'),
  recipients: recipientChoice,
  nodes: z.array(templateNode).min(1, '至少要有一个节点').max(20, '节点不超过 20 个'),
  /** Which entry of the built-in catalogue it was made from. */
  catalogueKey: z.string().optional(),
})
export type TemplateContent = z.output<typeof templateContent>

/** Whether one day of a month certainly comes before another; days of two counts are not compared. */
function isBefore(one: AnchorDay, other: AnchorDay): boolean {
  const isLast = ({ unit }: AnchorDay) => unit === 'last_day' || unit === 'last_working_day'
  return one.unit === other.unit ? one.n < other.n && !isLast(one) : isLast(other) && !isLast(one)
}

export const saveTemplateInput = z.preprocess(
  templateOfForm,
  templateContent
    .omit({ catalogueKey: true })
    .extend({
      /** Made with the empty form, so that sending it twice makes one. */
      templateId: id,
      /** The version the form was made from; 0 for a new one. */
      version: z.coerce.number(stale).int().min(0).optional(),
      name: z
        .string('请填写模板名称')
        .trim()
        .min(2, '模板名称至少 2 个字')
        .max(40, '模板名称不超过 40 个字'),
      origin: z.enum(templateOrigins, '请选择要求的出处'),
      basis: z.string().trim().max(200, '依据不超过 200 字').optional(),
      recurrence: z.enum(recurrences).default('none'),
      anchor: anchorInput,
      exemption: z.enum(exemptionRules).default('none'),
    })
    .superRefine((template, ctx) => {
      const fault = (path: string, message: string) =>
        ctx.addIssue({ code: 'custom', path: [path], message })
      if (template.origin !== 'own' && !template.basis) {
        fault('basis', '全国规定和上级要求须写明依据')
      }
      const months = { none: 12, monthly: 1, quarterly: 3, yearly: 12 }[template.recurrence]
      const { out, due } = template.anchor
      if (out.month > months || due.month > months) {
        fault(
          out.month > months ? 'outMonth' : 'dueMonth',
          template.recurrence === 'monthly'
            ? '每月一次的不用选月份，请刷新页面后再试'
            : '每季度只有三个月，请重新选择',
        )
      }
      if (due.month < out.month) {
        fault('dueMonth', '完成时间早于下达时间，请调整')
      }
      if (due.month === out.month && isBefore(due, out)) {
        fault('dueDay', '截止早于下达，请调整')
      }
      if (template.nodes.some((node) => node.reviewer === 'person' && !node.reviewerId)) {
        fault('nodes', '模板里的节点不能指定某个人审核')
      }
    }),
)
export type SaveTemplateInput = z.output<typeof saveTemplateInput>

export const templateInput = z.object({ templateId: id })
export const activateTemplateInput = templateInput.extend({ version: version.optional() })
export const installTemplateInput = z.object({
  templateId: id,
  key: z.string('请选择要启用的模板').max(40),
})
export const createFromTemplateInput = templateInput.extend({
  /** Of the draft, made with the form. */
  taskId: id,
  dueOn: z.iso.date('请按“年-月-日”填写日期'),
})
export type CreateFromTemplateInput = z.output<typeof createFromTemplateInput>
export const saveAsTemplateInput = z.object({
  taskId: id,
  templateId: id,
  name: z
    .string('请填写模板名称')
    .trim()
    .min(2, '模板名称至少 2 个字')
    .max(40, '模板名称不超过 40 个字'),
})
export type SaveAsTemplateInput = z.output<typeof saveAsTemplateInput>

/** A new template, from a task if one is named. */
export const newTemplateAddress = z.object({ task: z.uuid().optional().catch(undefined) })

export const templateAddress = z.object({
  show: z.enum(['all', ...recurrences]).catch('all'),
  after: addressCursor,
})
