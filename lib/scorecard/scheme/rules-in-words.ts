import { type JsonRecord, TableFault } from './json-node'
import { vetoRule } from './read-rule'
import { partsOf } from './read-rule-lists'
import { readVeto } from './read-veto'
import type { Rule } from './schema'

/** 决策议题0.5 … 落实决议2: steps of an item that are marks of their own; else none. */
export function steppedRule(node: JsonRecord, key: string): Rule[] {
  const parts = Array.isArray(node.steps) ? partsOf({ steps: node.steps }) : []
  const figures = parts.flatMap(({ name, hundredths }) =>
    hundredths !== null && hundredths > 0 ? [{ name, hundredths }] : [],
  )
  if (figures.length === 0 || figures.length < parts.length || figures.length > 50) {
    return []
  }
  const shared = { capHundredths: null, isDoubledAfterUrging: false }
  const words = figures.map((part) => part.name).join('、')
  const source = { kind: 'judgement' } as const
  return [{ op: 'score_each', key, words: words.slice(0, 300), source, ...shared, parts: figures }]
}

/** Vetoes that a table writes in words; what cannot be expressed is noted. */
export function vetoRules(
  vetoes: readonly unknown[],
  key: string,
  around: { grades: readonly string[]; notes: string[] },
): Rule[] {
  const rules: Rule[] = []
  for (const one of vetoes) {
    try {
      const veto = readVeto(one, around.grades)
      if (veto && veto.effect !== 'zero') {
        rules.push(vetoRule(`${key}-r${rules.length + 1}`, veto.words, veto.effect))
      } else if (veto) {
        around.notes.push(`否决项“${veto.words}”要求清零，请在对应指标下立“本项清零”`)
      }
    } catch (error) {
      const reason = error instanceof TableFault ? error.message : '写法读不懂'
      around.notes.push(`否决项没有读出来：${reason}`)
    }
  }
  return rules
}

/** What a rule's words say beyond what it can reckon is left to its author. */
export function noteNuance(rule: Rule, path: string, notes: string[]): void {
  if (/再扣|再加|减半|每(?:多|增加)一/.test(rule.words) && !rule.isDoubledAfterUrging) {
    notes.push(`${path} 的原文还有“${rule.words}”，按固定分值计，其余请另立一条`)
  }
}
