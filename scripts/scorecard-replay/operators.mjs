import { divided, whole } from './whole-numbers.mjs'

/**
 * What each operator makes of the observations that fit it, which come by day and basis. An entry is
 * {basisKey, occurredOn, effect, amount}; amounts are signed, deductions negative.
 * @type {Record<string, (rule: any, observations: any[]) => any[]>}
 */
export const operators = {
  deduct_per_event: perEvent,
  deduct_late: perEvent,
  add_per_event: perEvent,
  add_capped: perEvent,
  deduct_range: perEvent,
  deduct_discretion: perEvent,
  add_range: perEvent,
  add_discretion: perEvent,
  deduct_fixed: (rule, seen) => (rule.hundredths === null ? stated(rule, seen) : fixed(rule, seen)),
  score_if: (rule, seen) => (rule.hundredths === null ? stated(rule, seen) : scoreIf(rule, seen)),
  all_or_nothing: (rule, seen) =>
    rule.hundredths === null ? stated(rule, seen) : allOrNothing(rule, seen),
  zero_item: (_rule, seen) => once(seen, 'zero', 0n),
  veto: (_rule, seen) => once(seen, 'veto', 0n),
  score_each: scoreEach,
  tiered: (rule, seen) => seen.map((one) => entry(one, whole(rule.tiers[one.position].hundredths))),
  import: (rule, seen) => seen.map((one) => entry(one, brought(rule, whole(one.hundredths)))),
  rate_step: rateStep,
  band,
  by_level: byLevel,
}

function entry(observation, amount, effect = 'points') {
  const { basisKey, occurredOn } = observation
  return { basisKey, occurredOn, effect, amount }
}

function signed(rule, observation, amount) {
  const isDeduction = rule.op.startsWith('deduct_')
  const times = isDeduction && rule.isDoubledAfterUrging && observation.isUrged ? 2n : 1n
  return (isDeduction ? -amount : amount) * times
}

function perEvent(rule, seen) {
  const entries = seen.map((one) => {
    const amount =
      one.kind === 'amount' ? whole(one.hundredths) : whole(rule.hundredths) * whole(one.count)
    return entry(one, signed(rule, one, amount))
  })
  return entries.filter((one) => one.amount !== 0n)
}

function stated(rule, seen) {
  return seen.map((one) => entry(one, signed(rule, one, whole(one.hundredths))))
}

function isThere(one) {
  return one.kind === 'met' ? one.isMet : one.count > 0
}

function once(seen, effect, amount) {
  const first = seen.find(isThere)
  return first ? [entry(first, amount, effect)] : []
}

/** Twice the amount if any of what happened had been urged. */
function fixed(rule, seen) {
  const isUrged = seen.some((one) => isThere(one) && one.isUrged)
  return once(seen, 'points', signed(rule, { isUrged }, whole(rule.hundredths)))
}

function scoreIf(rule, seen) {
  const first = seen.find(isThere)
  if (first) {
    return [entry(first, whole(rule.hundredths))]
  }
  return seen.slice(0, 1).map((one) => entry(one, 0n))
}

function allOrNothing(rule, seen) {
  const isWhole = (one) =>
    one.kind === 'parts' ? rule.parts.every((_, at) => one.met.includes(at)) : one.isMet
  const failing = seen.find((one) => !isWhole(one))
  if (failing) {
    return [entry(failing, 0n)]
  }
  return seen.slice(0, 1).map((one) => entry(one, whole(rule.hundredths)))
}

/** A part counts once, where it is first met. */
function scoreEach(rule, seen) {
  const counted = new Set()
  return seen.map((one) => {
    let amount = 0n
    rule.parts.forEach((part, at) => {
      if (one.met.includes(at) && !counted.has(at)) {
        counted.add(at)
        amount += whole(part.hundredths)
      }
    })
    return entry(one, amount)
  })
}

function brought(rule, value) {
  const { theirFullHundredths: theirs, toHundredths: ours } = rule
  return theirs === null || ours === null ? value : divided(value * whole(ours), whole(theirs))
}

/** Numerators and denominators added up; null where nobody was expected. */
function addedUp(seen) {
  const rates = seen.filter((one) => one.kind === 'rate')
  const numerator = rates.reduce((sum, one) => sum + whole(one.numerator), 0n)
  const denominator = rates.reduce((sum, one) => sum + whole(one.denominator), 0n)
  const occurredOn = rates.at(-1)?.occurredOn
  return denominator === 0n ? null : { numerator, denominator, occurredOn }
}

function rateStep(rule, seen) {
  const rate = addedUp(seen)
  if (!rate) {
    return []
  }
  const threshold = whole(rule.thresholdPercentHundredths)
  const short = threshold * rate.denominator - 10_000n * rate.numerator
  if (short <= 0n) {
    return []
  }
  const step = whole(rule.stepPercentHundredths) * rate.denominator
  const steps = rule.countsPartSteps ? (short + step - 1n) / step : short / step
  const amount = -whole(rule.hundredths) * steps
  return steps === 0n ? [] : [entry({ ...rate, basisKey: 'aggregate:rate' }, amount)]
}

function band(rule, seen) {
  const marksOf = (value) => {
    const found = rule.bands.find(
      ({ from, to }) =>
        (from === null || value >= whole(from)) && (to === null || value < whole(to)),
    )
    return found ? whole(found.hundredths) : 0n
  }
  const entries = seen
    .filter((one) => one.kind === 'value')
    .map((one) => entry(one, marksOf(whole(one.hundredths))))
  const rate = addedUp(seen)
  if (rate) {
    // Whole hundredths of a percent; the rest is dropped.
    const percent = (10_000n * rate.numerator) / rate.denominator
    entries.push(entry({ ...rate, basisKey: 'aggregate:rate' }, marksOf(percent)))
  }
  return entries
}

/** Of one matter the highest mark, or of marks below zero the lowest; the two kinds stay apart. */
function byLevel(rule, seen) {
  const marks = rule.levels.map((level) => whole(level.hundredths))
  const hasBoth = marks.some((mark) => mark < 0n) && marks.some((mark) => mark >= 0n)
  const best = new Map()
  for (const one of seen) {
    const amount = marks[one.level] ?? 0n
    const suffix = hasBoth && amount < 0n ? ':negative' : ''
    const basisKey = `aggregate:matter:${one.matter.trim()}${suffix}`
    const other = best.get(basisKey)
    const isFurther = !other || (amount < 0n ? amount < other.amount : amount > other.amount)
    if (isFurther) {
      best.set(basisKey, entry({ basisKey, occurredOn: one.occurredOn }, amount))
    }
  }
  return [...best.values()]
}
