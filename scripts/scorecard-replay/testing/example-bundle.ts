import type { Bundle, BundleContent } from '@/lib/scorecard/replay/schema'
import { checkCode } from '../canonical.mjs'
import { exampleDocument } from './example-scheme'

type Fact = BundleContent['facts'][number]
type Entry = BundleContent['entries'][number]
type Organisation = BundleContent['organisations'][number]

let count = 0
const next = (kind: string) => {
  count += 1
  return `${kind}-${String(count).padStart(4, '0')}`
}

/** A branch of class I that is scored for the whole quarter. */
export function branch(id: string, more: Partial<Organisation> = {}): Organisation {
  return {
    ...{ id, code: id.toUpperCase(), name: `${id} 支部`, class: 'I' },
    ...{ from: '2026-07-01', to: '2026-10-01', mergedIntoId: null, parentId: null },
    ...more,
  }
}

/** A fact of the quarter, of its first version. */
export function fact(
  organisationId: string,
  kind: Fact['kind'],
  value: object,
  more: Partial<Fact> = {},
): Fact {
  return {
    ...{ id: next('fact'), kind, organisationId, occurredOn: '2026-09-20', period: '2026Q3' },
    ...{ sourceType: kind, sourceId: next('source'), version: 1, value, supersedesId: null },
    ...more,
  }
}

/** A judgement of an indicator: items as [rule, value], each on its day in August. */
export function judged(
  organisationId: string,
  indicatorKey: string,
  items: readonly [string, object, { isUrged?: boolean }?][],
  more: Partial<Fact> = {},
  state: 'scored' | 'not_applicable' = 'scored',
): Fact {
  const value = {
    ...{ quarterId: 'quarter', indicatorKey, state },
    items: items.map(([ruleKey, stated, rest], at) => ({
      ...{ itemKey: `i${at + 1}`, ruleKey, occurredOn: `2026-08-${String(at + 10)}` },
      ...{ words: '事项', isUrged: false, value: stated },
      ...rest,
    })),
  }
  return fact(organisationId, 'judgement', value, more)
}

/** The fact of a task's completion. */
export function completed(
  organisationId: string,
  assignmentId: string,
  outcome: 'on_time' | 'late' | 'not_done' | 'void',
  more: object = {},
): Fact {
  const place = { indicatorKey: 'a', milestoneId: null, isUrged: false }
  const value = {
    ...{ taskId: 'task', assignmentId, taskTitle: '任务', outcome },
    ...place,
    ...more,
  }
  return fact(organisationId, 'task_completion', value, { sourceId: assignmentId })
}

/** An entry as the ledger has it; the rule says in which indicator it stands. */
export function entry(
  organisationId: string,
  ruleKey: string,
  basisKey: string,
  amountHundredths: number,
  more: Partial<Entry> = {},
): Entry {
  const letter = ruleKey.slice(0, 1)
  const deep = ruleKey === 'd5' ? 'd.2' : 'd.1'
  return {
    ...{ id: next('entry'), organisationId, ruleVersion: `2026v3:${ruleKey}` },
    ...{ indicatorKey: letter === 'd' ? deep : letter, ruleKey, basisKey, generation: 1 },
    ...{ effect: 'points', amountHundredths, reversesId: null, sources: [] },
    ...{ obligationId: null, occurredOn: dayOf(basisKey), reason: '一句话' },
    ...more,
  }
}

/** Days of the examples: items from the 10th of August on, all else on the 20th of September. */
function dayOf(basisKey: string): string {
  const item = /^item:i(\d+)$/.exec(basisKey)
  return item ? `2026-08-${9 + Number(item[1])}` : '2026-09-20'
}

/** What is owed in September, due on its last day, and was not held. */
export function owed(
  organisationId: string,
  id: string,
  more: Partial<BundleContent['obligations'][number]> = {},
): BundleContent['obligations'][number] {
  return {
    ...{ id, kind: 'party_day', organisationId, period: '2026M09' },
    ...{ dueAt: '2026-09-30T15:59:59.000Z', exemptionBasis: null, activityId: null },
    ...{ dischargedAt: null, isLate: false },
    ...more,
  }
}

/** A members' meeting in August. */
export function held(
  organisationId: string,
  present: number,
  expected: number,
  more: Partial<BundleContent['activities'][number]> = {},
): BundleContent['activities'][number] {
  return {
    ...{ id: next('activity'), organisationId, heldOn: '2026-08-05', kinds: ['members_meeting'] },
    ...{ expected, present, lateReason: null },
    ...more,
  }
}

/** A bundle of the third quarter of 2026 with nothing in it but what is given. */
export function bundleOf(parts: Partial<BundleContent>): Bundle {
  return sealed({
    format: 'linghang-scorecard-bundle@1',
    quarter: {
      ...{ period: '2026Q3', revision: 1, from: '2026-07-01', to: '2026-10-01' },
      asOf: '2026-10-20T02:00:00.000Z',
    },
    scheme: { year: 2026, version: 3, document: exampleDocument },
    ...{ calendar: [], organisations: [], denominators: [], obligations: [], activities: [] },
    ...{ facts: [], reportedValues: [], treatments: [], entries: [], appeals: [] },
    result: { organisations: [] },
    ...parts,
  })
}

/** The bundle with its check code. */
export function sealed(content: BundleContent): Bundle {
  const bundle: Bundle = { ...content, sha256: '' }
  return { ...bundle, sha256: checkCode(bundle) }
}
