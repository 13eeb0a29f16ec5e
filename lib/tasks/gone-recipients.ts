import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { memberships, organisationVersions, people } from '@/db/schema'
import type { OrganisationOnDay } from '@/lib/organisation/schema'
import type { Day } from '@/lib/period'

/** Somebody a draft names who receives nothing, and why. */
export interface GoneRecipient {
  name: string
  /** `已撤销，2026-09-01`. */
  reason: string
}

const successor = sql<string | null>`(
  select n.name from organisation_versions n
  where n.organisation_id = organisation_versions.merged_into_id
  order by n.valid_from desc limit 1)`

/** Which of these organisations are not in the tree of a day, or are 党小组, and why. */
export async function goneOrganisations(
  db: Db,
  ids: readonly string[],
  tree: readonly OrganisationOnDay[],
  day: Day,
): Promise<GoneRecipient[]> {
  const standing = new Map(tree.map((one) => [one.id, one]))
  const groups = ids.flatMap((id) => {
    const one = standing.get(id)
    return one?.kind === 'group'
      ? [{ name: one.name, reason: '党小组不直接接收任务，请改选它所在的党支部' }]
      : []
  })
  const missing = [...new Set(ids)].filter((id) => !standing.has(id))
  if (missing.length === 0) {
    return groups
  }
  const last = await db
    .selectDistinctOn([organisationVersions.organisationId], {
      id: organisationVersions.organisationId,
      name: organisationVersions.name,
      validFrom: organisationVersions.validFrom,
      validTo: organisationVersions.validTo,
      successor,
    })
    .from(organisationVersions)
    .where(inArray(organisationVersions.organisationId, missing))
    .orderBy(organisationVersions.organisationId, desc(organisationVersions.validFrom))
  const known = last.map(({ name, ...version }) => ({ name, reason: endingOf(version, day) }))
  const unknown = missing.length - last.length
  return [...groups, ...known, ...unnamed(unknown, '个党组织', '查不到记录')]
}

function endingOf(
  version: { validFrom: Day; validTo: Day | null; successor: string | null },
  day: Day,
): string {
  if (version.validTo === null || version.validTo > day) {
    return `${version.validFrom} 才成立`
  }
  return version.successor
    ? `已并入“${version.successor}”，${version.validTo}`
    : `已撤销，${version.validTo}`
}

/** Who of these people has no 组织关系 on a day although the draft names him, and since when. */
export async function gonePeople(
  db: Db,
  ids: readonly string[],
  day: Day,
): Promise<GoneRecipient[]> {
  if (ids.length === 0) {
    return []
  }
  const rows = await db
    .selectDistinctOn([people.id], {
      name: people.name,
      validFrom: memberships.validFrom,
      validTo: memberships.validTo,
    })
    .from(people)
    .leftJoin(
      memberships,
      and(eq(memberships.personId, people.id), eq(memberships.relation, 'membership')),
    )
    .where(inArray(people.id, [...ids]))
    .orderBy(people.id, desc(memberships.validFrom))
  const known = rows.map(({ name, validFrom, validTo }) => ({
    name,
    reason:
      validFrom === null
        ? '没有组织关系'
        : validTo !== null && validTo <= day
          ? `已不在名册，${validTo}`
          : '所在党组织今天不在组织树里',
  }))
  return [...known, ...unnamed(ids.length - rows.length, '人', '查不到记录')]
}

/** Saved groups that have been deleted: what stood in them is not known any more. */
export function goneGroups(count: number): GoneRecipient[] {
  return unnamed(count, '个常用分组', '已删除，里面的党组织没有计入')
}

function unnamed(count: number, unit: string, reason: string): GoneRecipient[] {
  return count > 0 ? [{ name: `${count} ${unit}`, reason }] : []
}
