import { and, eq } from 'drizzle-orm'
import { activities } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { checkRecord } from './check-record'
import { type Activity, kindsOf } from './load-activity'
import type { RecordActivityInput } from './schema'
import { type Answered, settleRecord } from './settle-record'
import { quorumWarning } from './states'
import { writeRecord } from './write-record'

export interface Recorded extends Answered {
  activity: Activity
  /** Sentences to check by; the record stands. */
  warnings: string[]
}

/**
 * 记活动纪实: what was held, by whom, with whom. One record answers every duty of its kinds and every
 * step of a task that waits for one, joint meetings included. A retried request finds its record.
 * @throws DomainError forbidden; invalid for a roster that does not fit, or a late one without reason
 */
export async function recordActivity(
  ctx: ViewerContext,
  input: RecordActivityInput,
): Promise<Recorded> {
  return ctx.transact(async (tx) => {
    authorize(ctx.viewer, 'activity.record', input)
    const earlier = await sameRequest(ctx, tx, input)
    if (earlier) {
      tx.unchanged()
      return { activity: earlier, obligations: 0, steps: [], warnings: [] }
    }
    const checked = await checkRecord(ctx, tx, input.organisationId, input, {
      isCorrection: false,
    })
    const { organisationId, kinds } = input
    const activity = await writeRecord(ctx, tx, input, {
      organisationId,
      correctsId: null,
      checked,
    })
    const answered = await settleRecord(ctx, tx, activity, { kinds, isLate: checked.isLate })
    tx.record({
      action: 'activity.record',
      subjectType: 'activity',
      subjectId: activity.id,
      detail: {
        organisationId,
        kinds,
        heldOn: activity.heldOn,
        lateReason: activity.lateReason,
        obligations: answered.obligations,
        assignments: answered.steps.map((step) => step.assignmentId),
      },
    })
    const warning = checked.committee && quorumWarning(checked.committee)
    return { activity, ...answered, warnings: warning ? [warning] : [] }
  })
}

async function sameRequest(
  ctx: ViewerContext,
  tx: Work,
  input: RecordActivityInput,
): Promise<Activity | null> {
  const [earlier] = await tx.db
    .select()
    .from(activities)
    .where(
      and(
        eq(activities.requestKey, input.requestKey),
        eq(activities.recordedBy, ctx.viewer.personId),
      ),
    )
  if (!earlier) {
    return null
  }
  const kinds = await kindsOf(tx.db, earlier.id)
  const isSame =
    earlier.organisationId === input.organisationId &&
    earlier.heldOn === input.heldOn &&
    earlier.title === input.title &&
    earlier.content === input.content &&
    [...new Set(input.kinds)].sort().join() === kinds.join()
  if (!isSame) {
    throw conflict(
      '这份纪实已经保存过，之后的改动没有保存进去。请到这份纪实里按“更正”，在最新一份上改。',
    )
  }
  return earlier
}
