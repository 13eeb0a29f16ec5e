import { bulkInsert } from '@/db/bulk'
import { newId } from '@/db/ids'
import { activities, activityAttendance, activityFiles, activityKindRows } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import type { Checked } from './check-record'
import type { Activity } from './load-activity'
import type { ActivityFields } from './schema'

/** Writes the rows of one record that has been checked. */
export async function writeRecord(
  ctx: ViewerContext,
  tx: Work,
  input: ActivityFields,
  record: { organisationId: string; correctsId: string | null; checked: Checked },
): Promise<Activity> {
  const { organisationId, correctsId, checked } = record
  const activity: Activity = {
    id: newId(),
    organisationId,
    groupId: input.groupId ?? null,
    heldOn: input.heldOn,
    startsAt: checked.startsAt,
    endsAt: checked.endsAt,
    place: input.place,
    title: input.title,
    hostId: input.hostId,
    recorderId: input.recorderId,
    speaker: input.speaker ?? null,
    content: input.content,
    recordedBy: ctx.viewer.personId,
    recordedAt: ctx.now,
    lateReason: input.lateReason ?? null,
    requestKey: input.requestKey,
    correctsId,
    withdrawnAt: null,
    withdrawReason: null,
  }
  await tx.db.insert(activities).values(activity)
  const activityId = activity.id
  await bulkInsert(
    tx.db,
    activityKindRows,
    [...new Set(input.kinds)].map((kind) => ({ activityId, kind })),
  )
  await bulkInsert(
    tx.db,
    activityAttendance,
    input.attendance.map(({ personId, isPresent, absence, note }) => ({
      activityId,
      personId,
      isPresent,
      absence: isPresent ? null : (absence ?? null),
      note: note ?? null,
    })),
  )
  await bulkInsert(
    tx.db,
    activityFiles,
    [...new Set(input.fileIds)].map((fileId) => ({ activityId, fileId })),
  )
  return activity
}
