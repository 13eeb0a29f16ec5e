import type { Bundle, BundleContent } from '@/lib/scorecard/replay/schema'
import { branch, bundleOf, completed, entry, fact, held, judged, owed } from './example-bundle'

type Result = BundleContent['result']['organisations'][number]

/** Judgements without an item, so that nothing of these indicators is 未评. */
const plain = (id: string, ...indicators: string[]) => indicators.map((key) => judged(id, key, []))

const first = {
  facts: [
    completed('o1', 'w1', 'late'),
    completed('o1', 'w2', 'not_done', { isUrged: true }),
    completed('o1', 'w3', 'on_time', { indicatorKey: null, milestoneId: 'm1' }),
    completed('o1', 'w4', 'void'),
    judged('o1', 'a', [
      ['a3', { kind: 'met', isMet: true }],
      ['a3', { kind: 'events', count: 2 }],
    ]),
    judged('o1', 'b', [
      ['b1', { kind: 'parts', met: [0] }],
      ['b1', { kind: 'parts', met: [0, 1] }],
      ['b3', { kind: 'parts', met: [0] }],
      ['b4', { kind: 'tier', position: 1 }],
    ]),
    judged('o1', 'c', [
      ['c1', { kind: 'events', count: 3 }],
      ['c3', { kind: 'events', count: 2 }],
      ['c4', { kind: 'amount', hundredths: 80 }],
      ['c5', { kind: 'level', level: 0, matter: '甲' }],
      ['c5', { kind: 'level', level: 1, matter: '甲' }],
      ['c5', { kind: 'level', level: 2, matter: '甲' }],
    ]),
    judged('o1', 'd.1', [
      ['d1', { kind: 'amount', hundredths: 120 }],
      ['d2', { kind: 'amount', hundredths: 30 }],
      ['d3', { kind: 'met', isMet: false }],
      ['d4', { kind: 'met', isMet: true }],
    ]),
    judged('o1', 'd.2', [['d5', { kind: 'amount', hundredths: 25 }]]),
    fact('o1', 'task_evaluation', { indicatorKey: 'c', pointsHundredths: 40 }, { sourceId: 'w9' }),
    fact('o1', 'imported_value', { ruleKey: 'b6', hundredths: 250 }, { sourceId: 'import1' }),
  ],
  obligations: [
    owed('o1', 'o1-september'),
    owed('o1', 'o1-year', {
      ...{ kind: 'appraisal', period: '2026', dueAt: '2026-08-31T15:59:59.000Z' },
      ...{ isLate: true, dischargedAt: '2026-09-05T00:00:00.000Z' },
    }),
    // Written down late, and its due has not passed.
    owed('o1', 'o1-late-ahead', {
      ...{ dueAt: '2026-10-31T15:59:59.000Z', isLate: true },
      dischargedAt: '2026-10-02T00:00:00.000Z',
    }),
    owed('o1', 'o1-exempt', { period: '2026M08', exemptionBasis: '批复' }),
    owed('o1', 'o1-kept', { period: '2026M07', dischargedAt: '2026-07-20T00:00:00.000Z' }),
    owed('o1', 'o1-october', { period: '2026M10', dueAt: '2026-10-10T15:59:59.000Z' }),
    owed('o1', 'o1-next-year', { period: '2026', dueAt: '2026-12-31T15:59:59.000Z' }),
  ],
  activities: [held('o1', 18, 20), held('o1', 15, 20), held('o1', 0, 9, { kinds: ['talk'] })],
  entries: [
    entry('o1', 'a1', 'obligation:o1-september', -100, { occurredOn: '2026-09-30' }),
    entry('o1', 'a1', 'obligation:o1-year', -100, { occurredOn: '2026-08-31' }),
    entry('o1', 'a2', 'fact:task_completion:w1', -50),
    entry('o1', 'a2', 'fact:task_completion:w2', -100),
    entry('o1', 'a3', 'item:i1', -200, { occurredOn: '2026-08-10' }),
    entry('o1', 'a4', 'aggregate:rate', -60, { occurredOn: '2026-08-05' }),
    entry('o1', 'b1', 'item:i1', 300),
    entry('o1', 'b1', 'item:i2', 200),
    entry('o1', 'b2', 'aggregate:tasks', 100),
    entry('o1', 'b3', 'item:i3', 0),
    entry('o1', 'b4', 'item:i4', -100),
    entry('o1', 'b5', 'reported:宣讲次数', 60, { occurredOn: '2026-10-08' }),
    entry('o1', 'b6', 'fact:imported_value:import1', 83),
    entry('o1', 'c1', 'item:i1', 150),
    entry('o1', 'c2', 'fact:task_evaluation:w9', 40),
    entry('o1', 'c3', 'item:i2', 200),
    entry('o1', 'c4', 'item:i3', 80),
    entry('o1', 'c5', 'aggregate:matter:甲', 400, { occurredOn: '2026-08-14' }),
    entry('o1', 'c5', 'aggregate:matter:甲:negative', -300, { occurredOn: '2026-08-15' }),
    entry('o1', 'd1', 'item:i1', -120),
    entry('o1', 'd2', 'item:i2', -30),
    entry('o1', 'd4', 'item:i4', 0, { effect: 'veto' }),
    entry('o1', 'd5', 'item:i1', -25),
  ],
}

/** One item emptied, one indicator that does not apply: 10.00 of 30.00, brought to 35.00. */
const second = {
  facts: [
    ...plain('o2', 'a', 'b', 'c'),
    judged('o2', 'd.1', [
      ['d1', { kind: 'amount', hundredths: 20 }],
      ['d3', { kind: 'events', count: 1 }],
    ]),
    judged('o2', 'd.2', [], {}, 'not_applicable'),
  ],
  entries: [entry('o2', 'd1', 'item:i1', -20), entry('o2', 'd3', 'item:i2', 0, { effect: 'zero' })],
}

/** Three indicators nobody scored, each treated otherwise; what is owed is in the ledger still. */
const third = {
  facts: plain('o3', 'd.1', 'd.2'),
  obligations: [owed('o3', 'o3-september')],
  entries: [entry('o3', 'a1', 'obligation:o3-september', -100, { occurredOn: '2026-09-30' })],
  treatments: [
    { indicatorKey: 'a', class: 'I' as const, treatment: 'full' as const, minutesNumber: '7' },
    { indicatorKey: 'a', class: null, treatment: 'zero' as const, minutesNumber: '6' },
    { indicatorKey: 'b', class: null, treatment: 'zero' as const, minutesNumber: '7' },
    {
      ...{ indicatorKey: 'c', class: null, minutesNumber: '7' },
      treatment: 'not_applicable' as const,
    },
  ],
}

const before = judged('o4', 'b', [['b4', { kind: 'tier', position: 1 }]])
const taken = fact('o4', 'ruling', { ruleKey: 'a3', basisKey: 'item:i1', amountHundredths: null })
const once = entry('o4', 'a3', 'item:i1', -200)
const high = entry('o4', 'b4', 'item:i1', 500)

/** A judgement in two versions and two rulings; the ledger has been reversed accordingly. */
const fourth = {
  facts: [
    ...[before, taken],
    judged('o4', 'a', [['a3', { kind: 'met', isMet: true }]]),
    judged('o4', 'b', [['b4', { kind: 'tier', position: 0 }]], {
      ...{ version: 2, sourceId: before.sourceId, supersedesId: before.id },
    }),
    ...plain('o4', 'c', 'd.1', 'd.2'),
    fact('o4', 'ruling', { ruleKey: 'b4', basisKey: 'item:i1', amountHundredths: 100 }),
    fact(
      'o4',
      'ruling',
      { ruleKey: 'b4', basisKey: 'item:i1', amountHundredths: 0 },
      { version: 2 },
    ),
  ],
  entries: [
    ...[once, high],
    entry('o4', 'a3', 'item:i1', 200, { reversesId: once.id }),
    entry('o4', 'b4', 'item:i1', -500, { reversesId: high.id }),
    entry('o4', 'b4', 'item:i1', 0, { generation: 2 }),
  ],
  appeals: [
    {
      ...{ id: 'appeal-1', organisationId: 'o4', indicatorKey: 'a', ruleKey: 'a3' },
      ...{ basisKey: 'item:i1', entryId: once.id, presentHundredths: -200, askedHundredths: null },
      ...{ state: 'corrected' as const, decidedHundredths: null, factId: taken.id },
      decisionReason: '情况属实',
    },
  ],
}

/** Merged into o4 in August: what was due in July counts, what was due in September does not. */
const fifth = {
  facts: plain('o5', 'a', 'b', 'c', 'd.1', 'd.2'),
  obligations: [
    owed('o5', 'o5-july', { period: '2026M07', dueAt: '2026-07-31T15:59:59.000Z' }),
    owed('o5', 'o5-september'),
  ],
  entries: [entry('o5', 'a1', 'obligation:o5-july', -100, { occurredOn: '2026-07-31' })],
}

const sixth = { facts: plain('o6', 'a', 'b', 'c', 'd.1', 'd.2') }

function result(
  id: string,
  [totalHundredths, grade, rank]: [number, string | null, number | null],
  indicators: Result['indicators'],
): Result {
  return { id, totalHundredths, fullHundredths: 3_500, grade, rank, indicators }
}

/** Six branches, every operator and every source; all figures were worked out by hand. */
export function fullBundle(): Bundle {
  return bundleOf({
    organisations: [
      ...['o1', 'o2', 'o3', 'o4'].map((id) => branch(id)),
      branch('o5', { to: '2026-08-15', mergedIntoId: 'o4' }),
      branch('o6', { class: 'II' }),
    ],
    facts: [
      ...[...first.facts, ...second.facts, ...third.facts, ...fourth.facts, ...fifth.facts],
      ...sixth.facts,
    ],
    obligations: [...first.obligations, ...third.obligations, ...fifth.obligations],
    activities: first.activities,
    reportedValues: [
      {
        ...{ id: 'value-1', key: '宣讲次数', organisationId: 'o1', period: '2026Q3', value: '3' },
        publishedAt: '2026-10-08T01:00:00.000Z',
      },
    ],
    treatments: third.treatments,
    entries: [
      ...[...first.entries, ...second.entries, ...third.entries],
      ...[...fourth.entries, ...fifth.entries],
    ],
    appeals: fourth.appeals,
    result: {
      organisations: [
        result('o1', [2_908, '良好', 1], {
          a: 440,
          b: 643,
          c: 500,
          d: 1_325,
          'd.1': 850,
          'd.2': 475,
        }),
        result('o2', [1_167, '一般', 4], { a: 1_000, b: 0, c: 0, d: 0, 'd.1': 0, 'd.2': null }),
        result('o3', [2_500, '良好', 2], {
          ...{ a: 1_000, b: 0, c: null, d: 1_500, 'd.1': 1_000, 'd.2': 500 },
        }),
        result('o4', [2_500, '良好', 2], {
          ...{ a: 1_000, b: 0, c: 0, d: 1_500, 'd.1': 1_000, 'd.2': 500 },
        }),
        result('o5', [2_400, null, null], {
          ...{ a: 900, b: 0, c: 0, d: 1_500, 'd.1': 1_000, 'd.2': 500 },
        }),
        result('o6', [2_500, null, null], {
          ...{ a: 1_000, b: 0, c: 0, d: null, 'd.1': 1_000, 'd.2': 500, 'd.3': null },
        }),
      ],
    },
  })
}
