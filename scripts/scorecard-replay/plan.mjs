import { operators } from './operators.mjs'

/** Kinds of observation that each operator reads where the rule gives the figures. */
const readable = {
  deduct_per_event: ['events'],
  deduct_late: ['events'],
  add_per_event: ['events'],
  add_capped: ['events'],
  deduct_fixed: ['met', 'events'],
  deduct_range: ['amount'],
  deduct_discretion: ['amount'],
  add_range: ['amount'],
  add_discretion: ['amount'],
  score_each: ['parts'],
  score_if: ['met', 'events'],
  all_or_nothing: ['parts', 'met'],
  tiered: ['tier'],
  band: ['value', 'rate'],
  rate_step: ['rate'],
  zero_item: ['met', 'events'],
  veto: ['met', 'events'],
  by_level: ['level'],
  import: ['value', 'amount'],
}

/**
 * Entries that a rule makes of its observations, and those that it cannot read.
 * @param {any} rule
 * @param {any[]} observations
 * @returns {{ entries: any[], unread: any[] }}
 */
export function planned(rule, observations) {
  const operator = operators[rule.op]
  if (!operator) {
    throw new Error(`规则 ${rule.key} 的算法 ${rule.op} 未知`)
  }
  const seen = new Set()
  const unread = []
  const fit = observations.filter((one) => {
    const isFit = !seen.has(one.basisKey) && isReadable(rule, one)
    seen.add(one.basisKey)
    if (!isFit) {
      unread.push(one)
    }
    return isFit
  })
  const entries = operator(rule, fit).map((entry) => ({ ...entry, ruleKey: rule.key }))
  return { entries, unread }
}

function isReadable(rule, one) {
  return kindsOf(rule).includes(one.kind) && isWithin(rule, one)
}

function kindsOf(rule) {
  if (rule.hundredths === null) {
    return ['amount']
  }
  if (rule.op === 'score_if' && ['obligation', 'task'].includes(rule.source.kind)) {
    return ['met']
  }
  if (rule.op === 'all_or_nothing' && rule.parts.length === 0) {
    return ['met']
  }
  return readable[rule.op]
}

function isWithin(rule, one) {
  switch (one.kind) {
    case 'events':
      return isCount(one.count)
    case 'amount':
      return Number.isSafeInteger(one.hundredths) && (rule.op === 'import' || isAmount(rule, one))
    case 'parts':
      return one.met.every((at) => isCount(at) && at < rule.parts.length)
    case 'tier':
      return rule.tiers[one.position] !== undefined
    case 'level':
      return rule.levels[one.level] !== undefined
    case 'rate':
      return isCount(one.numerator) && isCount(one.denominator) && one.numerator <= one.denominator
    case 'value':
      return Number.isSafeInteger(one.hundredths)
    default:
      return one.kind === 'met'
  }
}

/** A stated amount has no sign; a range or a limit of the rule binds it. */
function isAmount(rule, { hundredths }) {
  const least = rule.fromHundredths ?? 0
  const most = rule.toHundredths ?? null
  return hundredths >= least && (most === null || hundredths <= most)
}

function isCount(value) {
  return Number.isSafeInteger(value) && value >= 0
}
