import { firstOf, type JsonRecord } from './json-node'
import { amountOf } from './marks'
import type { Rule } from './schema'
import { amountKeys } from './table-keys'

/** What a rule is read in. */
export interface RuleSurroundings {
  key: string
  /** Name of the level it stands in, for a rule without words. */
  itemName: string
  /** Full marks of that level. */
  fullHundredths: number | null
  /** Grades of the table, best first. */
  grades: readonly string[]
}

/** What every rule of ours has, whatever its operator. */
export type Shared = Pick<
  Rule,
  'key' | 'words' | 'source' | 'capHundredths' | 'isDoubledAfterUrging'
>
/** Makes the fields of one operator; what it makes is still to be parsed. */
export type Reader = (rule: JsonRecord, shared: Shared, around: RuleSurroundings) => unknown

/** The amount a rule states without sign; null where it gives no figure. */
export const amount = (rule: JsonRecord) => amountOf(firstOf(rule, amountKeys))
