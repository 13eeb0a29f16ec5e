import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { AssignmentPart, AssignmentState } from '@/db/enums'
import { assignments, organisationVersions } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { validOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import type { Assignment } from './load'

/** Copies of one task shown beside another at most. */
const shownAtMost = 200

/** Another copy of the same task, as far as somebody concerned with this one has to know. */
export interface RelatedCopy {
  assignmentId: string
  organisationName: string
  part: AssignmentPart
  state: AssignmentState
  effectiveDueAt: Date
}

export interface RelatedCopies {
  /** The 党总支's copy this one was broken down from. */
  parent: RelatedCopy | null
  /** What a 党总支 has broken down. */
  children: RelatedCopy[]
  /** 协办 of the task, for who leads. */
  assists: RelatedCopy[]
  /** 牵头 of the task, for who assists. */
  leads: RelatedCopy[]
}

/** The copies an assignment hangs together with. */
export async function relatedCopies(
  ctx: ViewerContext,
  { id, taskId, parentId, part }: Assignment,
): Promise<RelatedCopies> {
  const withPart = (other: AssignmentPart) =>
    and(eq(assignments.taskId, taskId), eq(assignments.part, other), isNull(assignments.personId))
  const [parents, children, assists, leads] = await Promise.all([
    parentId ? copies(ctx, eq(assignments.id, parentId)) : [],
    part === 'coordinator' ? copies(ctx, eq(assignments.parentId, id)) : [],
    part === 'lead' ? copies(ctx, withPart('assist')) : [],
    part === 'assist' ? copies(ctx, withPart('lead')) : [],
  ])
  return { parent: parents[0] ?? null, children, assists, leads }
}

function copies(ctx: ViewerContext, which: SQL | undefined): Promise<RelatedCopy[]> {
  return ctx.db
    .select({
      assignmentId: assignments.id,
      organisationName: sql<string>`coalesce(${organisationVersions.name}, '（已撤销的组织）')`,
      part: assignments.part,
      state: assignments.state,
      effectiveDueAt: assignments.effectiveDueAt,
    })
    .from(assignments)
    .leftJoin(
      organisationVersions,
      and(
        eq(organisationVersions.organisationId, assignments.organisationId),
        validOn(organisationVersions, dayOf(ctx.now)),
      ),
    )
    .where(which)
    .orderBy(asc(organisationVersions.position), asc(assignments.id))
    .limit(shownAtMost)
}
