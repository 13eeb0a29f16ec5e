import { and, inArray, isNull } from 'drizzle-orm'
import { declineRequests, extensionRequests, steps } from '@/db/schema'
import type { Work } from '@/lib/context'
import type { Step } from '../load'

/** Why nobody needs to answer any more: how the copy ended, or that its work was approved. */
type Because = 'approved' | 'cancelled' | 'not_applicable'

/**
 * Takes away what was asked about copies that are over and has not been answered, as taking one's own
 * request back does: no page shows it as waiting, the audit keeps who asked for what and why.
 */
export async function lapseRequests(
  tx: Work,
  assignmentIds: readonly string[],
  because: Because,
): Promise<void> {
  if (assignmentIds.length === 0) {
    return
  }
  const declines = await tx.db
    .delete(declineRequests)
    .where(
      and(
        inArray(declineRequests.assignmentId, [...assignmentIds]),
        isNull(declineRequests.decision),
      ),
    )
    .returning()
  for (const { id, assignmentId, kind, ...request } of declines) {
    note(tx, assignmentId, { request: kind, requestId: id, because, ...asked(request) })
  }
  const ofThese = tx.db
    .select({ id: steps.id })
    .from(steps)
    .where(inArray(steps.assignmentId, [...assignmentIds]))
  await lapseExtensions(tx, inArray(extensionRequests.stepId, ofThese), because)
}

/** The same for what was asked about steps that have been approved, or about a copy that is done. */
export async function lapseApproved(
  tx: Work,
  assignmentId: string,
  current: readonly Step[],
): Promise<void> {
  const approved = current.filter((step) => step.state === 'approved').map((step) => step.id)
  if (approved.length === 0) {
    return
  }
  if (approved.length === current.length) {
    return lapseRequests(tx, [assignmentId], 'approved')
  }
  await lapseExtensions(tx, inArray(extensionRequests.stepId, approved), 'approved')
}

async function lapseExtensions(
  tx: Work,
  which: ReturnType<typeof inArray>,
  because: Because,
): Promise<void> {
  const taken = await tx.db
    .delete(extensionRequests)
    .where(and(which, isNull(extensionRequests.decision)))
    .returning()
  if (taken.length === 0) {
    return
  }
  const owners = await tx.db
    .select({ id: steps.id, assignmentId: steps.assignmentId })
    .from(steps)
    .where(
      inArray(
        steps.id,
        taken.map((one) => one.stepId),
      ),
    )
  for (const { id, stepId, requestedDueAt, ...request } of taken) {
    const owner = owners.find((one) => one.id === stepId)
    note(tx, owner?.assignmentId ?? stepId, {
      request: 'extension',
      requestId: id,
      because,
      stepId,
      requestedDueAt,
      ...asked(request),
    })
  }
}

function asked({ byId, at, reason }: { byId: string; at: Date; reason: string }) {
  return { byId, at, reason }
}

function note(tx: Work, assignmentId: string, detail: Record<string, string | Date>): void {
  tx.record({
    action: 'assignment.lapseRequest',
    subjectType: 'assignment',
    subjectId: assignmentId,
    detail,
  })
}
