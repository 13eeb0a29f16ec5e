import { z } from 'zod'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** What a department states under one rule; the operator of the rule says which kind fits. */
export const judgedValue = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('events'), count: z.int().min(1).max(999) }),
  /** Integer hundredths, without sign. */
  z.object({ kind: z.literal('amount'), hundredths: z.int().min(0).max(1_000_000) }),
  z.object({ kind: z.literal('met'), isMet: z.boolean() }),
  z.object({ kind: z.literal('parts'), met: z.array(z.int().min(0)).max(50) }),
  z.object({ kind: z.literal('tier'), position: z.int().min(0) }),
  z.object({ kind: z.literal('value'), hundredths: z.int() }),
  z.object({
    kind: z.literal('rate'),
    numerator: z.int().min(0),
    denominator: z.int().min(1),
  }),
  z.object({
    kind: z.literal('level'),
    level: z.int().min(0),
    matter: z.string().trim().min(1).max(100),
  }),
])
export type JudgedValue = z.output<typeof judgedValue>

/** One thing judged under a rule. Its key stays the same from version to version. */
export const judgedItem = z.object({
  itemKey: z.string().regex(/^[a-z0-9-]{1,40}$/),
  ruleKey: z.string().min(1).max(40),
  occurredOn: day,
  /** What it is about, in a few words. */
  words: z.string().trim().min(1).max(200),
  isUrged: z.boolean(),
  value: judgedValue,
})
export type JudgedItem = z.output<typeof judgedItem>
