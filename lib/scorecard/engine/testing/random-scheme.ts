import { organisationClasses } from '@/db/enums'
import { type Indicator, indicatorsOf, type SchemeDocument } from '../../scheme/schema'
import type { FoldLine } from '../fold-line'
import type { Circumstances, GivenState } from '../indicator-states'
import { exampleIndicator, exampleRule, exampleScheme, type seeded } from './examples'

type Random = ReturnType<typeof seeded>

/** A scheme of up to three levels with every kind of limit, class and policy. */
export function randomScheme(random: Random): SchemeDocument {
  const count = { indicators: 0, rules: 0 }
  return exampleScheme(
    Array.from({ length: random.int(1, 4) }, () => randomIndicator(random, 1, count)),
  )
}

function randomIndicator(
  random: Random,
  depth: number,
  count: { indicators: number; rules: number },
): Indicator {
  count.indicators += 1
  const children = depth < 3 && random.is(50) ? random.int(1, 3) : 0
  const rules = children === 0 || random.is(20) ? random.int(0, 3) : 0
  return exampleIndicator({
    key: `i${count.indicators}`,
    fullHundredths: random.is(70) ? random.int(0, 2000) : null,
    startHundredths: random.pick([0, 0, 500, 1000, -100]),
    floorHundredths: random.pick([null, 0, 0, -300]),
    capHundredths: random.pick([null, null, 800, 1000]),
    classes: random.is(20) ? [random.pick(organisationClasses)] : null,
    notApplicable: random.pick(['scale', 'scale', 'full']),
    rules: Array.from({ length: rules }, () => randomRule(random, ++count.rules)),
    children: Array.from({ length: children }, () => randomIndicator(random, depth + 1, count)),
  })
}

function randomRule(random: Random, number: number) {
  const key = `r${number}`
  const capHundredths = random.is(30) ? random.int(1, 400) : null
  return random.pick([
    exampleRule('deduct_per_event', { key, capHundredths, hundredths: 50 }),
    exampleRule('add_per_event', { key, capHundredths, hundredths: 50 }),
    exampleRule('zero_item', { key }),
    exampleRule('veto', { key, effect: { kind: 'ceiling', grade: '一般' } }),
  ])
}

/** Lines that the rules of a scheme may have made, some of them of other classes. */
export function randomLines(random: Random, document: SchemeDocument): FoldLine[] {
  const rules = indicatorsOf(document).flatMap((one) => one.rules)
  return rules.flatMap((rule) =>
    Array.from({ length: random.int(0, 4) }, (_, number): FoldLine => {
      const effect = rule.op === 'zero_item' ? 'zero' : rule.op === 'veto' ? 'veto' : 'points'
      return {
        ruleKey: rule.key,
        basisKey: `item:${number}`,
        effect: effect !== 'points' && random.is(60) ? 'points' : effect,
        amountHundredths: 0,
        occurredOn: `2026-07-0${random.int(1, 9)}`,
      }
    }).map((line) =>
      line.effect === 'points' ? { ...line, amountHundredths: random.int(-300, 300) } : line,
    ),
  )
}

/** What may be known of the indicators, and decided about them. */
export function randomCircumstances(random: Random, document: SchemeDocument): Circumstances {
  const states: GivenState[] = ['unscored', 'not_applicable', 'no_data', 'scored']
  const indicators = indicatorsOf(document)
  return {
    states: new Map(
      indicators.filter(() => random.is(40)).map((one) => [one.key, random.pick(states)]),
    ),
    treatments: new Map(
      indicators
        .filter(() => random.is(30))
        .map((one) => [one.key, random.pick(['full', 'not_applicable', 'zero'] as const)]),
    ),
  }
}
