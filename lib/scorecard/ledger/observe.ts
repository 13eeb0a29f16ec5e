import type { FactKind, OrganisationClass } from '@/db/enums'
import { formatPeriod } from '@/lib/format'
import type { Day } from '@/lib/period'
import { activityKindLabels } from '@/lib/tasks/states'
import type { Ruling } from '../engine/apply-rulings'
import type { GivenState } from '../engine/indicator-states'
import type { Observation } from '../engine/observation'
import { compare } from '../engine/planned-entry'
import type { RuleSource } from '../scheme/schema'
import { decimalHundredths } from './decimal-hundredths'
import { observeTasks } from './observe-tasks'
import type { PlacedRule, QuarterFrame } from './quarter-frame'
import type { AttendedRow, FactRow, MissedRow, Sources } from './read-sources'

/** Who is scored, and on which days of the quarter: half-open. */
export interface Subject {
  organisationId: string
  class: OrganisationClass | null
  fromDay: Day
  toDay: Day
}

/** What the rules of a quarter read of one organisation. */
export interface Observed {
  subject: Subject
  /** By rule key. */
  observations: Map<string, Observation[]>
  rulings: Ruling[]
  /** By indicator key, of those that have rules. */
  states: Map<string, GivenState>
  /** Values that are no numbers, each a sentence. */
  unread: string[]
}

type Frame = Pick<QuarterFrame, 'period' | 'prepared' | 'rules'>
export type FactOfKind<K extends FactKind> = Extract<FactRow, { kind: K }>

/** What one organisation has: the rows of it alone. */
export interface Own {
  frame: Frame
  subject: Subject
  sources: Sources
  facts: { [K in FactKind]: FactOfKind<K>[] }
  add: (rule: PlacedRule, observation: Observation) => void
  /** Something was found or owed for a rule, although it may have made no observation. */
  find: (rule: PlacedRule) => void
  unread: string[]
}

/** What the rules read of one organisation. Pure: the order of the rows changes nothing. */
export function observe(frame: Frame, subject: Subject, sources: Sources): Observed {
  const observations = new Map<string, Observation[]>()
  const found = new Set<string>()
  const own: Own = {
    frame,
    subject,
    sources,
    facts: latestByKind(sources.facts),
    add: ({ rule, indicator }, observation) => {
      found.add(indicator.key)
      const list = observations.get(rule.key)
      if (list) {
        list.push(observation)
      } else {
        observations.set(rule.key, [observation])
      }
    },
    find: ({ indicator }) => found.add(indicator.key),
    unread: [],
  }
  const judged = observeJudgements(own)
  observeObligations(own)
  observeAttendance(own)
  observeTasks(own)
  observeValues(own)
  return {
    subject,
    observations,
    rulings: own.facts.ruling.map(rulingOf),
    states: givenStatesOf(frame, subject.class, judged, found),
    unread: own.unread,
  }
}

/**
 * Facts by kind. Of judgements and rulings, which several sources may state, the latest for each
 * subject: highest version, then largest id; of the others a source has its latest alone.
 */
function latestByKind(facts: readonly FactRow[]): Own['facts'] {
  const byKind: Record<FactKind, FactRow[]> = {
    task_evaluation: [],
    task_completion: [],
    judgement: [],
    imported_value: [],
    ruling: [],
  }
  const judgements = new Map<string, FactRow>()
  const rulings = new Map<string, FactRow>()
  for (const fact of facts) {
    if (fact.kind === 'judgement') {
      keepLatest(judgements, fact.value.indicatorKey, fact)
    } else if (fact.kind === 'ruling') {
      keepLatest(rulings, `${fact.value.ruleKey} ${fact.value.basisKey}`, fact)
    } else {
      byKind[fact.kind].push(fact)
    }
  }
  byKind.judgement = [...judgements.values()]
  byKind.ruling = [...rulings.values()]
  return byKind as Own['facts']
}

function keepLatest(latest: Map<string, FactRow>, name: string, fact: FactRow): void {
  const other = latest.get(name)
  if (
    !other ||
    fact.version > other.version ||
    (fact.version === other.version && compare(fact.id, other.id) > 0)
  ) {
    latest.set(name, fact)
  }
}

function rulingOf(fact: FactOfKind<'ruling'>): Ruling {
  const { ruleKey, basisKey, amountHundredths, appealId } = fact.value
  return {
    ruleKey,
    basisKey,
    version: fact.version,
    amountHundredths,
    occurredOn: fact.occurredOn,
    source: fact.id,
    evidence: { appealId },
    handlerId: fact.recordedBy,
    words: '申诉更正',
  }
}

function observeJudgements({ frame, facts, add }: Own): Map<string, GivenState> {
  for (const fact of facts.judgement) {
    const { quarterId, indicatorKey, state, items } = fact.value
    for (const { itemKey, ruleKey, occurredOn, words, isUrged, value } of items) {
      const placed = placedFrom(frame, 'judgement', ruleKey)
      if (state === 'scored' && placed?.indicator.key === indicatorKey) {
        add(placed, {
          basisKey: `item:${itemKey}`,
          occurredOn,
          sources: [fact.id],
          evidence: { quarterId, indicatorKey, itemKey },
          handlerId: fact.recordedBy,
          words,
          isUrged,
          ...value,
        })
      }
    }
  }
  return new Map(facts.judgement.map(({ value }) => [value.indicatorKey, value.state]))
}

function placedFrom(frame: Frame, source: RuleSource['kind'], ruleKey: string): PlacedRule | null {
  const placed = frame.prepared.rules.get(ruleKey)
  return placed?.rule.source.kind === source ? placed : null
}

/** An end of the segment binds only where it lies within the quarter. */
function isOfSegment({ frame: { period }, subject: { fromDay, toDay } }: Own, day: Day): boolean {
  return (fromDay <= period.from || day >= fromDay) && (toDay >= period.to || day < toDay)
}

function observeObligations(own: Own): void {
  const { frame, sources, add, find } = own
  for (const placed of frame.rules.obligation) {
    const kinds = placed.source.activities
    if (sources.owed.some((one) => kinds.includes(one.kind))) {
      find(placed)
    }
    for (const row of sources.missed) {
      if (kinds.includes(row.kind) && isOfSegment(own, row.dueOn)) {
        add(placed, missedObservation(row))
      }
    }
  }
}

function missedObservation(row: MissedRow): Observation {
  const what = `${formatPeriod(row.period)}${activityKindLabels[row.kind]}`
  return {
    kind: 'events',
    count: 1,
    basisKey: `obligation:${row.id}`,
    occurredOn: row.dueOn,
    sources: [],
    evidence: {
      obligationId: row.id,
      ...(row.activityId ? { activityId: row.activityId } : {}),
      ...(row.assignmentId ? { assignmentId: row.assignmentId } : {}),
    },
    handlerId: null,
    words: row.activityId ? `${what}为逾期补录` : `${what}到期未开展`,
    isUrged: false,
  }
}

function observeAttendance(own: Own): void {
  for (const placed of own.frame.rules.attendance) {
    for (const row of own.sources.attended) {
      const isAsked = row.kinds.some((kind) => placed.source.activities.includes(kind))
      if (isAsked && isOfSegment(own, row.heldOn)) {
        own.add(placed, attendedObservation(row))
      }
    }
  }
}

function attendedObservation(row: AttendedRow): Observation {
  return {
    kind: 'rate',
    numerator: row.present,
    denominator: row.expected,
    basisKey: `activity:${row.id}`,
    occurredOn: row.heldOn,
    sources: [],
    evidence: { activityId: row.id },
    handlerId: null,
    words: `${row.title}到会率`,
    isUrged: false,
  }
}

/** Values that reports have published, and those that were brought in from elsewhere. */
function observeValues({ frame, facts, sources, add, unread }: Own): void {
  for (const placed of frame.rules.reported) {
    for (const row of sources.reported.filter((one) => one.key === placed.source.key)) {
      const hundredths = decimalHundredths(row.value)
      if (hundredths === null) {
        unread.push(`“${placed.rule.words}”要读的“${row.key}”不是数：${row.value}。`)
        continue
      }
      add(placed, {
        kind: 'value',
        hundredths,
        basisKey: `reported:${row.key}`,
        occurredOn: row.publishedOn,
        sources: [],
        evidence: { knownValueId: row.id, submissionId: row.sourceId },
        handlerId: null,
        words: `已报的“${row.key}”`,
        isUrged: false,
      })
    }
  }
  for (const fact of facts.imported_value) {
    const placed = placedFrom(frame, 'import', fact.value.ruleKey)
    if (placed) {
      add(placed, {
        kind: 'value',
        hundredths: fact.value.hundredths,
        basisKey: `fact:imported_value:${fact.sourceId}`,
        occurredOn: fact.occurredOn,
        sources: [fact.id],
        evidence: { importedValueId: fact.sourceId },
        handlerId: fact.recordedBy,
        words: `${placed.rule.words}（导入）`,
        isUrged: false,
      })
    }
  }
}

/** 未评 where somebody should have judged and nobody has; 无数据 where nothing was owed or found. */
export function givenStatesOf(
  frame: Pick<QuarterFrame, 'prepared'>,
  organisationClass: OrganisationClass | null,
  judged: ReadonlyMap<string, GivenState>,
  found: ReadonlySet<string>,
): Map<string, GivenState> {
  const states = new Map<string, GivenState>()
  for (const { key, isJudged, hasRules } of statedNodes(frame, organisationClass)) {
    const judgement = judged.get(key)
    if (judgement === 'not_applicable') {
      states.set(key, 'not_applicable')
    } else if (hasRules && isJudged) {
      states.set(key, judgement === undefined ? 'unscored' : 'scored')
    } else if (hasRules) {
      states.set(key, found.has(key) ? 'scored' : 'no_data')
    }
  }
  return states
}

interface StatedNode {
  key: string
  /** Some rule of it is judged by a department. */
  isJudged: boolean
  hasRules: boolean
}

const statedByPlan = new WeakMap<object, StatedNode[]>()

/** Once for each class of a scheme: thousands of organisations share it. */
function statedNodes(
  { prepared }: Pick<QuarterFrame, 'prepared'>,
  organisationClass: OrganisationClass | null,
): StatedNode[] {
  const plan = prepared.planOf(organisationClass)
  const known = statedByPlan.get(plan)
  if (known) {
    return known
  }
  const nodes = plan.nodes.map(({ indicator: { key, rules } }) => ({
    key,
    isJudged: rules.some((rule) => rule.source.kind === 'judgement'),
    hasRules: rules.length > 0,
  }))
  statedByPlan.set(plan, nodes)
  return nodes
}
