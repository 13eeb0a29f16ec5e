import { and, eq, isNull } from 'drizzle-orm'
import { acceptances } from '@/db/schema'
import type { Work } from '@/lib/context'
import { conflict } from '@/lib/errors'
import type { AssignmentSubject } from '@/lib/policy/tasks'
import type { LoadedAssignment, Submission } from './load'

export type EntryKind = 'acceptance' | 'submission'
export type Entry = typeof acceptances.$inferSelect | Submission

/** The entry of a kind that stands, with what the rule about deciding on it asks. */
export async function standingEntry(
  tx: Work,
  loaded: LoadedAssignment,
  kind: EntryKind,
): Promise<{ entry: Entry | null; subject: AssignmentSubject }> {
  const entry = kind === 'submission' ? loaded.submission : await acceptanceOf(tx, loaded)
  const submittedBy = entry ? [entry.byId, entry.recordedBy] : []
  return { entry, subject: { ...loaded.subject, submittedBy } }
}

/**
 * The entry, if it is a 代录 that waits for a decision.
 * @throws DomainError conflict when there is none, or it was decided or reviewed meanwhile
 */
export function assertUndecided(
  loaded: LoadedAssignment,
  kind: EntryKind,
  entry: Entry | null,
): Entry {
  if (!entry || entry.channel === 'online') {
    throw conflict('没有需要确认的代录。')
  }
  if (entry.confirmedAt) {
    throw conflict('这条代录已经确认过了。')
  }
  if (kind === 'submission' && loaded.assignment.state !== 'submitted') {
    throw conflict('这份材料已经审核，不用再确认代录时间。')
  }
  return entry
}

async function acceptanceOf(tx: Work, { assignment }: LoadedAssignment) {
  const [acceptance] = await tx.db
    .select()
    .from(acceptances)
    .where(and(eq(acceptances.assignmentId, assignment.id), isNull(acceptances.rejectedAt)))
  return acceptance ?? null
}
