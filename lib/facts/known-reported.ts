import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { formReports, forms, formVersions, knownValues } from '@/db/schema'
import { formatDay, formatPeriod } from '@/lib/format'
import { subtreeOn } from '@/lib/organisation/queries'
import { type Day, dayOf, periodOf } from '@/lib/period'
import { type KnownValue, lastPrefix, standingPrefix } from './states'

interface Published {
  organisationId: string
  key: string
  period: string
  value: string
  publishedAt: Date
  formName: string | null
}

/**
 * What approved reports have published, by organisation and key: `value:X` is what was said last, in
 * this period or before it; `last:X` the value of the latest period that ended before this one began.
 */
export async function knownReported(
  db: Db,
  question: { organisationIds: readonly string[]; keys: readonly string[]; period: string },
): Promise<Map<string, Record<string, KnownValue>>> {
  const found = new Map<string, Record<string, KnownValue>>()
  if (question.keys.length === 0 || question.organisationIds.length === 0) {
    return found
  }
  const published = groupedByPlace(await standingValues(db, question))
  const now = periodOf(question.period)
  for (const [place, values] of published) {
    const [organisationId = '', name = ''] = place.split('|')
    const known = found.get(organisationId) ?? {}
    const isAsked = (prefix: string) => question.keys.includes(prefix + name)
    const standing = latest(values.filter((one) => periodOf(one.period).from < now.to))
    const last = latest(values.filter((one) => periodOf(one.period).to <= now.from))
    if (standing && isAsked(standingPrefix)) {
      known[standingPrefix + name] = knownValueOf(standing)
    }
    if (last && isAsked(lastPrefix)) {
      known[lastPrefix + name] = knownValueOf(last)
    }
    found.set(organisationId, known)
  }
  return found
}

/** Names under which something of a committee has been published, those of most organisations first. */
export async function publishedNames(
  db: Db,
  { committeeId, day }: { committeeId: string; day: Day },
): Promise<string[]> {
  const organisationIds = await subtreeOn(db, committeeId, day)
  const rows = await db
    .select({ key: knownValues.key })
    .from(knownValues)
    .where(
      and(isNull(knownValues.supersededAt), inArray(knownValues.organisationId, organisationIds)),
    )
    .groupBy(knownValues.key)
    .orderBy(sql`count(distinct ${knownValues.organisationId}) desc`, knownValues.key)
    .limit(200)
  return rows.map((row) => row.key)
}

async function standingValues(
  db: Db,
  { organisationIds, keys }: { organisationIds: readonly string[]; keys: readonly string[] },
): Promise<Published[]> {
  const names = [...new Set(keys.map((key) => key.slice(key.indexOf(':') + 1)))]
  return db
    .select({
      organisationId: knownValues.organisationId,
      key: knownValues.key,
      period: knownValues.period,
      value: sql<string>`${knownValues.value} #>> '{}'`,
      publishedAt: knownValues.publishedAt,
      formName: forms.name,
    })
    .from(knownValues)
    .leftJoin(
      formReports,
      and(
        eq(formReports.submissionId, knownValues.sourceId),
        eq(knownValues.sourceType, 'form_report'),
      ),
    )
    .leftJoin(formVersions, eq(formVersions.id, formReports.formVersionId))
    .leftJoin(forms, eq(forms.id, formVersions.formId))
    .where(
      and(
        isNull(knownValues.supersededAt),
        inArray(knownValues.key, names),
        // One array, however many organisations: a list of 2,000 parameters costs more than the query.
        sql`${knownValues.organisationId} = any(${sql.param([...organisationIds])}::uuid[])`,
      ),
    )
}

function groupedByPlace(values: readonly Published[]): Map<string, Published[]> {
  const groups = new Map<string, Published[]>()
  for (const value of values) {
    const place = `${value.organisationId}|${value.key}`
    groups.set(place, [...(groups.get(place) ?? []), value])
  }
  return groups
}

/** That of the latest period; within one period, what was published last. */
function latest(values: readonly Published[]): Published | undefined {
  return [...values].sort((a, b) => {
    const [ends, other] = [periodOf(a.period).to, periodOf(b.period).to]
    return ends === other
      ? b.publishedAt.getTime() - a.publishedAt.getTime()
      : ends < other
        ? 1
        : -1
  })[0]
}

function knownValueOf(published: Published): KnownValue {
  const form = published.formName ? `《${published.formName}》` : '填报'
  const on = formatDay(dayOf(published.publishedAt))
  return {
    value: published.value,
    source: `${formatPeriod(published.period)}${form}，${on} 审核通过`,
  }
}
