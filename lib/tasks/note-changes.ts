import { bulkInsert } from '@/db/bulk'
import type { AssignmentChangeKind } from '@/db/enums'
import { newId } from '@/db/ids'
import { assignmentChanges } from '@/db/schema'
import type { Context, Work } from '@/lib/context'

export interface AssignmentChange {
  kind: AssignmentChangeKind
  reason: string
  /** Of a transfer. */
  fromOrganisationId?: string | undefined
  toOrganisationId?: string | undefined
}

/** Writes what somebody did to assignments beside the ordinary course of work, a line for each. */
export async function noteChanges(
  ctx: Context,
  tx: Work,
  assignmentIds: readonly string[],
  change: AssignmentChange,
): Promise<void> {
  await bulkInsert(
    tx.db,
    assignmentChanges,
    assignmentIds.map((assignmentId) => ({
      ...change,
      id: newId(),
      assignmentId,
      byId: ctx.viewer?.personId ?? null,
      at: tx.now,
    })),
  )
}
