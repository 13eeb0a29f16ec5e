import type { ActivityKind, OrganisationClass } from '@/db/enums'
import type { Rule, RuleSource } from './schema'

/** How the built-in scheme writes its rules: departments, sources, the common operators. */

/** Departments that score; the Party office is the usual one. */
export const office = '党委党建部'
export const discipline = '纪委办公室'
export const union = '工会'
export const safety = '安全监察部'

/** Where rules take what they score from. */
export const judgement: RuleSource = { kind: 'judgement' }
/** Activities owed and not held. */
export const owed = (...activities: ActivityKind[]): RuleSource => ({
  kind: 'obligation',
  activities,
})
/** 到会率 of activities. */
export const present = (...activities: ActivityKind[]): RuleSource => ({
  kind: 'attendance',
  activities,
})
/** Tasks of the indicator or of the annual plan. */
export const tasks = (scope: 'indicator' | 'plan'): RuleSource => ({ kind: 'task', scope })

type Draft = Rule extends infer One
  ? One extends Rule
    ? Omit<One, 'key' | SharedKey>
    : never
  : never
type SharedKey = 'words' | 'source' | 'capHundredths' | 'isDoubledAfterUrging'
type Extra = Partial<Pick<Rule, 'capHundredths' | 'isDoubledAfterUrging'>>
/** A rule without its key, which follows from where it stands. */
type Unkeyed = (key: string) => Rule

/** A rule of the built-in scheme; its key is given where it stands. */
export const rule =
  (words: string, source: RuleSource, draft: Draft, extra: Extra = {}): Unkeyed =>
  (key) =>
    ({
      ...draft,
      key,
      words,
      source,
      capHundredths: null,
      isDoubledAfterUrging: false,
      ...extra,
    }) as Rule

/** So much for each event. */
export const each = (words: string, source: RuleSource, hundredths: number, extra: Extra = {}) =>
  rule(words, source, { op: 'deduct_per_event', hundredths }, extra)
/** So much once. */
export const once = (words: string, hundredths: number) =>
  rule(words, judgement, { op: 'deduct_fixed', hundredths })

/** A leaf of the built-in scheme as it is written down. */
export interface LeafText {
  name: string
  full: number
  department?: string
  basis?: string
  classes?: OrganisationClass[]
  /** Marks that are earned from nothing instead of kept from full. */
  isEarned?: boolean
  rules: Unkeyed[]
}
