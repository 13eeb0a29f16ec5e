import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { FactKind } from '@/db/enums'
import type { FactValueOf } from '@/lib/facts/schema'
import type { Day } from '@/lib/period'
import type { QuarterFrame } from './quarter-frame'

interface FactOf<K extends FactKind> {
  id: string
  kind: K
  organisationId: string
  occurredOn: Day
  sourceId: string
  version: number
  recordedBy: string | null
  /** Checked when it was recorded; facts are insert-only. */
  value: FactValueOf[K]
}
/** A fact that no later version supersedes. */
export type FactRow = { [K in FactKind]: FactOf<K> }[FactKind]

/** Where tasks stand that were finished in time: found, although nothing follows from them. */
export interface FinishedRow {
  organisationId: string
  indicatorKey: string | null
  isOfPlan: boolean
}

/** A fact as it travels; what is written without quotes is JSON already. */
type Told =
  | [
      id: string,
      kind: FactKind,
      occurredOn: Day,
      sourceId: string,
      version: number,
      recordedBy: string | null,
      value: unknown,
    ]
  | [indicatorKey: string | null, isOfPlan: boolean]

/** Operators that look at all tasks together, not at those alone that were late or not done. */
const operatorsOnAllTasks: readonly string[] = ['rate_step', 'band', 'score_if', 'all_or_nothing']

// Most tasks are finished in time, and most rules ask for the others alone.
const isOnTime = sql`f.kind = 'task_completion' and f.value ->> 'outcome' = 'on_time'`

const toldShort = sql`'[' || coalesce((f.value -> 'indicatorKey')::text, 'null') || ','
  || (f.value ->> 'milestoneId' is not null)::text || ']'`

const toldWhole = sql`'["' || f.id || '","' || f.kind || '","' || f.occurred_on || '","'
  || f.source_id || '",' || f.version || ',' || coalesce('"' || f.recorded_by || '"', 'null') || ','
  || f.value || ']'`

/** Facts of one organisation. */
export interface FactsRead {
  facts: FactRow[]
  finished: FinishedRow[]
}

/**
 * Facts of these organisations in the quarter that no later version supersedes. Tasks finished in
 * time are told short where no rule counts them. The facts of an organisation travel as one text,
 * and are unpacked when it is its turn: hundreds of thousands held at once are mostly garbage to
 * collect, and as rows of columns they cost twice as much.
 */
export async function readFacts(
  db: Db,
  { period, rules }: Pick<QuarterFrame, 'period' | 'rules'>,
  ids: SQL,
): Promise<(organisationId: string) => FactsRead> {
  const countsOnTime = rules.task.some(({ rule }) => operatorsOnAllTasks.includes(rule.op))
  const told = countsOnTime
    ? toldWhole
    : sql`case when ${isOnTime} then ${toldShort} else ${toldWhole} end`
  const rows = await db.execute<{ organisationId: string; told: string }>(sql`
    select f.organisation_id as "organisationId", '[' || string_agg(${told}, ',') || ']' as told
    from facts f
    where f.organisation_id = ${ids} and f.period = ${period.key}
      and not exists (select 1 from facts later where later.supersedes_id = f.id)
    group by f.organisation_id`)
  const texts = new Map(rows.map((row) => [row.organisationId, row.told]))
  return (organisationId) => unpack(organisationId, texts.get(organisationId) ?? '[]')
}

function unpack(organisationId: string, text: string): FactsRead {
  const read: FactsRead = { facts: [], finished: [] }
  for (const one of JSON.parse(text) as Told[]) {
    if (one.length === 2) {
      read.finished.push({ organisationId, indicatorKey: one[0], isOfPlan: one[1] })
    } else {
      read.facts.push(factOf(organisationId, one))
    }
  }
  return read
}

function factOf(organisationId: string, told: Extract<Told, { length: 7 }>): FactRow {
  const [id, kind, occurredOn, sourceId, version, recordedBy, value] = told
  return { id, kind, organisationId, occurredOn, sourceId, version, recordedBy, value } as FactRow
}
