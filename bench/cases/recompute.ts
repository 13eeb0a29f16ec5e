import { sql } from 'drizzle-orm'
import { type Db, openDatabase } from '@/db/client'
import { periodOf } from '@/lib/period'
import type { Subject } from '@/lib/scorecard/ledger/observe'
import { planBatchSize, planBranches } from '@/lib/scorecard/ledger/plan-batch'
import { frameOf } from '@/lib/scorecard/ledger/quarter-frame'
import type { Indicator, Rule, RuleSource, SchemeDocument } from '@/lib/scorecard/scheme/schema'
import { figure, median } from '../figure'
import type { Case } from './case'

const rounds = 3
const periods = ['2025Q1', '2025Q2', '2025Q3', '2025Q4']
/** Indicators by source, 60 together, and facts of a branch in a quarter, 125 together. */
const shape = {
  judgement: { indicators: 30, facts: 30 },
  task: { indicators: 15, facts: 55 },
  evaluation: { indicators: 10, facts: 35 },
  import: { indicators: 5, facts: 5 },
} as const
type Source = keyof typeof shape

/**
 * Every total of every branch in four quarters reckoned anew from its facts, as the nightly run does
 * it, without writing: 2,000 branches, 60 indicators, 1,000,000 facts at scale 1. The floor is one
 * aggregate scan of the same facts in the database, by branch, period and rule.
 */
export const recompute: Case = async ({ scale, worlds, say }) => {
  const world = await worlds.at(scale)
  const { db, close } = openDatabase(world.url, { poolSize: 3 })
  try {
    const subjects = await branchesOf(db)
    const facts = await giveFacts(db, subjects.length)
    const anew: number[] = []
    const bare: number[] = []
    let totals = 0
    for (let round = -1; round < rounds; round += 1) {
      const inScan = await timed(() => scan(db))
      const inRun = await timed(async () => {
        totals = await reckonAll(db, subjects)
      })
      // The first round warms the server's caches and the engine.
      if (round >= 0) {
        anew.push(inRun)
        bare.push(inScan)
      }
    }
    const size = `${subjects.length} branches × 60 indicators × ${periods.length} quarters`
    say(`recompute: ${size} from ${facts} facts, ${totals} totals`)
    return [figure('recompute', median(anew), 'ms', median(bare))]
  } finally {
    await removeFacts(db)
    await close()
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

async function branchesOf(db: Db): Promise<Subject[]> {
  const { from: fromDay } = periodOf('2025')
  return db.execute<Subject & Record<string, unknown>>(sql`
    select organisation_id as "organisationId", class, ${fromDay} as "fromDay",
      '2027-01-01' as "toDay"
    from organisation_versions where kind = 'branch' and valid_to is null order by 1`)
}

async function reckonAll(db: Db, subjects: readonly Subject[]): Promise<number> {
  const now = new Date()
  let reckoned = 0
  for (const period of periods) {
    const frame = frameOf({ year: 2025, version: 1, document }, period)
    for (let at = 0; at < subjects.length; at += planBatchSize) {
      const batch = subjects.slice(at, at + planBatchSize)
      for await (const { totals } of planBranches(db, frame, batch, now)) {
        reckoned += totals.nodes.length + 1
      }
    }
  }
  return reckoned
}

async function scan(db: Db): Promise<void> {
  await db.execute(sql`
    select count(*), sum(amount) from (
      select f.organisation_id, f.period,
        coalesce(i.item ->> 'ruleKey', f.value ->> 'ruleKey', f.value ->> 'indicatorKey') as rule,
        sum(coalesce((i.item -> 'value' ->> 'count')::int, (f.value ->> 'pointsHundredths')::int,
          (f.value ->> 'hundredths')::int, (f.value ->> 'outcome' <> 'on_time')::int)) as amount
      from facts f left join lateral jsonb_array_elements(f.value -> 'items') as i(item) on true
      group by 1, 2, 3) grouped`)
}

const shared = { capHundredths: 1000, isDoubledAfterUrging: true } as const

function ruleOf(source: Source, number: number): Rule {
  const key = `r-${source}-${number}`
  const from = (kind: RuleSource['kind']): RuleSource =>
    kind === 'task' ? { kind, scope: 'indicator' } : ({ kind } as RuleSource)
  const rule = { ...shared, key, words: `第 ${number} 条`, source: from(source) }
  switch (source) {
    case 'evaluation':
      return { ...rule, op: 'add_range', fromHundredths: 0, toHundredths: 1000 }
    case 'import':
      return { ...rule, op: 'import', theirFullHundredths: 10_000, toHundredths: 200 }
    default:
      return { ...rule, op: 'deduct_per_event', hundredths: 20 }
  }
}

/** Six levels of ten leaves. */
const document: SchemeDocument = {
  name: '基准办法',
  basis: null,
  indicators: levels(),
  grading: { bands: [], shares: null },
  yearly: { method: 'mean' },
}

function levels(): Indicator[] {
  const leaves = (Object.keys(shape) as Source[]).flatMap((source) =>
    Array.from({ length: shape[source].indicators }, (_, at) =>
      indicator(`${source}-${at}`, 200, { rules: [ruleOf(source, at)] }),
    ),
  )
  return Array.from({ length: 6 }, (_, level) =>
    indicator(`level-${level}`, 2000, {
      startHundredths: 0,
      children: leaves.slice(level * 10, level * 10 + 10),
    }),
  )
}

function indicator(key: string, full: number, given: Partial<Indicator>): Indicator {
  return {
    key,
    code: key,
    name: key,
    fullHundredths: full,
    startHundredths: full,
    floorHundredths: 0,
    capHundredths: full,
    classes: null,
    department: null,
    basis: null,
    notApplicable: 'scale',
    rules: [],
    children: [],
    ...given,
  }
}

/** The cases after this one find the database as it was; triggers refuse it to everybody else. */
async function removeFacts(db: Db): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.execute(sql`truncate facts cascade`)
  })
}

/** Facts as the verbs write them, made in the server; every fiftieth has been corrected once. */
async function giveFacts(db: Db, branches: number): Promise<number> {
  const text = (words: string) => sql.raw(`'${words}'`)
  const jsonOf: Record<Source, ReturnType<typeof sql>> = {
    judgement: sql`jsonb_build_object('quarterId', q.id, 'indicatorKey', 'judgement-' || n,
      'state', 'scored', 'items', jsonb_build_array(jsonb_build_object('itemKey', 'i1',
        'ruleKey', 'r-judgement-' || n, 'occurredOn', '2025-02-10', 'words', ${text('材料迟报一次')},
        'isUrged', n % 7 = 0, 'value', jsonb_build_object('kind', 'events', 'count', 1 + n % 3))))`,
    task: sql`jsonb_build_object('taskId', q.id, 'assignmentId', ids.source, 'taskTitle',
      ${text('报送季度学习计划')}, 'indicatorKey', 'task-' || n % 15, 'milestoneId', null,
      'outcome', case when (n + b.at) % 9 = 0 then 'late' else 'on_time' end,
      'effectiveDueAt', '2025-02-10T10:00:00.000Z', 'lateDays', n % 3, 'waitedDays', n % 5,
      'isUrged', n % 11 = 0)`,
    evaluation: sql`jsonb_build_object('assignmentId', ids.source, 'taskId', q.id, 'taskTitle',
      ${text('报送季度学习计划')}, 'grade', 'good', 'pointsHundredths', (n * b.at) % 120,
      'submissionId', null, 'evaluationVersion', 1, 'indicatorKey', 'evaluation-' || n % 10)`,
    import: sql`jsonb_build_object('quarterId', q.id, 'ruleKey', 'r-import-' || n,
      'hundredths', 9000 + (n * b.at) % 1000)`,
  }
  const kinds: Record<Source, string> = {
    judgement: 'judgement',
    task: 'task_completion',
    evaluation: 'task_evaluation',
    import: 'imported_value',
  }
  for (const source of Object.keys(shape) as Source[]) {
    for (const period of periods) {
      await db.execute(sql`
        insert into facts (id, kind, organisation_id, occurred_on, period, source_type, source_id,
          version, supersedes_id, value, recorded_at)
        select case v.version when 1 then ids.first else uuidv7() end, ${kinds[source]},
          b.organisation_id, '2025-02-10', ${period}, 'bench', ids.source, v.version,
          case v.version when 2 then ids.first end, ${jsonOf[source]}, now()
        from (select organisation_id, row_number() over (order by organisation_id) as at
            from organisation_versions where kind = 'branch' and valid_to is null) b
          cross join generate_series(0, ${shape[source].facts - 1}) n
          cross join (select uuidv7() as id) q
          cross join lateral (select uuidv7() as source, uuidv7() as first
            where b.at > 0 and n >= 0) ids
          cross join generate_series(1, case when (n + b.at) % 50 = 0 then 2 else 1 end) v(version)`)
    }
  }
  await db.execute(sql`vacuum analyze facts`)
  const [counted] = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from facts`,
  )
  return counted?.count ?? branches
}
