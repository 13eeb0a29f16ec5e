import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { OrganisationClass, OrganisationKind, PostKind } from '@/db/enums'
import { memberships, organisationVersions, people, posts } from '@/db/schema'
import type { Day } from '@/lib/period'
import { validOn } from './queries'
import type { RosterMember } from './schema'

/** What an organisation was from one day to another. */
export interface OrganisationVersion {
  id: string
  name: string
  kind: OrganisationKind
  class: OrganisationClass | null
  parentId: string | null
  parentName: string | null
  termEndsOn: string | null
  validFrom: string
  validTo: string | null
  basis: string
  mergedIntoId: string | null
  mergedIntoName: string | null
}

/** A page of a roster. */
export interface RosterPage {
  rows: (RosterMember & { membershipId: string })[]
  hasMore: boolean
}

/** Numbers of people on a day. */
export interface Headcount {
  full: number
  probationary: number
  /** 编入: on the roster beside their 组织关系 elsewhere. */
  attached: number
  withoutPhone: number
}

/** A post somebody held at an organisation. */
export interface PostTerm {
  id: string
  personId: string
  personName: string
  post: PostKind
  isActing: boolean
  validFrom: string
  validTo: string | null
  basis: string
}

/** Every version of an organisation, newest first; empty when there is no such organisation. */
export async function versionsOf(db: Db, organisationId: string): Promise<OrganisationVersion[]> {
  // Written out: a query of one table leaves its columns unqualified, and n would capture them.
  const parentName = sql<string | null>`(
    select n.name from organisation_versions n
    where n.organisation_id = organisation_versions.parent_id
      and n.valid_from <= organisation_versions.valid_from
    order by n.valid_from desc limit 1)`
  const mergedIntoName = sql<string | null>`(
    select n.name from organisation_versions n
    where n.organisation_id = organisation_versions.merged_into_id
    order by n.valid_from desc limit 1)`
  return db
    .select({
      id: organisationVersions.id,
      name: organisationVersions.name,
      kind: organisationVersions.kind,
      class: organisationVersions.class,
      parentId: organisationVersions.parentId,
      parentName,
      termEndsOn: organisationVersions.termEndsOn,
      validFrom: organisationVersions.validFrom,
      validTo: organisationVersions.validTo,
      basis: organisationVersions.basis,
      mergedIntoId: organisationVersions.mergedIntoId,
      mergedIntoName,
    })
    .from(organisationVersions)
    .where(eq(organisationVersions.organisationId, organisationId))
    .orderBy(desc(organisationVersions.validFrom))
}

/**
 * A page of the people of a branch (or 党小组) on a day, by name. The key of the next page is that
 * of the last row, so page one hundred costs what page one does.
 */
export async function rosterPage(
  db: Db,
  options: {
    organisationId: string
    day: Day
    after?: { name: string; id: string }
    limit: number
  },
): Promise<RosterPage> {
  const { organisationId, day, after, limit } = options
  const rows = await db
    .select({
      personId: people.id,
      name: people.name,
      employeeNumber: people.employeeNumber,
      memberKind: memberships.memberKind,
      relation: memberships.relation,
      groupId: memberships.groupId,
      phoneMasked: people.phoneMasked,
      membershipId: memberships.id,
    })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(
      and(
        belongsTo(organisationId),
        validOn(memberships, day),
        after
          ? sql`(${people.name}, ${people.id}) > (${after.name}, ${after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(asc(people.name), asc(people.id))
    .limit(limit + 1)
  return { rows: rows.slice(0, limit), hasMore: rows.length > limit }
}

/** A 党小组 has no roster of its own: its people are those of its branch that stand in it. */
function belongsTo(organisationId: string) {
  return sql`(${memberships.organisationId} = ${organisationId}
    or (${memberships.groupId} = ${organisationId} and ${memberships.organisationId} = any(
      array(select v.parent_id from organisation_versions v where v.organisation_id = ${organisationId}))))`
}

/**
 * How many people belong to some organisations on a day: members by kind, 编入 beside them, and how
 * many have no number. A few rosters are walked by their index; `all` reads everything once.
 */
export async function headcountOn(
  db: Db,
  organisationIds: readonly string[] | 'all',
  day: Day,
): Promise<Headcount> {
  // An array, not a subquery: its length tells the planner whether an index pays.
  const within =
    organisationIds === 'all'
      ? sql`true`
      : sql`m.organisation_id = any(${sql.param([...organisationIds])}::uuid[])`
  const [row] = await db.execute<{ [K in keyof Headcount]: number }>(sql`
    select
      count(*) filter (where m.relation = 'membership' and m.member_kind = 'full')::int as "full",
      count(*) filter (where m.relation = 'membership' and m.member_kind = 'probationary')::int as probationary,
      count(*) filter (where m.relation <> 'membership')::int as attached,
      count(*) filter (where m.relation = 'membership' and p.phone_lookup is null)::int as "withoutPhone"
    from memberships m join people p on p.id = m.person_id
    where ${within}
      and m.valid_from <= ${day}::date and (m.valid_to is null or m.valid_to > ${day}::date)`)
  return row ?? { full: 0, probationary: 0, attached: 0, withoutPhone: 0 }
}

/** Who held which post at an organisation, from the latest back; at most `limit`. */
export async function postTermsOf(db: Db, organisationId: string, limit = 50): Promise<PostTerm[]> {
  return db
    .select({
      id: posts.id,
      personId: posts.personId,
      personName: people.name,
      post: posts.post,
      isActing: posts.isActing,
      validFrom: posts.validFrom,
      validTo: posts.validTo,
      basis: posts.basis,
    })
    .from(posts)
    .innerJoin(people, eq(people.id, posts.personId))
    .where(eq(posts.organisationId, organisationId))
    .orderBy(desc(posts.validFrom), desc(posts.id))
    .limit(limit)
}
