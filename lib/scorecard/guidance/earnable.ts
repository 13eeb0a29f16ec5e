import { withoutFinalStop } from '@/lib/format'
import { addDays } from '@/lib/period'
import type { Observation } from '../engine/observation'
import type { Observed } from '../ledger/observe'
import type { PlacedRule, QuarterFrame } from '../ledger/quarter-frame'

/** Marks that a department gives for something done, and has not given yet. */
export interface Earnable {
  key: string
  placed: PlacedRule
  title: string
  observation: Observation
}

/**
 * What a branch can still earn by rules that give marks for what is done (逐项得分, 满足得分, 全部做到
 * 才得分) and are judged: the parts that nobody has found met so far.
 */
export function applicableParts(
  frame: Pick<QuarterFrame, 'prepared' | 'rules' | 'period'>,
  observed: Observed,
): Earnable[] {
  const plan = frame.prepared.planOf(observed.subject.class)
  const day = addDays(frame.period.to, -1)
  return frame.rules.judgement
    .filter(
      ({ rule, indicator }) =>
        plan.ruleAt.has(rule.key) && observed.states.get(indicator.key) !== 'not_applicable',
    )
    .flatMap((placed) => partsOf(placed, observed.observations.get(placed.rule.key) ?? [], day))
}

function partsOf(placed: PlacedRule, made: readonly Observation[], day: string): Earnable[] {
  const { rule } = placed
  const one = (position: number, title: string, value: Value): Earnable => {
    const key = `possible:${rule.key}:${position}`
    const rest = { sources: [], evidence: {}, handlerId: null, words: title, isUrged: false }
    return {
      key,
      placed,
      title: withoutFinalStop(title),
      observation: { ...rest, ...value, basisKey: key, occurredOn: day },
    }
  }
  switch (rule.op) {
    case 'score_each': {
      const met = new Set(made.flatMap((each) => (each.kind === 'parts' ? [...each.met] : [])))
      return rule.parts.flatMap(({ name }, position) =>
        met.has(position) ? [] : one(position, name, { kind: 'parts', met: [position] }),
      )
    }
    case 'score_if':
      return rule.hundredths === null || made.length > 0
        ? []
        : [one(0, rule.words, { kind: 'met', isMet: true })]
    case 'all_or_nothing': {
      const met = rule.parts.map((_, position) => position)
      return rule.hundredths === null || made.length > 0
        ? []
        : [
            one(
              0,
              rule.words,
              met.length > 0 ? { kind: 'parts', met } : { kind: 'met', isMet: true },
            ),
          ]
    }
    default:
      return []
  }
}

type Value = { kind: 'parts'; met: number[] } | { kind: 'met'; isMet: boolean }
