import { and, desc, eq, lt, or, type SQL, sql } from 'drizzle-orm'
import type { ActivityKind } from '@/db/enums'
import { activities } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { boardPageSize, type Cursor, type Page, toPage } from '@/lib/tasks/board-queries'
import { visibleActivities } from './visible'

export interface ActivityRow {
  id: string
  organisationId: string
  /** As it was called on the day. */
  organisationName: string
  heldOn: string
  startsAt: Date
  title: string
  kinds: ActivityKind[]
  expected: number
  present: number
  lateReason: string | null
  isWithdrawn: boolean
}

export interface ActivityFilter {
  kind?: ActivityKind | undefined
  organisationId?: string | undefined
  /** Only those written down late. */
  isLateOnly?: boolean | undefined
  after?: Cursor | undefined
}

/** Name of the branch on the day; written out, a query of one table leaves its columns unqualified. */
export const nameOnDay = sql<string>`(
  select v.name from organisation_versions v
  where v.organisation_id = activities.organisation_id and v.valid_from <= activities.held_on
  order by v.valid_from desc limit 1)`

/** What a record counts as, as an array. */
export const kindsOfRow = sql<ActivityKind[]>`array(
  select k.kind from activity_kinds k where k.activity_id = activities.id order by k.kind)`

const attendance = (which: SQL) => sql<number>`(
  select count(*)::int from activity_attendance a
  where a.activity_id = activities.id and ${which})`

/**
 * Records the viewer may read, the latest held first, 50 a page. Of corrected ones only the last
 * shows; withdrawn ones stay, marked.
 */
export async function activityList(
  ctx: ViewerContext,
  { kind, organisationId, isLateOnly, after }: ActivityFilter,
): Promise<Page<ActivityRow>> {
  const rows = await ctx.db
    .select({
      id: activities.id,
      organisationId: activities.organisationId,
      organisationName: nameOnDay,
      heldOn: activities.heldOn,
      startsAt: activities.startsAt,
      title: activities.title,
      kinds: kindsOfRow,
      expected: attendance(sql`true`),
      present: attendance(sql`a.is_present`),
      lateReason: activities.lateReason,
      isWithdrawn: sql<boolean>`activities.withdrawn_at is not null`,
    })
    .from(activities)
    .where(
      and(
        visibleActivities(ctx.viewer),
        sql`not exists (select 1 from activities later where later.corrects_id = activities.id)`,
        organisationId ? eq(activities.organisationId, organisationId) : undefined,
        isLateOnly ? sql`activities.late_reason is not null` : undefined,
        kind
          ? sql`exists (select 1 from activity_kinds k
              where k.activity_id = activities.id and k.kind = ${kind})`
          : undefined,
        after
          ? or(
              lt(activities.startsAt, after.at),
              and(eq(activities.startsAt, after.at), lt(activities.id, after.id)),
            )
          : undefined,
      ),
    )
    .orderBy(desc(activities.startsAt), desc(activities.id))
    .limit(boardPageSize + 1)
  return toPage(rows, (row) => ({ at: row.startsAt, id: row.id }))
}

/** Records that answered a copy of a task, for its page; of withdrawn ones too. */
export async function activitiesOfAssignment(
  ctx: ViewerContext,
  assignmentId: string,
): Promise<{ id: string; title: string; heldOn: string; isWithdrawn: boolean }[]> {
  return ctx.db
    .select({
      id: activities.id,
      title: activities.title,
      heldOn: activities.heldOn,
      isWithdrawn: sql<boolean>`activities.withdrawn_at is not null`,
    })
    .from(activities)
    .where(
      and(
        visibleActivities(ctx.viewer),
        sql`exists (select 1 from submissions s join steps p on p.id = s.step_id
          where p.assignment_id = ${assignmentId}
            and position('/activities/' || activities.id::text in s.text) > 0)`,
        sql`activities.organisation_id =
          (select x.organisation_id from assignments x where x.id = ${assignmentId})`,
      ),
    )
    .orderBy(activities.heldOn)
}
