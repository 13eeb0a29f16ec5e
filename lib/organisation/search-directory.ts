import { type SQL, sql } from 'drizzle-orm'
import type { OrganisationKind } from '@/db/enums'
import type { ViewerContext } from '@/lib/context'
import { dayOf } from '@/lib/period'
import { hasRole, type Reach, reachOf } from '@/lib/policy/viewer'
import { initialsPattern } from './pinyin-initials'
import { organisationKindLabels } from './schema'

/** Something found by name, as the command palette lists it. */
export interface FoundEntry {
  label: string
  /** What tells namesakes apart: the branch, the number, the organisation above. */
  detail: string
  href: string
  group: '组织' | '人员'
}

const limitEach = 8

/**
 * Organisations and people by a part of their name, by pinyin initials, people also by employee
 * number. Organisations are known inside the enterprise; people only to those who may see them.
 */
export async function searchDirectory(ctx: ViewerContext, text: string): Promise<FoundEntry[]> {
  const wanted = text.trim()
  if (wanted === '') {
    return []
  }
  const initials = initialsPattern(wanted)
  const [organisations, people] = await Promise.all([
    searchOrganisations(ctx, wanted, initials),
    searchPeople(ctx, wanted, initials),
  ])
  return [...organisations, ...people]
}

function named(column: SQL, wanted: string, pattern: string | null): SQL {
  const like = `%${wanted.replace(/[\\%_]/g, '\\$&')}%`
  return pattern === null
    ? sql`${column} like ${like}`
    : sql`(${column} like ${like} or ${column} ~ ${pattern})`
}

async function searchOrganisations(
  ctx: ViewerContext,
  wanted: string,
  initials: string | null,
): Promise<FoundEntry[]> {
  const day = dayOf(ctx.now)
  const rows = await ctx.db.execute<{
    id: string
    name: string
    kind: OrganisationKind
    parent: string | null
  }>(sql`
    select v.organisation_id as id, v.name, v.kind,
      (select p.name from organisation_versions p where p.organisation_id = v.parent_id
         and p.valid_from <= ${day}::date and (p.valid_to is null or p.valid_to > ${day}::date)) as parent
    from organisation_versions v
    where v.valid_from <= ${day}::date and (v.valid_to is null or v.valid_to > ${day}::date)
      and ${named(sql`v.name`, wanted, initials)}
    order by position(${wanted} in v.name) = 0, position(${wanted} in v.name), v.position, v.organisation_id
    limit ${limitEach}`)
  return rows.map((row) => ({
    label: row.name,
    detail: row.parent ?? organisationKindLabels[row.kind],
    href: `/organisation/${row.id}`,
    group: '组织',
  }))
}

async function searchPeople(
  ctx: ViewerContext,
  wanted: string,
  initials: string | null,
): Promise<FoundEntry[]> {
  const day = dayOf(ctx.now)
  const startsWith = `${wanted.replace(/[\\%_]/g, '\\$&')}%`
  const pattern = initials === null ? null : `^${initials}`
  const rows = await ctx.db.execute<{
    id: string
    name: string
    number: string | null
    branch: string | null
  }>(sql`
    select p.id, p.name, p.employee_number as number, v.name as branch
    from people p
    left join memberships m on m.person_id = p.id and m.relation = 'membership'
      and m.valid_from <= ${day}::date and (m.valid_to is null or m.valid_to > ${day}::date)
    left join organisation_versions v on v.organisation_id = m.organisation_id
      and v.valid_from <= ${day}::date and (v.valid_to is null or v.valid_to > ${day}::date)
    where (${named(sql`p.name`, wanted, pattern)} or p.employee_number like ${startsWith})
      and (${visible(peopleReach(ctx))} or p.id = ${ctx.viewer.personId})
    order by p.name <> ${wanted}, length(p.name), p.name, p.id
    limit ${limitEach}`)
  return rows.map((row) => ({
    label: row.name,
    detail: [row.branch, row.number].filter(Boolean).join(' · '),
    href: `/organisation/people/${row.id}`,
    group: '人员',
  }))
}

function peopleReach({ viewer }: ViewerContext): Reach {
  return hasRole(viewer, 'system_admin') ? 'all' : reachOf(viewer)
}

function visible(reach: Reach): SQL {
  return reach === 'all'
    ? sql`true`
    : sql`m.organisation_id = any(${sql.param([...reach])}::uuid[])`
}
