import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { organisations, organisationVersions } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { validOn } from '@/lib/organisation/queries'
import { addDays, type Day, dayOf } from '@/lib/period'
import type { Reach } from '@/lib/policy/viewer'
import { figuresOf, type Grouping, type MonthFigures } from './figures'
import type { ComparedMonths } from './month'
import { type BurdenFigures, noFigures } from './states'

/** A month, the one before, the same a year ago; null is 无数据, not zero. */
export interface AccountTotal {
  now: BurdenFigures
  before: BurdenFigures | null
  yearAgo: BurdenFigures | null
}

/** One line of the account. */
export interface AccountLine extends AccountTotal {
  key: string
  name: string
}

export type ComparedFigures = Record<'now' | 'before' | 'yearAgo', MonthFigures>

/** The figures of a month and of the two it is held against. */
export async function compared(
  { db }: ViewerContext,
  months: ComparedMonths,
  by: Grouping,
  scope: SQL,
): Promise<ComparedFigures> {
  const [now, before, yearAgo] = await Promise.all([
    figuresOf(db, months.now, by, scope),
    figuresOf(db, months.before, by, scope),
    figuresOf(db, months.yearAgo, by, scope),
  ])
  return { now, before, yearAgo }
}

/** The line of one key; a month with data in which nothing was asked of it is zero. */
export function lineOf(figures: ComparedFigures, key: string, name: string): AccountLine {
  const of = ({ byKey, hasData }: MonthFigures) => (hasData ? (byKey.get(key) ?? noFigures) : null)
  return {
    key,
    name,
    now: of(figures.now) ?? noFigures,
    before: of(figures.before),
    yearAgo: of(figures.yearAgo),
  }
}

/** The whole; a task that went to many is one. */
export function totalOf({ now, before, yearAgo }: ComparedFigures): AccountTotal {
  return {
    now: now.total,
    before: before.hasData ? before.total : null,
    yearAgo: yearAgo.hasData ? yearAgo.total : null,
  }
}

/** The line with the most hours first, then the one with the most copies; equal ones as they stood. */
export function byWeight(one: AccountLine, other: AccountLine): number {
  return (other.now.minutes ?? 0) - (one.now.minutes ?? 0) || other.now.copies - one.now.copies
}

/** Lines by who asked, with the names of departments; what the office itself asked has its name. */
export async function namedByDepartment(
  ctx: ViewerContext,
  months: ComparedMonths,
  figures: ComparedFigures,
): Promise<AccountLine[]> {
  const all = [figures.now, figures.before, figures.yearAgo]
  const keys = [...new Set(all.flatMap((month) => [...month.byKey.keys()]))]
  const officeIds = [...new Set(keys.map(officeIn))]
  const isOffice = inArray(organisationVersions.organisationId, officeIds)
  const offices = await organisationsThen(ctx, months, isOffice)
  const nameOf = new Map(offices.map(({ id, name }) => [id, name]))
  const isShared = officeIds.length > 1
  return keys
    .map((key) => {
      const office = nameOf.get(officeIn(key)) ?? '已撤销的党组织'
      const department = key.slice(key.indexOf(':') + 1)
      const full = isShared ? `${office} ${department}` : department
      return lineOf(figures, key, department === '' ? office : full)
    })
    .sort((one, other) => byWeight(one, other) || one.name.localeCompare(other.name, 'zh'))
}

function officeIn(key: string): string {
  return key.slice(0, key.indexOf(':'))
}

/** Organisations as they were at the end of the month, or are today where it has not ended. */
export function organisationsThen(
  { db, now }: ViewerContext,
  months: ComparedMonths,
  condition: SQL | undefined,
) {
  return db
    .select({
      id: organisations.id,
      name: organisationVersions.name,
      kind: organisationVersions.kind,
    })
    .from(organisationVersions)
    .innerJoin(organisations, eq(organisations.id, organisationVersions.organisationId))
    .where(and(validOn(organisationVersions, lastDay(months, now)), condition))
    .orderBy(organisationVersions.position, organisations.code)
}

function lastDay({ now }: ComparedMonths, at: Date): Day {
  const today = dayOf(at)
  const last = addDays(now.to, -1)
  return last < today ? last : today
}

/** The column names an organisation of a reach. */
export function within(reach: Reach, column: SQL): SQL {
  if (reach === 'all') {
    return sql`true`
  }
  return reach.size === 0 ? sql`false` : sql`${column} = any(${sql.param([...reach])}::uuid[])`
}
