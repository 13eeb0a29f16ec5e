import { and, eq, isNull, sql } from 'drizzle-orm'
import { obligations } from '@/db/schema'
import type { Work } from '@/lib/context'

/**
 * What an assignment asks for goes with it to whoever carries it on: the open duties of its period. What
 * is discharged or exempt stays where it was, and so does a duty the successor already has of its own.
 * @returns how many duties were moved
 */
export async function moveObligations(
  tx: Work,
  move: { assignmentId: string; toOrganisationId: string },
): Promise<number> {
  const { assignmentId, toOrganisationId } = move
  const moved = await tx.db
    .update(obligations)
    .set({ organisationId: toOrganisationId })
    .where(
      and(
        eq(obligations.assignmentId, assignmentId),
        isNull(obligations.dischargedAt),
        isNull(obligations.exemptionBasis),
        sql`not exists (select 1 from obligations own
          where own.organisation_id = ${toOrganisationId}
            and own.template_id = obligations.template_id
            and own.period = obligations.period and own.kind = obligations.kind)`,
      ),
    )
    .returning({ id: obligations.id })
  return moved.length
}
