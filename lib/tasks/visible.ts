import { and, eq, or, type SQL, sql } from 'drizzle-orm'
import { assignments, tasks } from '@/db/schema'
import { type Reach, reachOf, type Viewer } from '@/lib/policy/viewer'

/** Tasks the viewer issues or supervises: the start of every read of the board. */
export function visibleTasks(viewer: Viewer): SQL {
  const parts = viewer.roles.flatMap((held) => {
    if (held.role === 'committee_officer') {
      return [within(held.reach, tasks.issuingOrganisationId)]
    }
    if (held.role === 'department_officer' && held.organisationId && held.department) {
      return [
        and(
          eq(tasks.issuingOrganisationId, held.organisationId),
          eq(tasks.department, held.department),
        ) as SQL,
      ]
    }
    return []
  })
  return or(...parts) ?? sql`false`
}

/** Tasks whose hand-ins the viewer may be the one to review: his office's, as 备选审核人, or named. */
export function reviewableTasks(viewer: Viewer): SQL {
  return or(
    visibleTasks(viewer),
    eq(tasks.alternateReviewerId, viewer.personId),
    sql`${tasks.id} in (select task_id from task_nodes where reviewer_id = ${viewer.personId})`,
  ) as SQL
}

/** Assignments the viewer may know of: of visible or reviewable tasks, of his posts' reach, his own. */
export function visibleAssignments(viewer: Viewer): SQL {
  const posts = { ...viewer, roles: [] }
  return or(
    reviewableTasks(viewer),
    within(reachOf(posts), assignments.organisationId),
    eq(assignments.personId, viewer.personId),
    delegatedTo(viewer),
  ) as SQL
}

/** Assignments in which the viewer himself may have to act. */
export function actionableAssignments(viewer: Viewer): SQL {
  const organisationIds = new Set(viewer.posts.map((held) => held.organisationId))
  return or(
    and(sql`${assignments.personId} is null`, within(organisationIds, assignments.organisationId)),
    eq(assignments.personId, viewer.personId),
    delegatedTo(viewer),
  ) as SQL
}

/** 委托 holds while the delegate belongs to the branch. */
function delegatedTo(viewer: Viewer): SQL | undefined {
  return and(
    eq(assignments.delegateId, viewer.personId),
    within(new Set(viewer.memberOf), assignments.organisationId),
  )
}

function within(
  reach: Reach,
  column: typeof assignments.organisationId | typeof tasks.issuingOrganisationId,
): SQL {
  if (reach === 'all') {
    return sql`true`
  }
  return reach.size === 0 ? sql`false` : sql`${column} = any(${sql.param([...reach])}::uuid[])`
}
