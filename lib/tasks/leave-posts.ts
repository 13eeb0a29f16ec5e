import { and, eq, inArray, isNull, ne, or } from 'drizzle-orm'
import { openAssignmentStates } from '@/db/enums'
import { assignments } from '@/db/schema'
import { endSessions } from '@/lib/accounts/end-sessions'
import type { Work } from '@/lib/context'
import { withdrawUnsent } from '@/lib/notifications/withdraw-unsent'
import type { LeavePosts } from '@/lib/organisation/open-work-port'
import { openPosts } from '@/lib/organisation/post-rows'

/**
 * What follows for those whose posts have just ended: their sessions end, and messages about the
 * work of an organisation where they hold no post any more stop before they leave.
 */
export const leavePosts: LeavePosts = async (tx, ended) => {
  let sessionsEnded = 0
  for (const personId of new Set(ended.map((post) => post.personId))) {
    sessionsEnded += await endSessions(tx, { personId, ending: 'role_changed', now: tx.now })
  }
  let stopped = 0
  const places = new Map(ended.map((post) => [`${post.organisationId}:${post.personId}`, post]))
  for (const { organisationId, personId } of places.values()) {
    const held = await openPosts(tx.db, organisationId)
    if (!held.some((post) => post.personId === personId)) {
      const subjectIds = await workOf(tx, organisationId, personId)
      stopped += await withdrawUnsent(tx, { personId, subjectIds })
    }
  }
  return { stopped, sessionsEnded }
}

/** Open work of an organisation, but for what is delegated to the person: that stays his. */
async function workOf(tx: Work, organisationId: string, personId: string): Promise<string[]> {
  const rows = await tx.db
    .select({ id: assignments.id })
    .from(assignments)
    .where(
      and(
        eq(assignments.organisationId, organisationId),
        isNull(assignments.personId),
        or(isNull(assignments.delegateId), ne(assignments.delegateId, personId)),
        inArray(assignments.state, [...openAssignmentStates]),
      ),
    )
  return rows.map((row) => row.id)
}
