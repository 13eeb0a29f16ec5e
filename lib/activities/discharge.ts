import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { ActivityKind } from '@/db/enums'
import { activities, activityKindRows, obligations } from '@/db/schema'
import type { Work } from '@/lib/context'
import { isWithin } from '@/lib/tasks/templates/periods'
import { isAfterPeriod } from './lateness'
import type { Activity } from './load-activity'
import { isStanding } from './visible'

export type Obligation = typeof obligations.$inferSelect

interface Recorded extends Pick<Activity, 'id' | 'organisationId' | 'heldOn' | 'recordedAt'> {
  kinds: readonly ActivityKind[]
  /** It came more than five working days after the day. */
  isLate: boolean
}

/**
 * Counts a record for every duty it answers: of its branch and kinds, in whose period the day lies. It
 * is 补录 for those whose period was over when it was written.
 * @returns what it has discharged now
 */
export async function discharge(tx: Work, record: Recorded): Promise<Obligation[]> {
  const open = await tx.db
    .select()
    .from(obligations)
    .where(
      and(
        eq(obligations.organisationId, record.organisationId),
        inArray(obligations.kind, [...record.kinds]),
        isNull(obligations.dischargedAt),
        isNull(obligations.exemptionBasis),
      ),
    )
    .orderBy(asc(obligations.id))
    .for('no key update')
  const answered = open.filter((one) => isWithin(one.period, record.heldOn))
  for (const one of answered) {
    await tx.db
      .update(obligations)
      .set({
        activityId: record.id,
        dischargedAt: record.recordedAt,
        isLate: record.isLate || isAfterPeriod(one.period, record.recordedAt),
      })
      .where(eq(obligations.id, one.id))
  }
  return answered
}

/**
 * What a record no longer answers is open again, unless another one that stands answers it.
 * @param keep duties that its correction still answers: they stay as they were, counted for it
 * @returns the duties that are open again
 */
export async function release(
  tx: Work,
  activityId: string,
  keep?: { byId: string; answers: (one: Obligation) => boolean },
): Promise<Obligation[]> {
  const held = await tx.db
    .select()
    .from(obligations)
    .where(eq(obligations.activityId, activityId))
    .orderBy(asc(obligations.id))
    .for('no key update')
  const reopened: Obligation[] = []
  for (const one of held) {
    if (keep?.answers(one)) {
      await tx.db
        .update(obligations)
        .set({ activityId: keep.byId })
        .where(eq(obligations.id, one.id))
      continue
    }
    const other = await otherRecord(tx, one)
    await tx.db
      .update(obligations)
      .set(
        other
          ? {
              activityId: other.id,
              dischargedAt: other.recordedAt,
              isLate: other.lateReason !== null,
            }
          : { activityId: null, dischargedAt: null, isLate: false },
      )
      .where(eq(obligations.id, one.id))
    if (!other) {
      reopened.push(one)
    }
  }
  return reopened
}

/** The first record that stands and answers a duty, if any. */
async function otherRecord(tx: Work, owed: Obligation) {
  const rows = await tx.db
    .select({
      id: activities.id,
      heldOn: activities.heldOn,
      recordedAt: activities.recordedAt,
      lateReason: activities.lateReason,
    })
    .from(activities)
    .innerJoin(activityKindRows, eq(activityKindRows.activityId, activities.id))
    .where(
      and(
        eq(activities.organisationId, owed.organisationId),
        eq(activityKindRows.kind, owed.kind),
        isStanding,
      ),
    )
    .orderBy(asc(activities.recordedAt), asc(activities.id))
  return rows.find((row) => isWithin(owed.period, row.heldOn)) ?? null
}
