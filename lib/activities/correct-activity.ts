import { eq } from 'drizzle-orm'
import { activities } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { authorize } from '@/lib/policy'
import { isWithin } from '@/lib/tasks/templates/periods'
import { checkRecord } from './check-record'
import { release } from './discharge'
import { holdStanding, kindsOf } from './load-activity'
import type { Recorded } from './record-activity'
import type { CorrectActivityInput } from './schema'
import { settleRecord } from './settle-record'
import { quorumWarning } from './states'
import { writeRecord } from './write-record'

/**
 * 更正: a new record in place of the old one, which stays readable with the reason. What both answer
 * stays answered as it was, in time or late; what only the new one answers counts from now; what it no
 * longer answers is open again.
 * @throws DomainError conflict when the old one no longer stands; invalid as for recording
 */
export async function correctActivity(
  ctx: ViewerContext,
  input: CorrectActivityInput,
): Promise<Recorded> {
  return ctx.transact(async (tx) => {
    const [repeated] = await tx.db
      .select()
      .from(activities)
      .where(eq(activities.requestKey, input.requestKey))
    if (repeated?.correctsId === input.activityId && repeated.recordedBy === ctx.viewer.personId) {
      tx.unchanged()
      return { activity: repeated, obligations: 0, steps: [], warnings: [] }
    }
    const before = await holdStanding(ctx, tx, input.activityId)
    authorize(ctx.viewer, 'activity.record', before)
    const { organisationId } = before
    const kindsBefore = await kindsOf(tx.db, before.id)
    const { kinds, heldOn } = input
    const isSameDuty = heldOn === before.heldOn
    const checked = await checkRecord(ctx, tx, organisationId, input, { isCorrection: isSameDuty })
    const isMore = kinds.some((kind) => !kindsBefore.includes(kind))
    const lateReason =
      input.lateReason ?? before.lateReason ?? (isMore && checked.isLate ? input.reason : undefined)
    const written = { ...input, lateReason }
    const activity = await writeRecord(ctx, tx, written, {
      organisationId,
      correctsId: before.id,
      checked,
    })
    await tx.db
      .update(activities)
      .set({ withdrawReason: input.reason })
      .where(eq(activities.id, before.id))
    const reopened = await release(tx, before.id, {
      byId: activity.id,
      answers: (one) => kinds.includes(one.kind) && isWithin(one.period, heldOn),
    })
    const answered = await settleRecord(ctx, tx, activity, { kinds, isLate: checked.isLate })
    tx.record({
      action: 'activity.correct',
      subjectType: 'activity',
      subjectId: activity.id,
      detail: {
        corrects: before.id,
        reason: input.reason,
        kinds,
        heldOn,
        reopened: reopened.map((one) => ({ kind: one.kind, period: one.period })),
        obligations: answered.obligations,
      },
    })
    const warning = checked.committee && quorumWarning(checked.committee)
    return { activity, ...answered, warnings: warning ? [warning] : [] }
  })
}
