import { z } from 'zod'
import { pointsIn } from '../self/schema'

const id = z.uuid('页面已过期，请刷新后再试')
const key = z.string().min(1).max(40)
const words = (what: string, least: number) =>
  z
    .string(`请写明${what}`)
    .trim()
    .min(least, `请写明${what}，至少 ${least} 个字`)
    .max(1000, `${what}不超过 1000 字`)

/** Points with their sign; empty: no entry at all. */
const points = z
  .string()
  .optional()
  .transform((text, issues) => {
    if (text === undefined || text.trim() === '') {
      return null
    }
    const hundredths = pointsIn(text)
    if (hundredths === null) {
      issues.addIssue({ code: 'custom', message: '请填分值，最多两位小数，减分写负号，例如 -1.5' })
      return z.NEVER
    }
    return hundredths
  })

/** 申诉 against an entry, or for one that is missing under a rule. */
export const fileAppealInput = z.object({
  quarterId: id,
  organisationId: id,
  /** Made by the client; a request sent twice is one appeal. */
  requestKey: id,
  entryId: id.optional(),
  /** Where no entry is named: the rule under which one is missing. */
  ruleKey: key.optional(),
  askedPoints: points,
  reason: words('理由', 10),
  fileIds: z.array(id).max(20, '附件不超过 20 个').default([]),
})
export type FileAppealInput = z.output<typeof fileAppealInput>

export const appealInput = z.object({ appealId: id })
export type AppealInput = z.output<typeof appealInput>

export const nameDeciderInput = appealInput.extend({
  deciderId: z.uuid('请选择由谁裁定'),
})
export type NameDeciderInput = z.output<typeof nameDeciderInput>

/** What the entry shall be; the three ways to say so. */
export const verdicts = ['uphold', 'remove', 'amount'] as const
export type Verdict = (typeof verdicts)[number]

/** A decision as it is being considered: shown with its effect before it is confirmed. */
export const considerInput = z.object({
  verdict: z.enum(verdicts).optional().catch(undefined),
  points: z.string().max(12).optional().catch(undefined),
})

export const decideAppealInput = appealInput.extend({
  verdict: z.enum(verdicts, '请选择怎样处理'),
  points,
  reason: words('决定的理由', 6),
  /** Check code of the effect that was shown. */
  seen: z.string('请先查看影响，再确认').length(64, '请先查看影响，再确认'),
})
export type DecideAppealInput = z.output<typeof decideAppealInput>

const reason = z
  .string('请写明理由')
  .trim()
  .min(4, '请写明理由，至少 4 个字')
  .max(300, '理由不超过 300 字')

export const setAsideInput = z.object({ entryId: id, reason })
export type SetAsideInput = z.output<typeof setAsideInput>

export const resolveSetAsideInput = z.object({ setAsideId: id, resolution: reason })
export type ResolveSetAsideInput = z.output<typeof resolveSetAsideInput>
