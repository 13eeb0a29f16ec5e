import { z } from 'zod'
import { organisationClasses, snapshotKinds } from '@/db/enums'
import { indicatorCells } from '../ledger/schema'

const stale = '页面已过期，请刷新后再试'
const id = z.uuid(stale)
const day = z.iso.date('请按“年-月-日”填写日期')
const reason = z
  .string('请写明理由')
  .trim()
  .min(4, '请写明理由，至少 4 个字')
  .max(300, '理由不超过 300 字')
/** Number of minutes or of a paper, e.g. 西岭信通党委纪要〔2026〕9号. */
const number = (what: string) =>
  z.string(`请填写${what}`).trim().min(2, `请填写${what}`).max(60, `${what}不超过 60 个字`)

export const openQuarterInput = z.object({
  period: z.string('请选择季度').regex(/^20\d{2}Q[1-4]$/, '请选择季度'),
})
export type OpenQuarterInput = z.output<typeof openQuarterInput>

export const quarterInput = z.object({ quarterId: id })
export type QuarterInput = z.output<typeof quarterInput>

/** 自评 and 初评 each have a last day. */
export const startStepInput = quarterInput.extend({ dueOn: day })
export type StartStepInput = z.output<typeof startStepInput>

/** 反馈核对 and 公示 last until the end of a day, at least the days that are set. */
export const startPeriodInput = quarterInput.extend({ endsOn: day })
export type StartPeriodInput = z.output<typeof startPeriodInput>

export const correctPublicationInput = startPeriodInput.extend({ reason })
export type CorrectPublicationInput = z.output<typeof correctPublicationInput>

export const approveQuarterInput = quarterInput.extend({
  minutesNumber: number('党委会议纪要编号'),
  approvedOn: day,
})
export type ApproveQuarterInput = z.output<typeof approveQuarterInput>

export const reopenQuarterInput = quarterInput.extend({ endsOn: day, reason })
export type ReopenQuarterInput = z.output<typeof reopenQuarterInput>

export const answerQuestionInput = quarterInput.extend({
  questionKey: z.string().min(1).max(200),
  words: z
    .string('请写明核实情况')
    .trim()
    .min(2, '请写明核实情况')
    .max(500, '核实情况不超过 500 字'),
})
export type AnswerQuestionInput = z.output<typeof answerQuestionInput>

/** What a snapshot holds. The check code is taken over this, canonically written. */
export const snapshotContent = z.object({
  quarter: z.object({
    id: z.uuid(),
    period: z.string(),
    revision: z.int(),
    kind: z.enum(snapshotKinds),
    number: z.int(),
  }),
  scheme: z.object({ id: z.uuid(), year: z.int(), version: z.int(), hash: z.string() }),
  /** Moment of the snapshot, ISO 8601: entries made later are not in it. */
  at: z.iso.datetime(),
  organisations: z.array(
    z.object({
      id: z.uuid(),
      code: z.string(),
      name: z.string(),
      class: z.enum(organisationClasses).nullable(),
      from: z.iso.date(),
      to: z.iso.date(),
      mergedIntoId: z.uuid().nullable(),
      totalHundredths: z.int(),
      fullHundredths: z.int(),
      unscoredHundredths: z.int(),
      rank: z.int().nullable(),
      grade: z.string().nullable(),
      /** Words of the vetoes that stand. */
      vetoes: z.array(z.string()),
      indicators: indicatorCells,
    }),
  ),
})
export type SnapshotContent = z.output<typeof snapshotContent>
