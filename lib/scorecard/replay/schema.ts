import { z } from 'zod'
import {
  activityKinds,
  appealStates,
  calendarDayKinds,
  entryEffects,
  factKinds,
  organisationClasses,
  treatmentKinds,
} from '@/db/enums'
import { schemeDocumentSchema } from '../scheme/schema'

/**
 * The bundle of a frozen quarter: one JSON file from which every score can be reckoned again
 * without this application. docs/scorecard.md states what each member means; members are only ever
 * added under a new format name. Safe in the browser.
 */
export const bundleFormat = 'linghang-scorecard-bundle@1'

const id = z.string().min(1)
const key = z.string().min(1)
const dayText = z.iso.date()
/** UTC with milliseconds, as Date.toISOString writes it. */
const moment = z.iso.datetime({ precision: 3 })
const hundredths = z.int()
const count = z.int().min(0)

const quarterSchema = z.strictObject({
  period: z.string().regex(/^20\d{2}Q[1-4]$/),
  revision: z.int().min(1),
  /** First day, and the day after the last one. */
  from: dayText,
  to: dayText,
  /** The moment at which dues are held to have passed or not. */
  asOf: moment,
})

const organisationSchema = z.strictObject({
  id,
  code: z.string(),
  name: z.string(),
  class: z.enum(organisationClasses).nullable(),
  /** Days of the quarter on which it is scored: half-open. */
  from: dayText,
  to: dayText,
  mergedIntoId: id.nullable(),
  parentId: id.nullable(),
})

const denominatorSchema = z.strictObject({
  organisationId: id,
  on: dayText,
  total: count,
  full: count,
  voting: count,
})

const obligationSchema = z.strictObject({
  id,
  kind: z.enum(activityKinds),
  organisationId: id,
  /** 2026M09, 2026Q3 or 2026. */
  period: z.string().regex(/^20\d{2}(Q[1-4]|M(0[1-9]|1[0-2]))?$/),
  dueAt: moment,
  exemptionBasis: z.string().nullable(),
  activityId: id.nullable(),
  dischargedAt: moment.nullable(),
  isLate: z.boolean(),
})

/** Standing records only: neither withdrawn nor corrected by a later one. */
const activitySchema = z.strictObject({
  id,
  organisationId: id,
  heldOn: dayText,
  kinds: z.array(z.enum(activityKinds)),
  expected: count,
  present: count,
  lateReason: z.string().nullable(),
})

const factSchema = z.strictObject({
  id,
  kind: z.enum(factKinds),
  organisationId: id,
  occurredOn: dayText,
  period: z.string(),
  sourceType: z.string(),
  sourceId: id,
  version: z.int().min(1),
  value: z.unknown(),
  supersedesId: id.nullable(),
})

/** Published under a key of the known-facts registry and not superseded; a decimal as text. */
const reportedValueSchema = z.strictObject({
  id,
  key,
  organisationId: id,
  period: z.string(),
  value: z.string(),
  publishedAt: moment,
})

const treatmentSchema = z.strictObject({
  indicatorKey: key,
  /** Null for every class. */
  class: z.enum(organisationClasses).nullable(),
  treatment: z.enum(treatmentKinds),
  minutesNumber: z.string(),
})

const entrySchema = z.strictObject({
  id,
  organisationId: id,
  ruleVersion: z.string(),
  indicatorKey: key,
  ruleKey: key,
  basisKey: z.string().min(1),
  generation: z.int().min(1),
  effect: z.enum(entryEffects),
  amountHundredths: hundredths,
  reversesId: id.nullable(),
  /** Ids of the facts it stands on. */
  sources: z.array(id),
  obligationId: id.nullable(),
  occurredOn: dayText.nullable(),
  reason: z.string(),
})

const appealSchema = z.strictObject({
  id,
  organisationId: id,
  indicatorKey: key,
  ruleKey: key,
  basisKey: z.string(),
  entryId: id.nullable(),
  presentHundredths: hundredths,
  askedHundredths: hundredths.nullable(),
  state: z.enum(appealStates),
  /** Null where the entry was taken away. */
  decidedHundredths: hundredths.nullable(),
  /** The ruling, a fact of this bundle. */
  factId: id.nullable(),
  decisionReason: z.string().nullable(),
})

const resultSchema = z.strictObject({
  organisations: z.array(
    z.strictObject({
      id,
      totalHundredths: hundredths,
      fullHundredths: hundredths,
      grade: z.string().nullable(),
      /** Null where it is not ranked: something is 未评, or it was merged into another. */
      rank: z.int().min(1).nullable(),
      /** By key of the indicators of its class; null where 未评 or left out as 不适用. */
      indicators: z.record(z.string(), hundredths.nullable()),
    }),
  ),
})

/** Everything but the check code, which is the SHA-256 of this as canonical JSON. */
export const bundleContentSchema = z.strictObject({
  format: z.literal(bundleFormat),
  quarter: quarterSchema,
  scheme: z.strictObject({
    year: z.int(),
    version: z.int().min(1),
    document: schemeDocumentSchema,
  }),
  calendar: z.array(
    z.strictObject({ day: dayText, kind: z.enum(calendarDayKinds), name: z.string() }),
  ),
  organisations: z.array(organisationSchema),
  denominators: z.array(denominatorSchema),
  obligations: z.array(obligationSchema),
  activities: z.array(activitySchema),
  facts: z.array(factSchema),
  reportedValues: z.array(reportedValueSchema),
  treatments: z.array(treatmentSchema),
  entries: z.array(entrySchema),
  appeals: z.array(appealSchema),
  result: resultSchema,
})
export type BundleContent = z.output<typeof bundleContentSchema>

export const bundleSchema = bundleContentSchema.extend({
  /** 64 hexadecimal digits, lower case. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type Bundle = z.output<typeof bundleSchema>
