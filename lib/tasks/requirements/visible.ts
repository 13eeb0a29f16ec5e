import { and, eq, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { proposals, requirements } from '@/db/schema'
import { type Reach, reachOf, type Viewer } from '@/lib/policy/viewer'

/** Requirements of the viewer's office: the start of every read of them. */
export function visibleRequirements(viewer: Viewer): SQL {
  const parts = viewer.roles.flatMap((held) => {
    if (held.role === 'committee_officer') {
      return [within(held.reach, requirements.issuingOrganisationId)]
    }
    return held.role === 'department_officer' && held.organisationId && held.department
      ? [
          and(
            eq(requirements.issuingOrganisationId, held.organisationId),
            eq(requirements.department, held.department),
          ),
        ]
      : []
  })
  return or(...parts) ?? sql`false`
}

/** Proposals the staff decide on. */
export function decidableProposals(viewer: Viewer): SQL {
  const officer = viewer.roles.filter((held) => held.role === 'committee_officer')
  return within(reachOf({ ...viewer, posts: [], roles: officer }), proposals.organisationId)
}

/** What the viewer has proposed himself, or what organisations of his posts have. */
export function ownProposals(viewer: Viewer): SQL {
  return or(
    eq(proposals.byId, viewer.personId),
    within(reachOf({ ...viewer, roles: [] }), proposals.organisationId),
  ) as SQL
}

function within(reach: Reach, column: PgColumn): SQL {
  if (reach === 'all') {
    return sql`true`
  }
  return reach.size === 0 ? sql`false` : sql`${column} = any(${sql.param([...reach])}::uuid[])`
}
