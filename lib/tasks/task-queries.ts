import { and, asc, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import {
  assignments,
  dispatches,
  fileContents,
  files,
  organisationVersions,
  people,
  taskAttachments,
  tasks,
  taskTallies,
} from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { validOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import { isLate, type Tallies } from './board-queries'
import { loadTask, type Task } from './load'
import { waitingOf, waitingSideBySide } from './waiting-steps'

const alternate = alias(people, 'alternate')
const closer = alias(people, 'closer')

export interface Attachment {
  id: string
  name: string
  sizeBytes: number
  mediaType: string
}

export interface TaskView {
  task: Task
  createdByName: string
  /** 备选审核人, null where none is named. */
  alternateReviewerName: string | null
  issuingOrganisationName: string
  /** 销号人, null where any officer of the office may close. */
  closerName: string | null
  attachments: Attachment[]
  tallies: Tallies
  /** Steps that wait for review. */
  waiting: number
  late: number
  dispatch: { id: string; number: string; dispatchedAt: Date } | null
}

/**
 * A task as its issuers see it.
 * @throws DomainError not_found
 */
export async function taskView(ctx: ViewerContext, taskId: string): Promise<TaskView> {
  const task = await loadTask(ctx, ctx.db, taskId)
  const [[names], attachments, stored, late, [dispatch]] = await Promise.all([
    ctx.db
      .select({
        createdByName: people.name,
        alternateReviewerName: alternate.name,
        closerName: closer.name,
        waiting: waitingSideBySide,
        issuingOrganisationName: organisationVersions.name,
      })
      .from(tasks)
      .innerJoin(people, eq(people.id, tasks.createdBy))
      .leftJoin(alternate, eq(alternate.id, tasks.alternateReviewerId))
      .leftJoin(closer, eq(closer.id, tasks.closerId))
      .leftJoin(
        organisationVersions,
        and(
          eq(organisationVersions.organisationId, tasks.issuingOrganisationId),
          validOn(organisationVersions, dayOf(ctx.now)),
        ),
      )
      .where(eq(tasks.id, taskId)),
    attachmentsOf(ctx, taskId),
    ctx.db.select().from(taskTallies).where(eq(taskTallies.taskId, taskId)),
    ctx.db.$count(assignments, and(eq(assignments.taskId, taskId), isLate(ctx.now))),
    ctx.db
      .select({
        id: dispatches.id,
        number: dispatches.number,
        dispatchedAt: dispatches.dispatchedAt,
      })
      .from(dispatches)
      .where(eq(dispatches.taskId, taskId))
      .orderBy(asc(dispatches.dispatchedAt))
      .limit(1),
  ])
  const byState = Object.fromEntries(stored.map((tally) => [tally.state, tally.count]))
  return {
    task,
    createdByName: names?.createdByName ?? '',
    alternateReviewerName: names?.alternateReviewerName ?? null,
    issuingOrganisationName: names?.issuingOrganisationName ?? '',
    closerName: names?.closerName ?? null,
    attachments,
    tallies: byState,
    waiting: waitingOf(byState, names?.waiting ?? null),
    late,
    dispatch: dispatch ?? null,
  }
}

/** Files that hang on a task itself. */
export async function attachmentsOf(ctx: ViewerContext, taskId: string): Promise<Attachment[]> {
  return ctx.db
    .select({
      id: files.id,
      name: files.name,
      sizeBytes: fileContents.sizeBytes,
      mediaType: fileContents.mediaType,
    })
    .from(taskAttachments)
    .innerJoin(files, eq(files.id, taskAttachments.fileId))
    .innerJoin(fileContents, eq(fileContents.sha256, files.sha256))
    .where(eq(taskAttachments.taskId, taskId))
    .orderBy(asc(files.uploadedAt), asc(files.id))
}
