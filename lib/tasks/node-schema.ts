import { z } from 'zod'
import { activityKinds, completionRules, dispatchRoutes, nodeReviewers } from '@/db/enums'

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '请按“时:分”填写时间，例如 18:00')

/** One node as a form or a template writes it; its place in the list is its place within the stage. */
export const nodeInput = z
  .object({
    title: z
      .string('请填写节点名称')
      .trim()
      .min(2, '节点名称至少 2 个字')
      .max(40, '节点名称不超过 40 个字'),
    /** What to hand in. */
    requirement: z.string().trim().max(2000, '节点要求不超过 2000 字').default(''),
    /** Nodes with one number run side by side, higher numbers wait for all lower ones. */
    stage: z.coerce.number('请填写步骤序号').int().min(1).max(50).default(1),
    dueOn: z.iso.date('请填写节点的截止日期'),
    dueTime: clock.default('18:00'),
    isEvidenceRequired: z.boolean().default(false),
    reviewer: z.enum(nodeReviewers, '请选择由谁审核').default('issuer'),
    /** Of a node reviewed by one person: by id, or by employee number or unique name. */
    reviewerId: z.uuid().optional(),
    reviewerPerson: z.string().trim().max(50, '审核人只填一位').optional(),
    estimatedMinutes: z.coerce.number().int().min(1).max(10_000).optional(),
    criteria: z.string().trim().max(1000, '评价标准不超过 1000 字').optional(),
    formVersionId: z.uuid().optional(),
    activityKind: z.enum(activityKinds).optional(),
  })
  .refine((node) => node.reviewer !== 'person' || node.reviewerId || node.reviewerPerson, {
    path: ['reviewerPerson'],
    message: '请填写由谁审核',
  })
export type NodeInput = z.output<typeof nodeInput>

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') {
    return value
  }
  try {
    return JSON.parse(value)
  } catch {
    return null
  }
}

/** What a task has beside its text: nodes, route, completion, 销号. */
export const taskShape = {
  /** A list, or the same as the JSON text of one form field; empty for a plain task. */
  nodes: z.preprocess(
    parsed,
    z
      .array(nodeInput, '流程节点没有读出来，请刷新页面后再试')
      .max(20, '节点不超过 20 个')
      .default([]),
  ),
  route: z.enum(dispatchRoutes).default('direct'),
  completionRule: z.enum(completionRules).default('all'),
  completionCount: z.coerce
    .number('请填写人数')
    .int('请填写整数')
    .min(1, '至少 1 人')
    .max(1000)
    .optional(),
  /** 销号 by one officer of the issuing office, named as other people are. */
  closer: z.string().trim().max(50, '销号人只填一位').optional(),
  criteria: z.string().trim().max(2000, '评价标准不超过 2000 字').optional(),
}

interface Shaped {
  startsOn: string
  dueOn?: string | undefined
  nodes: readonly NodeInput[]
  route: string
  audience: string
  completionRule: string
  completionCount?: number | undefined
}

/** What holds between the fields of a task. */
export function checkShape(task: Shaped, ctx: z.RefinementCtx): void {
  const fault = (path: string, message: string) =>
    ctx.addIssue({ code: 'custom', path: [path], message })
  const lastDay =
    task.nodes
      .map((node) => node.dueOn)
      .sort()
      .at(-1) ?? task.dueOn
  if (lastDay === undefined) {
    fault('dueOn', '请填写截止日期')
  } else if (
    [...task.nodes.map((node) => node.dueOn), lastDay].some((day) => day < task.startsOn)
  ) {
    fault('dueOn', '截止日期早于开始日期，请调整')
  }
  if (task.nodes.some((node) => task.nodes.some((later) => endsBefore(later, node)))) {
    fault('nodes', '后一步的截止时间早于前一步，请调整')
  }
  if (task.completionRule === 'count' && task.completionCount === undefined) {
    fault('completionCount', '请填写需要几人完成')
  }
  if (task.route === 'general_branch' && task.audience !== 'organisation') {
    fault('route', '交办到人的任务不能经党总支转办，请改为直达')
  }
}

function endsBefore(later: NodeInput, node: NodeInput): boolean {
  const due = (one: NodeInput) => `${one.dueOn} ${one.dueTime}`
  return later.stage > node.stage && due(later) < due(node)
}
