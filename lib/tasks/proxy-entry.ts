import { and, eq, isNull } from 'drizzle-orm'
import { acceptances } from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import { conflict } from '@/lib/errors'
import type { AssignmentSubject } from '@/lib/policy/tasks'
import { holdAssignment, holdByStep, type LoadedAssignment, type Submission } from './load'

export type EntryKind = 'acceptance' | 'submission'
export type Entry = typeof acceptances.$inferSelect | Submission

/** Which 代录 is meant: a report by its step, where several may wait. */
export interface EntryInput {
  assignmentId: string
  kind: EntryKind
  stepId?: string | undefined
}

/**
 * The assignment of a 代录 at the step it was recorded for, locked. Without a step: the one whose
 * report waits for a decision.
 * @throws DomainError not_found
 */
export async function holdForEntry(
  ctx: Context,
  tx: Work,
  { assignmentId, kind, stepId }: EntryInput,
): Promise<LoadedAssignment> {
  const loaded = await holdAssignment(ctx, tx, assignmentId)
  const waiting = loaded.steps.find(
    ({ step, submission }) =>
      step.state === 'submitted' && submission?.channel !== 'online' && !submission?.confirmedAt,
  )
  const meant = loaded.steps.find(({ step }) => step.id === stepId) ?? waiting
  return kind === 'submission' && meant ? holdByStep(ctx, tx, meant.step.id) : loaded
}

/** The entry of a kind that stands, with what the rule about deciding on it asks. */
export async function standingEntry(
  tx: Work,
  loaded: LoadedAssignment,
  kind: EntryKind,
): Promise<{ entry: Entry | null; subject: AssignmentSubject }> {
  const entry = kind === 'submission' ? loaded.submission : await acceptanceOf(tx, loaded)
  const submittedBy = entry ? [entry.byId, entry.recordedBy] : []
  // 签收 is of the whole, so it is not for who reviews one node.
  const reviewerId = kind === 'acceptance' ? null : loaded.subject.reviewerId
  return { entry, subject: { ...loaded.subject, submittedBy, reviewerId } }
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
  if (kind === 'submission' && loaded.step.state !== 'submitted') {
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
