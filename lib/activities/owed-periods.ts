import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { ActivityKind } from '@/db/enums'
import { obligations } from '@/db/schema'
import type { Day } from '@/lib/period'
import { isWithin } from '@/lib/tasks/templates/periods'

/** The periods in which a branch still owes an activity of these kinds that was held on a day. */
export async function owedPeriods(
  db: Db,
  organisationId: string,
  { kinds, heldOn }: { kinds: readonly ActivityKind[]; heldOn: Day },
): Promise<string[]> {
  const rows = await db
    .selectDistinct({ period: obligations.period })
    .from(obligations)
    .where(
      and(
        eq(obligations.organisationId, organisationId),
        inArray(obligations.kind, [...kinds]),
        isNull(obligations.dischargedAt),
        isNull(obligations.exemptionBasis),
      ),
    )
  return rows.map((row) => row.period).filter((period) => isWithin(period, heldOn))
}
