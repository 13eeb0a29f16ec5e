import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { OrganisationClass, OrganisationKind } from '@/db/enums'
import { organisationClassLabels, organisationKindLabels } from '@/lib/organisation/schema'
import type { Day } from '@/lib/period'

/** What an organisation was on a day; an organisation above branches counts the people of all under it. */
export interface OrganisationKnowledge {
  name: string
  kind: string
  class: string | null
  parentName: string | null
  termEndsOn: string | null
  secretary: string | null
  committeeSize: number
  groups: number
  full: number
  probationary: number
}

interface Row extends Omit<OrganisationKnowledge, 'kind' | 'class'> {
  id: string
  kind: OrganisationKind
  class: OrganisationClass | null
  [column: string]: unknown
}

/** The organisations as they stood on a day, by id; those that did not exist are left out. */
export async function knownOrganisation(
  db: Db,
  organisationIds: readonly string[],
  day: Day,
): Promise<Map<string, OrganisationKnowledge>> {
  if (organisationIds.length === 0) {
    return new Map()
  }
  const holds = (table: string): SQL =>
    sql`${sql.raw(table)}.valid_from <= ${day}::date
      and (${sql.raw(table)}.valid_to is null or ${sql.raw(table)}.valid_to > ${day}::date)`
  const rows = await db.execute<Row>(sql`
    with recursive asked as (
      select unnest(${sql.param([...organisationIds])}::uuid[]) as id
    ), under(root, id) as (
      select id, id from asked
      union
      select u.root, v.organisation_id from organisation_versions v
        join under u on v.parent_id = u.id where v.kind <> 'group' and ${holds('v')}
    ), counted as (
      select u.root,
        count(*) filter (where m.member_kind = 'full')::int as "full",
        count(*) filter (where m.member_kind = 'probationary')::int as probationary
      from under u join memberships m on m.organisation_id = u.id
      where m.relation = 'membership' and ${holds('m')} group by u.root
    ), office as (
      select p.organisation_id,
        count(distinct p.person_id) filter (where p.post <> 'clerk')::int as size,
        (array_agg(n.name order by p.is_acting, p.id) filter (where p.post = 'secretary'))[1] as secretary
      from posts p join people n on n.id = p.person_id join asked on asked.id = p.organisation_id
      where ${holds('p')} group by p.organisation_id
    ), grouped as (
      select v.parent_id, count(*)::int as groups from organisation_versions v
      join asked on asked.id = v.parent_id where v.kind = 'group' and ${holds('v')} group by v.parent_id
    )
    select asked.id, v.name, v.kind, v.class, v.term_ends_on as "termEndsOn",
      above.name as "parentName", office.secretary, coalesce(office.size, 0) as "committeeSize",
      coalesce(grouped.groups, 0) as groups, coalesce(counted."full", 0) as "full",
      coalesce(counted.probationary, 0) as probationary
    from asked join organisation_versions v on v.organisation_id = asked.id and ${holds('v')}
    left join organisation_versions above on above.organisation_id = v.parent_id and ${holds('above')}
    left join counted on counted.root = asked.id
    left join office on office.organisation_id = asked.id
    left join grouped on grouped.parent_id = asked.id`)
  return new Map(
    rows.map(({ id, kind, class: grade, ...row }) => [
      id,
      {
        ...row,
        kind: organisationKindLabels[kind],
        class: grade && organisationClassLabels[grade],
      } as OrganisationKnowledge,
    ]),
  )
}
