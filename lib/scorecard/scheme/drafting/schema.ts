import { z } from 'zod'
import { addressText } from '@/lib/address-field'

const stale = '页面已过期，请刷新后再试'
const id = z.uuid(stale)
const key = z.string(stale).regex(/^[a-z0-9][a-z0-9._-]{0,39}$/, stale)

/** What a new draft begins from. */
export const schemeOrigins = ['last', 'example', 'blank'] as const
export type SchemeOrigin = (typeof schemeOrigins)[number]

export const originLabels: Record<SchemeOrigin, string> = {
  last: '从上一版开始',
  example: '从内置样例开始',
  blank: '从空白开始',
}

export const createSchemeInput = z.object({
  /** Made with the page, so that pressing twice makes one draft. */
  schemeId: id,
  year: z.coerce
    .number('请填写年度')
    .int('请填写年度')
    .min(2020, '年度从 2020 年起')
    .max(2100, '年度不超过 2100 年'),
  origin: z.enum(schemeOrigins, '请选择从哪里开始'),
})
export type CreateSchemeInput = z.output<typeof createSchemeInput>

export const schemeInput = z.object({ schemeId: id })
export type SchemeInput = z.output<typeof schemeInput>

/** An edit names the state of the draft that its form was made from. */
export const seenSchemeInput = schemeInput.extend({ editVersion: z.coerce.number(stale).int() })
export type SeenSchemeInput = z.output<typeof seenSchemeInput>

/** Fields of a form as they were written; what they say is read by the verb. */
const text = z.string().max(20_000, '内容太长，请精简').optional()

export const saveFrameInput = seenSchemeInput.extend({
  name: text,
  basis: text,
  /** One grade a line: 优秀＝90. */
  bands: text,
  sharesState: text,
  /** One share a line: 优秀＝20. */
  shares: text,
  yearly: text,
  /** Four weights in thousandths, one a line. */
  weights: text,
})
export type SaveFrameInput = z.output<typeof saveFrameInput>

export const saveIndicatorInput = seenSchemeInput.extend({
  /** Null makes a new one. */
  indicatorKey: key.optional(),
  /** The level above; none at the top. */
  parentKey: key.optional(),
  code: text,
  name: text,
  full: text,
  start: text,
  floor: text,
  cap: text,
  classes: z.array(z.string()).optional(),
  department: text,
  basis: text,
  notApplicable: text,
})
export type SaveIndicatorInput = z.output<typeof saveIndicatorInput>

export const indicatorInput = seenSchemeInput.extend({ indicatorKey: key })
export type IndicatorInput = z.output<typeof indicatorInput>

export const moveIndicatorInput = indicatorInput.extend({ by: z.enum(['up', 'down'], stale) })
export type MoveIndicatorInput = z.output<typeof moveIndicatorInput>

/** A rule as a row of the workbook: one text for each column. */
export const saveRuleInput = indicatorInput.extend({
  /** Null makes a new one. */
  ruleKey: key.optional(),
  words: text,
  op: text,
  sourceKind: text,
  activities: z.array(z.string()).optional(),
  scope: text,
  sourceKey: text,
  amount: text,
  from: text,
  to: text,
  ruleCap: text,
  doubled: text,
  list: text,
  unit: text,
  threshold: text,
  step: text,
  partSteps: text,
  theirFull: text,
  effect: text,
  grade: text,
})
export type SaveRuleInput = z.output<typeof saveRuleInput>

export const ruleInput = indicatorInput.extend({ ruleKey: key })
export type RuleInput = z.output<typeof ruleInput>

/** A whole document, from a table that was brought in or from 试算. */
export const adoptDocumentInput = z.object({
  schemeId: id,
  year: createSchemeInput.shape.year,
  document: z.string(stale).min(2, stale).max(2_000_000, '考核办法太大，没有保存'),
})
export type AdoptDocumentInput = z.output<typeof adoptDocumentInput>

/** The editor's address: an indicator or a rule is open beside the tree. */
export const schemeAddress = z.object({
  open: addressText(40),
  rule: addressText(40),
  under: addressText(40),
  part: z.enum(['frame', 'indicator', 'rule']).optional().catch(undefined),
})
