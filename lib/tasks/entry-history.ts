import { asc, eq, inArray } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import {
  acceptances,
  fileContents,
  files,
  people,
  submissionAttachments,
  submissions,
} from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import type { LoadedAssignment } from './load'
import { type HistoryEvent, nodeOf } from './timeline'
import { isOnTime } from './timeliness'

// The events that somebody may have recorded for somebody else.

const recorder = alias(people, 'recorder')
const confirmer = alias(people, 'confirmer')
const rejecter = alias(people, 'rejecter')

/** 签收, with who recorded and who confirmed it. */
export async function acceptanceEvents(
  ctx: ViewerContext,
  { assignment }: LoadedAssignment,
): Promise<HistoryEvent[]> {
  const rows = await ctx.db
    .select({
      entry: acceptances,
      personName: people.name,
      recordedByName: recorder.name,
      confirmedByName: confirmer.name,
      rejectedByName: rejecter.name,
    })
    .from(acceptances)
    .innerJoin(people, eq(people.id, acceptances.byId))
    .innerJoin(recorder, eq(recorder.id, acceptances.recordedBy))
    .leftJoin(confirmer, eq(confirmer.id, acceptances.confirmedBy))
    .leftJoin(rejecter, eq(rejecter.id, acceptances.rejectedBy))
    .where(eq(acceptances.assignmentId, assignment.id))
  return rows.flatMap(({ entry, rejectedByName, ...names }): HistoryEvent[] => [
    { kind: 'accepted', key: entry.id, at: entry.at, ...names, ...proxyNote(entry) },
    ...rejectionOf(entry, 'acceptance', rejectedByName),
  ])
}

/** Every hand-in of every step with its files, oldest first. */
export async function submissionEvents(
  ctx: ViewerContext,
  loaded: LoadedAssignment,
): Promise<HistoryEvent[]> {
  const rows = await ctx.db
    .select({
      entry: submissions,
      personName: people.name,
      recordedByName: recorder.name,
      confirmedByName: confirmer.name,
      rejectedByName: rejecter.name,
    })
    .from(submissions)
    .innerJoin(people, eq(people.id, submissions.byId))
    .innerJoin(recorder, eq(recorder.id, submissions.recordedBy))
    .leftJoin(confirmer, eq(confirmer.id, submissions.confirmedBy))
    .leftJoin(rejecter, eq(rejecter.id, submissions.rejectedBy))
    .where(
      inArray(
        submissions.stepId,
        loaded.steps.map(({ step }) => step.id),
      ),
    )
    .orderBy(asc(submissions.recordedAt), asc(submissions.version))
  const attached = await attachmentsBySubmission(
    ctx,
    rows.map((row) => row.entry.id),
  )
  return rows.flatMap(({ entry, rejectedByName, ...names }): HistoryEvent[] => [
    {
      kind: 'submitted',
      key: entry.id,
      at: entry.at,
      ...nodeOf(loaded, entry.stepId),
      submissionId: entry.id,
      version: entry.version,
      text: entry.text,
      isOnTime: isOnTime(entry),
      files: attached.filter((file) => file.submissionId === entry.id),
      ...names,
      ...proxyNote(entry),
    },
    ...rejectionOf(entry, 'submission', rejectedByName),
  ])
}

async function attachmentsBySubmission(ctx: ViewerContext, submissionIds: string[]) {
  if (submissionIds.length === 0) {
    return []
  }
  return ctx.db
    .select({
      submissionId: submissionAttachments.submissionId,
      id: files.id,
      name: files.name,
      sizeBytes: fileContents.sizeBytes,
      mediaType: fileContents.mediaType,
    })
    .from(submissionAttachments)
    .innerJoin(files, eq(files.id, submissionAttachments.fileId))
    .innerJoin(fileContents, eq(fileContents.sha256, files.sha256))
    .where(inArray(submissionAttachments.submissionId, submissionIds))
    .orderBy(asc(files.uploadedAt), asc(files.id))
}

type Entry = typeof acceptances.$inferSelect | typeof submissions.$inferSelect

/** The line of 不予确认, at its own moment and with its own person. */
function rejectionOf(
  { id, rejectedAt, rejectReason }: Entry,
  entry: 'acceptance' | 'submission',
  personName: string | null,
): HistoryEvent[] {
  return rejectedAt
    ? [
        {
          kind: 'entry_rejected',
          key: `${id}:rejected`,
          at: rejectedAt,
          personName,
          entry,
          reason: rejectReason ?? '',
        },
      ]
    : []
}

function proxyNote(entry: Entry) {
  return {
    channel: entry.channel,
    recordedAt: entry.recordedAt,
    proxyReason: entry.proxyReason,
    isConfirmed: entry.channel === 'online' || entry.confirmedAt !== null,
    isRejected: entry.rejectedAt !== null,
  }
}
