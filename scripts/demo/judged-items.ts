import type { JudgedItem, JudgedValue } from '@/lib/facts/judgement-schema'
import type { Day } from '@/lib/period'
import type { Indicator, Rule } from '@/lib/scorecard/scheme/schema'
import type { Temper } from './company'
import type { Random } from './random'

const chanceOf: Record<Temper, number> = { prompt: 0.03, steady: 0.09, slow: 0.24 }

const matters = [
  '全国电力行业党建创新案例',
  '省公司先进基层党组织',
  '公司党建微课评比',
  '省公司示范党支部',
]

export interface JudgedBranch {
  temper: Temper
  random: Random
  /** Some day of the quarter for each thing judged. */
  dayOf: () => Day
}

/** What a department finds under the rules it judges: mostly nothing, more at slow branches. */
export function judgedItems(indicator: Indicator, branch: JudgedBranch): JudgedItem[] {
  return indicator.rules.flatMap((rule, at) => {
    const value = rule.source.kind === 'judgement' ? judgedValueOf(rule, branch) : null
    return value === null
      ? []
      : [
          {
            itemKey: `d${at + 1}`,
            ruleKey: rule.key,
            occurredOn: branch.dayOf(),
            words: wordsOf(rule, value),
            isUrged: false,
            value,
          },
        ]
  })
}

function wordsOf(rule: Rule, value: JudgedValue): string {
  return value.kind === 'level' ? value.matter : `${rule.words}，见检查记录`
}

function judgedValueOf(rule: Rule, { random, temper }: JudgedBranch): JudgedValue | null {
  const chance = chanceOf[temper]
  const happens = (factor: number) => random.chance(chance * factor)
  switch (rule.op) {
    case 'deduct_per_event':
    case 'deduct_late':
      return happens(1) ? { kind: 'events', count: happens(1) ? 2 : 1 } : null
    case 'deduct_fixed':
      return happens(0.4) ? { kind: 'met', isMet: true } : null
    case 'deduct_range': {
      const steps = Math.floor((rule.toHundredths - rule.fromHundredths) / 50)
      return happens(0.6)
        ? { kind: 'amount', hundredths: rule.fromHundredths + 50 * random.int(0, steps) }
        : null
    }
    case 'score_each': {
      const met = rule.parts.map((_, position) => position).filter(() => !happens(2))
      return { kind: 'parts', met }
    }
    case 'all_or_nothing': {
      const met = rule.parts.map((_, position) => position).filter(() => !happens(0.7))
      return { kind: 'parts', met }
    }
    case 'tiered':
      return { kind: 'tier', position: happens(2) ? 1 : 0 }
    case 'by_level':
      return random.chance(temper === 'prompt' ? 0.3 : 0.06)
        ? { kind: 'level', level: random.int(0, 1), matter: random.pick(matters) }
        : null
    case 'add_per_event':
      return random.chance(temper === 'prompt' ? 0.18 : 0.04) ? { kind: 'events', count: 1 } : null
    default:
      return null
  }
}
