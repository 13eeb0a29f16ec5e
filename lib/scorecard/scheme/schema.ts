import { z } from 'zod'
import { activityKinds, organisationClasses } from '@/db/enums'

/**
 * A scheme of the index (考核办法) as data: a tree of indicators with rules from a closed
 * vocabulary. Marks are integer hundredths of a point, shares and percentages hundredths of a
 * percent. Safe in the browser.
 */

const hundredths = z.int().min(-1_000_000).max(1_000_000)
const positive = z.int().min(1).max(1_000_000)
const words = z.string().trim().min(1).max(300)
const name = z.string().trim().min(1).max(100)
/** Stable name of an indicator or rule within its scheme; the ledger and the judgements use it. */
const key = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,39}$/)

/** Where a rule takes what it scores from; a closed list without any measure of persons. */
export const ruleSourceSchema = z.discriminatedUnion('kind', [
  /** Judged by the responsible department, with evidence. */
  z.object({ kind: z.literal('judgement') }),
  /** Activities owed and not held, or written down late: 补录 never raises a score. */
  z.object({ kind: z.literal('obligation'), activities: z.array(z.enum(activityKinds)).min(1) }),
  /** 到会率 of the activities of these kinds: 实到 over 应到 of the day. */
  z.object({ kind: z.literal('attendance'), activities: z.array(z.enum(activityKinds)).min(1) }),
  /** Tasks that stand in the indicator (or that belong to the annual plan): late and not done. */
  z.object({ kind: z.literal('task'), scope: z.enum(['indicator', 'plan']) }),
  /** Points given by 评价 of tasks that stand in the indicator. */
  z.object({ kind: z.literal('evaluation') }),
  /** What an approved report has published under a key of the known-facts registry. */
  z.object({ kind: z.literal('reported'), key: name }),
  /** Values brought in from another system as a table. */
  z.object({ kind: z.literal('import') }),
])
export type RuleSource = z.output<typeof ruleSourceSchema>
export type RuleSourceKind = RuleSource['kind']

const shared = {
  key,
  /** What is scored, in the words of the table: 每缺一次支部会议. */
  words,
  source: ruleSourceSchema,
  /** Limit of what this rule may add or take in a period, as a positive amount; null for none. */
  capHundredths: positive.nullable(),
  /** 经催办仍未落实加倍: twice the amount where the work had been urged. */
  isDoubledAfterUrging: z.boolean(),
}

const part = z.object({ name, hundredths: positive })

/** How a veto bears on the grade; it never changes the score. */
export const vetoEffectSchema = z.discriminatedUnion('kind', [
  /** The grade is this one at best. */
  z.object({ kind: z.literal('ceiling'), grade: name }),
  /** The grade is this one. */
  z.object({ kind: z.literal('grade'), grade: name }),
  /** The best grade of the scheme is out of reach (不得评先评优). */
  z.object({ kind: z.literal('no_award') }),
  /** One grade lower than the score makes (降一档), for each that stands; the worst stays. */
  z.object({ kind: z.literal('lower') }),
])
export type VetoEffect = z.output<typeof vetoEffectSchema>

/** One rule. Amounts are written without sign; the operator says in which direction they count. */
export const ruleSchema = z.discriminatedUnion('op', [
  /** Null where the table gives no figure: the handler states the amount, within the marks. */
  z.object({ op: z.literal('deduct_per_event'), ...shared, hundredths: positive.nullable() }),
  z.object({ op: z.literal('deduct_fixed'), ...shared, hundredths: positive.nullable() }),
  z.object({ op: z.literal('deduct_late'), ...shared, hundredths: positive.nullable() }),
  z.object({
    op: z.literal('deduct_range'),
    ...shared,
    fromHundredths: z.int().min(0),
    toHundredths: positive,
  }),
  z.object({ op: z.literal('deduct_discretion'), ...shared, toHundredths: positive.nullable() }),
  z.object({ op: z.literal('score_each'), ...shared, parts: z.array(part).min(1).max(50) }),
  z.object({ op: z.literal('score_if'), ...shared, hundredths: positive.nullable() }),
  z.object({
    op: z.literal('all_or_nothing'),
    ...shared,
    hundredths: positive.nullable(),
    parts: z.array(name).max(50),
  }),
  z.object({
    op: z.literal('tiered'),
    ...shared,
    /** A tier's marks may be negative. */
    tiers: z
      .array(z.object({ when: words, hundredths }))
      .min(1)
      .max(30),
  }),
  z.object({
    op: z.literal('band'),
    ...shared,
    unit: z.string().trim().max(20),
    /** Half-open intervals [from, to) of a value in hundredths; null is without limit. */
    bands: z
      .array(z.object({ from: z.int().nullable(), to: z.int().nullable(), hundredths }))
      .min(1)
      .max(30),
  }),
  z.object({
    op: z.literal('rate_step'),
    ...shared,
    /** Hundredths of a percent: 9000 is 90 %. */
    thresholdPercentHundredths: z.int().min(1).max(10_000),
    stepPercentHundredths: z.int().min(1).max(10_000),
    hundredths: positive,
    /** Whether a part of a step counts as a whole one. */
    countsPartSteps: z.boolean(),
  }),
  z.object({ op: z.literal('zero_item'), ...shared }),
  z.object({ op: z.literal('add_per_event'), ...shared, hundredths: positive.nullable() }),
  z.object({
    op: z.literal('add_range'),
    ...shared,
    fromHundredths: z.int().min(0),
    toHundredths: positive,
  }),
  z.object({ op: z.literal('add_capped'), ...shared, hundredths: positive }),
  z.object({ op: z.literal('add_discretion'), ...shared, toHundredths: positive.nullable() }),
  /** 按表彰层级给分, 同一事项就高不重复; 通报批评 by level has negative marks. */
  z.object({
    op: z.literal('by_level'),
    ...shared,
    levels: z.array(z.object({ name, hundredths })).min(1).max(20),
  }),
  /** A score of another system, brought from its full marks to ours. */
  z.object({
    op: z.literal('import'),
    ...shared,
    /** Full marks there; null where marks are taken over one to one. */
    theirFullHundredths: positive.nullable(),
    toHundredths: positive.nullable(),
  }),
  z.object({ op: z.literal('veto'), ...shared, effect: vetoEffectSchema }),
])
export type Rule = z.output<typeof ruleSchema>
export type RuleOp = Rule['op']

export interface Indicator {
  key: string
  /** Number on the table: 2, 2.1, 2.1.3. */
  code: string
  name: string
  /** Full marks; null where only the level above has them. */
  fullHundredths: number | null
  /** What the reckoning of this level begins from, before its entries and what is under it. */
  startHundredths: number
  /** Limits of this level's sum; null for none. Usual is a floor of zero (扣完为止). */
  floorHundredths: number | null
  capHundredths: number | null
  /** 个性指标 of these classes only; null is 共性. */
  classes: (typeof organisationClasses)[number][] | null
  /** 归口部门 that scores it; null is the Party office itself. */
  department: string | null
  /** Clause it stands on: document and number. */
  basis: string | null
  /** What happens to its marks where it does not apply: taken out of the full marks, or given. */
  notApplicable: 'scale' | 'full'
  rules: Rule[]
  children: Indicator[]
}

const limit = z.int().min(-1_000_000).max(1_000_000).nullable()

/** Up to six levels are read; the editor makes up to three. */
export const indicatorSchema: z.ZodType<Indicator> = z.object({
  key,
  code: z.string().trim().min(1).max(20),
  name,
  fullHundredths: z.int().min(0).max(1_000_000).nullable(),
  startHundredths: hundredths,
  floorHundredths: limit,
  capHundredths: limit,
  classes: z.array(z.enum(organisationClasses)).min(1).nullable(),
  department: name.nullable(),
  basis: z.string().trim().max(200).nullable(),
  notApplicable: z.enum(['scale', 'full']),
  rules: z.array(ruleSchema).max(60),
  get children() {
    return z.array(indicatorSchema).max(60)
  },
})

/** How scores become grades. Bands are half-open: a grade begins at `fromHundredths`. */
export const gradingSchema = z.object({
  /** Best first. Empty where only shares give grades. */
  bands: z.array(z.object({ grade: name, fromHundredths: hundredths })).max(10),
  /** 强制分布 within a class, best first: at most this share; the last grade takes the rest. */
  shares: z
    .object({
      isOn: z.boolean(),
      grades: z
        .array(z.object({ grade: name, atMostPercentHundredths: z.int().min(0).max(10_000) }))
        .min(1)
        .max(10),
    })
    .nullable(),
})
export type Grading = z.output<typeof gradingSchema>

/** Quarter → year: added up, mean, or with weights in thousandths that make 1000. */
export const yearlySchema = z.discriminatedUnion('method', [
  z.object({ method: z.literal('sum') }),
  z.object({ method: z.literal('mean') }),
  z.object({
    method: z.literal('weights'),
    thousandths: z.tuple([z.int().min(0), z.int().min(0), z.int().min(0), z.int().min(0)]),
  }),
])
export type Yearly = z.output<typeof yearlySchema>

export const schemeDocumentSchema = z.object({
  name,
  /** Paper the scheme stands on. */
  basis: z.string().trim().max(200).nullable(),
  indicators: z.array(indicatorSchema).max(60),
  grading: gradingSchema,
  yearly: yearlySchema,
})
export type SchemeDocument = z.output<typeof schemeDocumentSchema>

/** Whether an indicator limits the grade alone: vetoes, and nothing with marks under it. */
export function isVetoOnly({ rules, children }: Pick<Indicator, 'rules' | 'children'>): boolean {
  return (
    rules.length + children.length > 0 &&
    rules.every((rule) => rule.op === 'veto') &&
    children.every(isVetoOnly)
  )
}

/** Every indicator of a scheme, parents before children. */
export function indicatorsOf(document: Pick<SchemeDocument, 'indicators'>): Indicator[] {
  const list: Indicator[] = []
  const walk = (indicators: readonly Indicator[]) => {
    for (const indicator of indicators) {
      list.push(indicator)
      walk(indicator.children)
    }
  }
  walk(document.indicators)
  return list
}
