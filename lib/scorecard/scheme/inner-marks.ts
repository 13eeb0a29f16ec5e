import type { Indicator, Rule, RuleOp } from './schema'

/** What a rule does to the marks of its level. */
type Direction = 'takes' | 'earns' | 'adds' | 'neither'

const directions: Record<RuleOp, Direction> = {
  ...{ deduct_per_event: 'takes', deduct_fixed: 'takes', deduct_late: 'takes' },
  ...{ deduct_range: 'takes', deduct_discretion: 'takes', rate_step: 'takes' },
  ...{ score_each: 'earns', score_if: 'earns', all_or_nothing: 'earns' },
  ...{ tiered: 'earns', band: 'earns', import: 'earns' },
  ...{ add_per_event: 'adds', add_range: 'adds', add_capped: 'adds', add_discretion: 'adds' },
  ...{ by_level: 'adds', zero_item: 'neither', veto: 'neither' },
}

/** Tiers, bands and levels that only take marks are deductions from full marks. */
export function directionOf(rule: Rule): Direction {
  const marks =
    rule.op === 'tiered'
      ? rule.tiers.map((tier) => tier.hundredths)
      : rule.op === 'band'
        ? rule.bands.map((band) => band.hundredths)
        : []
  return marks.length > 0 && marks.every((mark) => mark <= 0) ? 'takes' : directions[rule.op]
}

/** The most that a rule can earn of the marks of its level; 0 where it states no figure. */
function mostOf(rule: Rule): number {
  switch (rule.op) {
    case 'score_each':
      return rule.parts.reduce((sum, part) => sum + part.hundredths, 0)
    case 'score_if':
    case 'all_or_nothing':
      return rule.hundredths ?? 0
    case 'tiered':
      return Math.max(0, ...rule.tiers.map((tier) => tier.hundredths))
    case 'band':
      return Math.max(0, ...rule.bands.map((band) => band.hundredths))
    case 'import':
      return rule.toHundredths ?? rule.theirFullHundredths ?? 0
    default:
      return 0
  }
}

/** Rules and marked levels that count into a level: down to, not into, levels with own marks. */
function region(node: Indicator): { rules: Rule[]; marked: Indicator[] } {
  const rules = [...node.rules]
  const marked: Indicator[] = []
  for (const child of node.children) {
    if (child.fullHundredths !== null) {
      marked.push(child)
    } else if (!isBeside(child)) {
      const inner = region(child)
      rules.push(...inner.rules)
      marked.push(...inner.marked)
    }
  }
  return { rules, marked }
}

/** 加分项 and 减分项 are bounded beside the full marks. */
const isBeside = (node: Indicator) =>
  node.fullHundredths === null && (node.floorHundredths !== null || node.capHundredths !== null)

const hasBonus = (node: Indicator): boolean =>
  (isBeside(node) && node.floorHundredths === 0) ||
  node.rules.some((rule) => directionOf(rule) === 'adds') ||
  node.children.some(hasBonus)

/**
 * What each level's reckoning begins from and is limited to. A level with full marks and deductions
 * starts full, one that is only earned starts at nothing; levels below with marks of their own take
 * theirs out of it. The floor is nothing, the top its full marks unless bonus may pass them.
 */
export function withInnerMarks(node: Indicator): Indicator {
  const children = node.children.map(withInnerMarks)
  if (node.fullHundredths === null) {
    return { ...node, children }
  }
  return {
    ...node,
    startHundredths: startOf(node, node.fullHundredths),
    floorHundredths: 0,
    capHundredths: hasBonus(node) ? null : node.fullHundredths,
    children,
  }
}

function startOf(node: Indicator, full: number): number {
  const { rules, marked } = region(node)
  // Parts for one class each stand in the same marks: the largest class counts once.
  const pool = full - markedOf(marked)
  const takes = rules.some((rule) => directionOf(rule) === 'takes')
  const earning = rules.filter((rule) => directionOf(rule) === 'earns')
  if (takes) {
    return Math.max(0, pool - earning.reduce((sum, rule) => sum + mostOf(rule), 0))
  }
  const isBonusOnly = rules.length > 0 && rules.every((rule) => directionOf(rule) === 'adds')
  return earning.length > 0 || (isBonusOnly && marked.length === 0) ? 0 : Math.max(0, pool)
}

function markedOf(marked: readonly Indicator[]): number {
  const sums = (['I', 'II', 'III'] as const).map((one) =>
    marked
      .filter((child) => child.classes === null || child.classes.includes(one))
      .reduce((sum, child) => sum + (child.fullHundredths ?? 0), 0),
  )
  return Math.max(...sums)
}

/** 加分项 of at most so many marks: no part of the full marks, limited above. */
export function asBonusPart(node: Indicator): Indicator {
  return { ...beside(node, asBonusPart), floorHundredths: 0, capHundredths: node.fullHundredths }
}

/** 减分项 of at most so many marks: reaches through to the total. */
export function asPenaltyPart(node: Indicator): Indicator {
  const limit = node.fullHundredths
  const floorHundredths = limit === null ? null : -limit
  return { ...beside(node, asPenaltyPart), floorHundredths, capHundredths: 0 }
}

function beside(node: Indicator, convert: (child: Indicator) => Indicator): Indicator {
  const children = node.children.map(convert)
  return { ...node, fullHundredths: null, startHundredths: 0, children }
}

/** Rules of a level and of all under it. */
export function rulesUnder(node: Indicator): Rule[] {
  return [...node.rules, ...node.children.flatMap(rulesUnder)]
}
