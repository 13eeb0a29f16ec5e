import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { PostKind, RoleKind } from '@/db/enums'
import { dayOf } from '@/lib/period'
import type { Reach, Viewer } from '@/lib/policy/viewer'
import { keepSession, type OpenSession, openSession } from './find-session'

interface ViewerRow extends Record<string, unknown> {
  id: string
  name: string
  employee_number: string | null
  member_of: string[]
  posts: { organisationId: string; post: PostKind; isActing: boolean }[]
  roles: { role: RoleKind; organisationId: string | null; department: string | null }[]
  /** Organisations under each organisation a post or role stands at, itself included. */
  reached: Record<string, string[]>
  /** Those of them that are the root of the tree today. */
  roots: string[]
}

/**
 * A person with what holds on the day of `now`: membership (编入 included), posts and granted roles,
 * each with the organisations it reaches (a role without an organisation reaches all). One query.
 * Null when there is no such person.
 */
export async function loadViewer(db: Db, personId: string, now: Date): Promise<Viewer | null> {
  const [row] = await db.execute<ViewerRow>(viewerQuery(personId, dayOf(now)))
  return row ? viewerOf(row) : null
}

/** The person a session belongs to, as `loadViewer` and `findSession` say, in one statement. */
export async function loadSignedIn(
  db: Db,
  claims: { sessionId: string; personId: string },
  now: Date,
): Promise<Viewer | null> {
  const { sessionId, personId } = claims
  const session = sql`, (${openSession(sessionId, now)}) as session`
  const [row] = await db.execute<ViewerRow & { session: OpenSession | null }>(
    viewerQuery(personId, dayOf(now), session),
  )
  const found = row && (await keepSession(db, sessionId, row.session, now))
  return row && found === personId ? viewerOf(row) : null
}

function viewerOf(row: ViewerRow): Viewer {
  const reachOf = (organisationId: string | null): Reach => {
    const isWhole = organisationId === null || row.roots.includes(organisationId)
    return isWhole ? 'all' : new Set(row.reached[organisationId])
  }
  return {
    personId: row.id,
    name: row.name,
    employeeNumber: row.employee_number,
    memberOf: row.member_of,
    posts: row.posts.map((held) => ({ ...held, reach: reachOf(held.organisationId) })),
    roles: row.roles.map((held) => ({
      ...held,
      reach: reachesOrganisations(held.role) ? reachOf(held.organisationId) : new Set<string>(),
    })),
  }
}

// The system administrator keeps the roster, so the role reaches organisations; the other two
// administrators look after accounts and the record, and reach none.
function reachesOrganisations(role: RoleKind): boolean {
  return role !== 'security_admin' && role !== 'audit_admin'
}

function viewerQuery(personId: string, day: string, further = sql``) {
  const today = sql`valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date)`
  return sql`
    with recursive
      member as materialized (
        select distinct organisation_id from memberships where person_id = ${personId} and ${today}),
      post as materialized (
        select organisation_id, post, is_acting from posts where person_id = ${personId} and ${today}),
      granted as materialized (
        select organisation_id, role, department from role_grants
        where person_id = ${personId} and ${today}),
      held as (
        select organisation_id from post
        union select organisation_id from granted where organisation_id is not null),
      root as materialized (
        select organisation_id from organisation_versions where parent_id is null and ${today}),
      held_root as (
        select organisation_id from held join root using (organisation_id)
        where (select count(*) from root) = 1),
      below (top, organisation_id) as (
        select organisation_id, organisation_id from held
        where organisation_id not in (select organisation_id from held_root)
        union
        select below.top, v.organisation_id from below
        join organisation_versions v on v.parent_id = below.organisation_id
        where v.valid_from <= ${day}::date and (v.valid_to is null or v.valid_to > ${day}::date))
    select id, name, employee_number,
      coalesce((select json_agg(organisation_id) from member), '[]') as member_of,
      coalesce((select json_agg(json_build_object('organisationId', organisation_id,
        'post', post, 'isActing', is_acting)) from post), '[]') as posts,
      coalesce((select json_agg(json_build_object('organisationId', organisation_id,
        'role', role, 'department', department)) from granted), '[]') as roles,
      coalesce((select json_object_agg(top, ids) from (
        select top, json_agg(organisation_id) as ids from below group by top) t), '{}') as reached,
      coalesce((select json_agg(organisation_id) from held_root), '[]') as roots${further}
    from people where id = ${personId}`
}
