import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { facts, quarterSubjects, schemes, scorecardQuarters } from '@/db/schema'
import { addDays, quarterOf } from '@/lib/period'
import { foldTotals } from '../engine/fold-totals'
import { type Movement, splitMovement } from '../honesty/movement'
import { observe, type Subject } from '../ledger/observe'
import { planBranch } from '../ledger/plan-branch'
import { frameOf, type QuarterFrame } from '../ledger/quarter-frame'
import { readSources } from '../ledger/read-sources'

interface Moving {
  subject: Subject
  totalHundredths: number
}

/**
 * What moved each branch since the last quarter, split into data, rules and appeals. Rules are run
 * again only where they differ, and rulings only where there are some.
 */
export async function movementsOf(
  db: Db,
  frame: QuarterFrame,
  rows: readonly Moving[],
  asOf: Date,
): Promise<{ period: string | null; movements: Map<string, Movement> }> {
  const [last] = await db
    .select({ quarter: scorecardQuarters, scheme: schemes })
    .from(scorecardQuarters)
    .innerJoin(schemes, eq(schemes.id, scorecardQuarters.schemeId))
    .where(
      and(
        eq(scorecardQuarters.committeeId, frame.quarter.committeeId),
        eq(scorecardQuarters.period, quarterOf(addDays(frame.period.from, -1))),
      ),
    )
  if (!last || rows.length === 0) {
    return { period: last?.quarter.period ?? null, movements: new Map() }
  }
  const ids = rows.map((row) => row.subject.organisationId)
  const [before, ruled] = await Promise.all([
    totalsOf(db, last.quarter.id, ids),
    ruledOnes(db, frame.period.key, ids),
  ])
  const isSame = last.scheme.id === frame.scheme.id
  const withoutRulings = await totalsWithoutRulings(
    db,
    frame,
    rows.filter((row) => ruled.has(row.subject.organisationId)),
    asOf,
  )
  const underLast = isSame
    ? withoutRulings
    : await totalsWithoutRulings(db, frameOf(last.scheme, frame.period.key), rows, asOf)
  const movements = rows.flatMap(({ subject, totalHundredths: now }): [string, Movement][] => {
    const id = subject.organisationId
    const was = before.get(id)
    const newRules = withoutRulings.get(id) ?? now
    const sameRules = underLast.get(id) ?? newRules
    return was === undefined ? [] : [[id, splitMovement({ before: was, sameRules, newRules, now })]]
  })
  return { period: last.quarter.period, movements: new Map(movements) }
}

async function totalsOf(db: Db, quarterId: string, ids: readonly string[]) {
  const rows = await db
    .select({ id: quarterSubjects.organisationId, total: quarterSubjects.totalHundredths })
    .from(quarterSubjects)
    .where(
      and(
        eq(quarterSubjects.quarterId, quarterId),
        inArray(quarterSubjects.organisationId, [...ids]),
      ),
    )
  return new Map(
    rows.flatMap(({ id, total }): [string, number][] => (total === null ? [] : [[id, total]])),
  )
}

async function ruledOnes(db: Db, period: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectDistinct({ id: facts.organisationId })
    .from(facts)
    .where(
      and(
        eq(facts.kind, 'ruling'),
        eq(facts.period, period),
        inArray(facts.organisationId, [...ids]),
      ),
    )
  return new Set(rows.map((row) => row.id))
}

type RunFrame = Pick<QuarterFrame, 'period' | 'prepared' | 'rules' | 'treatmentsOf'>

async function totalsWithoutRulings(
  db: Db,
  frame: RunFrame,
  rows: readonly Moving[],
  asOf: Date,
): Promise<Map<string, number>> {
  if (rows.length === 0) {
    return new Map()
  }
  const subjects = rows.map((row) => row.subject)
  const ids = subjects.map((one) => one.organisationId)
  const sourcesOf = await readSources(db, frame, ids, asOf)
  return new Map(
    subjects.map((subject) => {
      const observed = observe(frame, subject, sourcesOf(subject.organisationId))
      const { entries, circumstances } = planBranch(frame, { ...observed, rulings: [] })
      const { class: own, organisationId } = observed.subject
      const { totalHundredths } = foldTotals(frame.prepared, own, entries, circumstances)
      return [organisationId, totalHundredths]
    }),
  )
}
