import { type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { activities } from '@/db/schema'
import { type Reach, reachOf, type Viewer } from '@/lib/policy/viewer'

/** Records the viewer may read: of branches he belongs to, or that his posts and offices reach. */
export function visibleActivities(viewer: Viewer): SQL {
  const reach = reachOf(viewer)
  return within(
    reach === 'all' ? reach : new Set([...reach, ...viewer.memberOf]),
    activities.organisationId,
  )
}

/** Rows of organisations within a reach. */
export function within(reach: Reach, column: PgColumn): SQL {
  if (reach === 'all') {
    return sql`true`
  }
  return reach.size === 0 ? sql`false` : sql`${column} = any(${sql.param([...reach])}::uuid[])`
}

/** A record that stands: neither withdrawn nor corrected by a later one. For `activities` joined as is. */
export const isStanding = sql`activities.withdrawn_at is null
  and not exists (select 1 from activities later where later.corrects_id = activities.id)`
