import { eq } from 'drizzle-orm'
import { bulkInsert } from '@/db/bulk'
import { newId } from '@/db/ids'
import { facts, judgements, quarterSubjects } from '@/db/schema'
import type { JudgedItem } from '@/lib/facts/judgement-schema'
import { addDays, daysBetween } from '@/lib/period'
import { loadFrame } from '@/lib/scorecard/ledger/quarter-frame'
import type { Indicator } from '@/lib/scorecard/scheme/schema'
import { appendPast, type PastEntry } from './audit-chain'
import { heroKey } from './company'
import { judgedItems } from './judged-items'
import type { Course, Doing } from './quarter-course'
import { seeded } from './random'
import { type DemoOrganisation, personNamed } from './world'

type FactRow = Required<typeof facts.$inferInsert>
type JudgementRow = Required<typeof judgements.$inferInsert>

/** Left to the 领导小组 in the first of the quarters: 工会 was late with its retired branches. */
export const unscored = { indicatorKey: 'i3-5', class: 'III' } as const

/** Every department scores every branch, and the table of 经营业绩 comes in. */
export function judgeAll({ leavesUnscored }: { leavesUnscored: boolean }): Doing {
  return async (course, at) => {
    const { world, quarter } = course
    const frame = await loadFrame(world.db, quarter.id)
    const rows = { facts: [] as FactRow[], judgements: [] as JudgementRow[] }
    const audit: PastEntry[] = []
    for (const { branch, organisationClass } of await scoredBranches(course)) {
      for (const { indicator } of frame.prepared.planOf(organisationClass).nodes) {
        const isJudged = indicator.rules.some((rule) => rule.source.kind === 'judgement')
        const isLeft =
          leavesUnscored &&
          indicator.key === unscored.indicatorKey &&
          organisationClass === unscored.class
        if (isJudged && !isLeft) {
          const items = itemsOf(course, branch, indicator)
          audit.push(judge(course, rows, { branch, indicator, items, at }))
        }
      }
      rows.facts.push(imported(course, branch, at))
    }
    await bulkInsert(world.db, facts, rows.facts)
    await bulkInsert(world.db, judgements, rows.judgements)
    await appendPast(world.db, audit)
    return null
  }
}

/** The branches of a quarter that the demo knows, with their class in it. */
export async function scoredBranches({ world, quarter }: Course) {
  const subjects = await world.db
    .select({ id: quarterSubjects.organisationId, organisationClass: quarterSubjects.class })
    .from(quarterSubjects)
    .where(eq(quarterSubjects.quarterId, quarter.id))
  const byId = new Map([...world.organisations.values()].map((one) => [one.id, one]))
  return subjects.flatMap(({ id, organisationClass }) => {
    const branch = byId.get(id)
    return branch ? [{ branch, organisationClass }] : []
  })
}

/** The demo's own branch has one entry to appeal against in every quarter. */
function itemsOf({ period }: Course, branch: DemoOrganisation, indicator: Indicator): JudgedItem[] {
  const random = seeded(`judgement ${period.key} ${branch.key} ${indicator.key}`)
  const days = daysBetween(period.from, period.to)
  if (branch.key === heroKey && indicator.key === 'i5-3') {
    return [
      {
        ...{ itemKey: 'd1', ruleKey: 'i5-3-r1', occurredOn: addDays(period.from, 51) },
        ...{ words: '党员教育培训情况表晚报 1 天', isUrged: false },
        value: { kind: 'events', count: 1 },
      },
    ]
  }
  const dayOf = () => addDays(period.from, random.int(4, days - 3))
  return judgedItems(indicator, { temper: branch.temper, random, dayOf })
}

interface Judged {
  branch: DemoOrganisation
  indicator: Indicator
  items: JudgedItem[]
  at: Date
}

function judge(
  { world, quarter, period }: Course,
  rows: { facts: FactRow[]; judgements: JudgementRow[] },
  { branch, indicator, items, at }: Judged,
): PastEntry {
  // The only department of the demo with an officer of its own; the Party office does the rest.
  const isOwn = indicator.department === '安全监察部' && branch.key !== 'safety'
  const byId = personNamed(world, isOwn ? '程立新' : '陈晓春').id
  const [id, factId] = [newId(), newId()]
  const indicatorKey = indicator.key
  const state = 'scored' as const
  rows.facts.push({
    ...{ id: factId, kind: 'judgement', organisationId: branch.id },
    ...{ occurredOn: addDays(period.to, -1), period: period.key, version: 1 },
    ...{ sourceType: 'judgement', sourceId: id, supersedesId: null },
    value: { quarterId: quarter.id, indicatorKey, state, items },
    ...{ recordedBy: byId, recordedAt: at },
  })
  rows.judgements.push({
    ...{ id, quarterId: quarter.id, organisationId: branch.id, indicatorKey, version: 1 },
    ...{ state, items, note: null, factId, byId, at },
  })
  return {
    ...{ at, actorId: byId, action: 'score.judge' },
    ...{ subjectType: 'organisation', subjectId: branch.id },
    detail: { quarterId: quarter.id, indicatorKey, version: 1, state, items: items.length },
  }
}

const usualOf = { prompt: 94, steady: 90, slow: 84 }

function imported({ world, quarter, period }: Course, branch: DemoOrganisation, at: Date): FactRow {
  const random = seeded(`performance ${period.key} ${branch.key}`)
  const hundredths = 100 * (usualOf[branch.temper] + random.int(-3, 4)) + 10 * random.int(0, 9)
  return {
    ...{ id: newId(), kind: 'imported_value', organisationId: branch.id },
    ...{ occurredOn: addDays(period.to, -1), period: period.key, version: 1 },
    ...{ sourceType: 'score_import', sourceId: newId(), supersedesId: null },
    value: { quarterId: quarter.id, ruleKey: 'i4-5-r1', hundredths },
    ...{ recordedBy: personNamed(world, '陈晓春').id, recordedAt: at },
  }
}
