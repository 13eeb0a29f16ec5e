import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { FactKind } from '@/db/enums'
import { newId } from '@/db/ids'
import { quarterSubjects, scorecardQuarters, scoreEntries } from '@/db/schema'
import { createContextFor } from '@/db/testing/factories'
import { recordFact } from '@/lib/facts/record-fact'
import type { FactValueOf, TaskCompletionValue } from '@/lib/facts/schema'
import { createWorld, type World } from '@/lib/tasks/testing'
import { exampleIndicator, exampleRule } from '../engine/testing/examples'
import { refreshSubjects } from '../quarter/refresh-subjects'
import { createPublishedScheme } from '../quarter/testing'
import type { SchemeDocument } from '../scheme/schema'
import { reckonQuarter } from './reckon-quarter'

/** Shared set-up of the tests of the ledger. */

/** A day within the third quarter of 2026, and a moment after its end. */
export const withinQuarter = new Date('2026-09-20T10:00:00+08:00')
export const afterQuarter = new Date('2026-10-12T10:00:00+08:00')

/** Four leaves of 10 points: judged, owed activities, tasks, points of 评价 (from zero). */
export const ledgerDocument: SchemeDocument = {
  name: '测试考核办法',
  basis: null,
  indicators: [
    exampleIndicator({
      key: 'judged',
      rules: [
        exampleRule('deduct_per_event', { key: 'late', words: '材料迟报', hundredths: 50 }),
        exampleRule('veto', {
          key: 'veto',
          words: '发生违纪',
          effect: { kind: 'ceiling', grade: '一般' },
        }),
      ],
    }),
    exampleIndicator({
      key: 'owed',
      rules: [
        exampleRule('deduct_per_event', {
          key: 'party-day',
          words: '主题党日缺一次',
          hundredths: 150,
          source: { kind: 'obligation', activities: ['party_day'] },
        }),
      ],
    }),
    exampleIndicator({
      key: 'tasks',
      rules: [
        exampleRule('deduct_per_event', {
          key: 'task-late',
          words: '任务未按时完成',
          hundredths: 100,
          isDoubledAfterUrging: true,
          source: { kind: 'task', scope: 'indicator' },
        }),
      ],
    }),
    exampleIndicator({
      key: 'praised',
      startHundredths: 0,
      rules: [
        exampleRule('add_discretion', {
          key: 'points',
          words: '任务评价',
          toHundredths: 1000,
          source: { kind: 'evaluation' },
        }),
      ],
    }),
  ],
  grading: {
    bands: [
      { grade: '优秀', fromHundredths: 2500 },
      { grade: '一般', fromHundredths: 1000 },
      { grade: '较差', fromHundredths: -1_000_000 },
    ],
    shares: null,
  },
  yearly: { method: 'mean' },
}

export interface LedgerWorld extends World {
  quarterId: string
}

/** A committee whose third quarter of 2026 is open under `ledgerDocument`, everybody in it. */
export async function createLedgerWorld(
  db: Db,
  given: { branches?: number; document?: SchemeDocument } = {},
): Promise<LedgerWorld> {
  const world = await createWorld(db, { branches: given.branches ?? 3 })
  const schemeId = await createPublishedScheme(db, world.committee, {
    document: given.document ?? ledgerDocument,
    by: world.officer,
  })
  const quarter = {
    id: newId(),
    committeeId: world.committee.id,
    period: '2026Q3',
    schemeId,
    state: 'open' as const,
    openedBy: world.officer.id,
    openedAt: withinQuarter,
  }
  await db.insert(scorecardQuarters).values(quarter)
  await refreshSubjects(db, quarter)
  return { ...world, quarterId: quarter.id }
}

/** A fact of a branch in the quarter, by the officer; a second one of a source is its correction. */
export async function giveFact<K extends FactKind>(
  { db, officer }: LedgerWorld,
  fact: {
    kind: K
    organisationId: string
    sourceId?: string
    occurredOn?: string
    value: FactValueOf[K]
  },
): Promise<string> {
  const ctx = await createContextFor(db, officer, { now: withinQuarter })
  return ctx.transact(async (tx) => {
    tx.unchanged()
    const { id } = await recordFact(tx, ctx, {
      period: '2026Q3',
      occurredOn: '2026-09-10',
      sourceType: 'test',
      sourceId: newId(),
      ...fact,
    })
    return id
  })
}

/** A judgement of the indicator `judged`: so many late papers, and a veto if asked. */
export function judge(
  world: LedgerWorld,
  organisationId: string,
  given: { count: number; sourceId: string; isVetoed?: boolean; state?: 'not_applicable' },
): Promise<string> {
  const item = { occurredOn: '2026-09-05', words: '月报', isUrged: false }
  return giveFact(world, {
    kind: 'judgement',
    organisationId,
    sourceId: given.sourceId,
    value: {
      quarterId: world.quarterId,
      indicatorKey: 'judged',
      state: given.state ?? 'scored',
      items: [
        ...(given.count > 0
          ? [
              {
                ...item,
                itemKey: 'i1',
                ruleKey: 'late',
                value: { kind: 'events' as const, count: given.count },
              },
            ]
          : []),
        ...(given.isVetoed
          ? [
              {
                ...item,
                itemKey: 'i2',
                ruleKey: 'veto',
                value: { kind: 'met' as const, isMet: true },
              },
            ]
          : []),
      ],
    },
  })
}

/** The outcome of a task that stands in the indicator `tasks`. */
export function finish(
  world: LedgerWorld,
  organisationId: string,
  assignmentId: string,
  given: Partial<TaskCompletionValue>,
): Promise<string> {
  return giveFact(world, {
    kind: 'task_completion',
    organisationId,
    sourceId: assignmentId,
    value: {
      taskId: newId(),
      assignmentId,
      taskTitle: '报送学习计划',
      indicatorKey: 'tasks',
      milestoneId: null,
      outcome: 'late',
      effectiveDueAt: '2026-09-10T10:00:00.000Z',
      lateDays: 2,
      waitedDays: 0,
      isUrged: false,
      ...given,
    },
  })
}

/** Brings the whole quarter up to date, as the system does. */
export async function reckon(world: LedgerWorld, now = afterQuarter) {
  return reckonQuarter(await createContextFor(world.db, 'system', { now }), {
    quarterId: world.quarterId,
  })
}

/** A branch as reckoned last. */
export async function subjectNow({ db, quarterId }: LedgerWorld, organisationId: string) {
  const [row] = await db
    .select()
    .from(quarterSubjects)
    .where(
      and(
        eq(quarterSubjects.quarterId, quarterId),
        eq(quarterSubjects.organisationId, organisationId),
      ),
    )
  if (!row) {
    throw new Error('Not scored in this quarter')
  }
  return row
}

/** The whole ledger of a branch in the quarter, in order. */
export function entriesOf({ db }: LedgerWorld, organisationId: string) {
  return db
    .select()
    .from(scoreEntries)
    .where(and(eq(scoreEntries.organisationId, organisationId), eq(scoreEntries.period, '2026Q3')))
    .orderBy(asc(scoreEntries.at), asc(scoreEntries.id))
}
