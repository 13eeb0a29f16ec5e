import { latestFacts } from './standing.mjs'
import { compare, hundredthsOf, whole } from './whole-numbers.mjs'

/**
 * What happened, was missed, was judged or was measured, as one rule reads it, in the order of day
 * and basis.
 * @param {{ quarter: any, found: any, organisation: any, judgements: Map<string, any> }} branch
 * @param {any} indicator
 * @param {any} rule
 * @returns {any[]}
 */
export function observationsOf(branch, indicator, rule) {
  const read = readers[rule.source.kind]
  if (!read) {
    throw new Error(`规则 ${rule.key} 的数据来源 ${rule.source.kind} 未知`)
  }
  return read(branch, indicator, rule).sort(
    (a, b) => compare(a.occurredOn, b.occurredOn) || compare(a.basisKey, b.basisKey),
  )
}

const readers = {
  judgement: judged,
  obligation: missed,
  attendance: attended,
  task: finished,
  evaluation: evaluated,
  reported: reported,
  import: imported,
}

function judged({ judgements }, indicator, rule) {
  const judgement = judgements.get(indicator.key)
  const items = judgement?.value.state === 'scored' ? judgement.value.items : []
  return items
    .filter((item) => item.ruleKey === rule.key)
    .map((item) => ({
      basisKey: `item:${item.itemKey}`,
      occurredOn: item.occurredOn,
      isUrged: item.isUrged === true,
      ...item.value,
    }))
}

function missed({ quarter, found, organisation }, _indicator, rule) {
  const owed = found.obligations.get(organisation.id) ?? []
  return owed
    .filter((one) => rule.source.activities.includes(one.kind) && one.exemptionBasis === null)
    .filter((one) => liesIn(one, quarter) && isOfSegment(dayOf(one.dueAt), quarter, organisation))
    .filter((one) => one.dueAt < quarter.asOf && (one.dischargedAt === null || one.isLate))
    .map((one) => ({
      basisKey: `obligation:${one.id}`,
      occurredOn: dayOf(one.dueAt),
      isUrged: false,
      kind: 'events',
      count: 1,
    }))
}

/** Of a month or quarter within the quarter; of a year, if it is due in the quarter. */
function liesIn({ period, dueAt }, quarter) {
  if (period.length === 4) {
    const day = dayOf(dueAt)
    return day >= quarter.from && day < quarter.to
  }
  const last = 3 * Number(quarter.period.slice(5))
  const months = [last - 2, last - 1, last].map((month) => `M${String(month).padStart(2, '0')}`)
  const year = quarter.period.slice(0, 4)
  return period === quarter.period || months.some((month) => period === year + month)
}

/** An end of the segment binds only where it lies within the quarter. */
function isOfSegment(day, quarter, { from, to }) {
  return (from <= quarter.from || day >= from) && (to >= quarter.to || day < to)
}

function attended({ quarter, found, organisation }, _indicator, rule) {
  const held = found.activities.get(organisation.id) ?? []
  return held
    .filter((one) => one.kinds.some((kind) => rule.source.activities.includes(kind)))
    .filter((one) => one.heldOn >= quarter.from && one.heldOn < quarter.to)
    .filter((one) => isOfSegment(one.heldOn, quarter, organisation))
    .map((one) => ({
      basisKey: `activity:${one.id}`,
      occurredOn: one.heldOn,
      isUrged: false,
      kind: 'rate',
      numerator: one.present,
      denominator: one.expected,
    }))
}

function finished({ found, organisation }, indicator, rule) {
  const facts = latestFacts(
    found,
    organisation.id,
    'task_completion',
    (fact) => fact.value.assignmentId,
  )
  const owed = facts.filter(({ value }) => value.outcome !== 'void')
  const own = owed.filter(({ value }) =>
    rule.source.scope === 'plan'
      ? value.milestoneId !== null
      : value.indicatorKey === indicator.key,
  )
  const isOnTime = (fact) => fact.value.outcome === 'on_time'
  const last = own
    .map((fact) => fact.occurredOn)
    .sort(compare)
    .at(-1)
  const whole = { basisKey: 'aggregate:tasks', occurredOn: last, isUrged: false }
  if (own.length === 0) {
    return []
  }
  if (rule.op === 'rate_step' || rule.op === 'band') {
    const rate = { numerator: own.filter(isOnTime).length, denominator: own.length }
    return [{ ...whole, kind: 'rate', ...rate }]
  }
  if (rule.op === 'score_if' || rule.op === 'all_or_nothing') {
    return [{ ...whole, kind: 'met', isMet: own.every(isOnTime) }]
  }
  return own
    .filter((fact) => !isOnTime(fact))
    .map((fact) => ({
      basisKey: `fact:task_completion:${fact.value.assignmentId}`,
      occurredOn: fact.occurredOn,
      isUrged: fact.value.isUrged === true,
      kind: 'events',
      count: 1,
    }))
}

function evaluated({ found, organisation }, indicator) {
  const facts = latestFacts(found, organisation.id, 'task_evaluation', (fact) => fact.sourceId)
  return facts
    .filter((fact) => fact.value.indicatorKey === indicator.key)
    .map((fact) => ({
      basisKey: `fact:task_evaluation:${fact.sourceId}`,
      occurredOn: fact.occurredOn,
      isUrged: false,
      kind: 'amount',
      hundredths: fact.value.pointsHundredths,
    }))
}

function reported({ quarter, found, organisation }, _indicator, rule) {
  const values = found.reported.get(organisation.id) ?? []
  return values
    .filter((one) => one.key === rule.source.key && hundredthsOf(one.value) !== null)
    .map((one) => ({
      basisKey: `reported:${one.key}`,
      occurredOn: dayOf(one.publishedAt ?? quarter.asOf),
      isUrged: false,
      kind: 'value',
      hundredths: Number(hundredthsOf(one.value)),
    }))
}

function imported({ found, organisation }, _indicator, rule) {
  const facts = latestFacts(found, organisation.id, 'imported_value', (fact) => fact.sourceId)
  return facts
    .filter((fact) => fact.value.ruleKey === rule.key)
    .map((fact) => ({
      basisKey: `fact:imported_value:${fact.sourceId}`,
      occurredOn: fact.occurredOn,
      isUrged: false,
      kind: 'value',
      hundredths: Number(whole(fact.value.hundredths)),
    }))
}

/** Day in Shanghai, eight hours ahead of UTC since 1991, of a moment in UTC. */
function dayOf(moment) {
  return new Date(Date.parse(moment) + 8 * 3_600_000).toISOString().slice(0, 10)
}
