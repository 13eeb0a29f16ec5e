import { and, eq, sql } from 'drizzle-orm'
import { taskAttachments, tasks } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { assertAttachable } from '@/lib/files/attach'
import { dayOf, momentOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { reachesTaskFile } from './file-reach'
import { findAlternate, findPersons } from './find-persons'
import { issuingOffice } from './issuing-office'
import { assertLinkable } from './link-choices'
import { loadTask, type Task } from './load'
import { recipientChoice, type SaveTaskInput } from './schema'

/**
 * Writes a draft: makes it at the first call for its id, changes it later. Only a draft may change,
 * and only from the version the form was made from; the same once more changes nothing.
 * @throws DomainError conflict when the task has been dispatched or a colleague changed it meanwhile;
 *   invalid for unknown attachments or persons
 */
export async function saveTask(ctx: ViewerContext, input: SaveTaskInput): Promise<Task> {
  return ctx.transact(async (tx) => {
    authorize(ctx.viewer, 'task.create')
    const office = issuingOffice(ctx)
    const content = await contentOf(ctx, tx, input)

    const [created] = await tx.db
      .insert(tasks)
      .values({
        ...content,
        id: input.taskId,
        issuingOrganisationId: office.organisationId,
        department: office.department,
        createdBy: ctx.viewer.personId,
        createdAt: ctx.now,
        state: 'draft',
      })
      .onConflictDoNothing()
      .returning()
    const task = created ?? (await changeDraft(ctx, tx, input, content))
    if (!task) {
      tx.unchanged()
      return loadTask(ctx, tx.db, input.taskId)
    }
    await attach(ctx, tx, task.id, input.fileIds)
    tx.record({
      action: created ? 'task.create' : 'task.change',
      subjectType: 'task',
      subjectId: task.id,
      detail: {
        title: task.title,
        dueAt: task.dueAt,
        recipients: task.recipients,
        isScored: task.isScored,
        alternateReviewer: task.alternateReviewerId,
        version: task.version,
      },
    })
    return task
  })
}

async function contentOf(ctx: ViewerContext, tx: Work, input: SaveTaskInput) {
  const today = dayOf(ctx.now)
  const personIds = await findPersons(tx.db, input.persons ?? '', today)
  await assertLinkable(ctx, tx, input)
  return {
    title: input.title,
    requirement: input.requirement,
    basis: input.basis ?? null,
    startsOn: input.startsOn,
    dueAt: momentOf(input.dueOn, input.dueTime),
    isEvidenceRequired: input.isEvidenceRequired,
    isScored: input.isScored,
    alternateReviewerId: await findAlternate(tx.db, input.alternateReviewer ?? '', today),
    reworkAllowanceDays: input.reworkAllowanceDays,
    estimatedMinutes: input.estimatedMinutes ?? null,
    requirementId: input.requirementId ?? null,
    milestoneId: input.milestoneId ?? null,
    recipients: recipientChoice.parse({ ...input, personIds }),
  }
}

type Content = Awaited<ReturnType<typeof contentOf>>

/** The changed draft, or null when the request only repeats what is stored already. */
async function changeDraft(ctx: ViewerContext, tx: Work, input: SaveTaskInput, content: Content) {
  authorize(ctx.viewer, 'task.edit', await loadTask(ctx, tx.db, input.taskId))
  const [changed] = await tx.db
    .update(tasks)
    .set({ ...content, version: sql`${tasks.version} + 1` })
    .where(
      and(
        eq(tasks.id, input.taskId),
        eq(tasks.state, 'draft'),
        input.version === undefined ? undefined : eq(tasks.version, input.version),
      ),
    )
    .returning()
  if (changed) {
    return changed
  }
  const now = await loadTask(ctx, tx.db, input.taskId)
  if (now.state !== 'draft') {
    throw conflict('这项任务已经下达，不能再改。您填写的内容还在；如需调整，请撤销后重新下达。')
  }
  if (await isRepeated(tx, now, input, content)) {
    return null
  }
  throw conflict(
    '这份草稿刚被改过（可能是同事，也可能是您在另一个页面），这次没有保存，以免覆盖。您填写的内容还在：请先复制要保留的部分，再刷新页面，在最新一版上修改。',
  )
}

/** A form sent twice finds the version its first copy has written. */
async function isRepeated(tx: Work, now: Task, input: SaveTaskInput, content: Content) {
  const attached = await tx.db
    .select({ fileId: taskAttachments.fileId })
    .from(taskAttachments)
    .where(eq(taskAttachments.taskId, now.id))
  const stored = { ...now, recipients: recipientChoice.parse(now.recipients) }
  const names = Object.keys(content) as (keyof Content)[]
  const files = [attached.map((one) => one.fileId), [...new Set(input.fileIds)]]
  return (
    names.every((name) => JSON.stringify(stored[name]) === JSON.stringify(content[name])) &&
    new Set(files.map((ids) => ids.sort().join())).size === 1
  )
}

async function attach(ctx: ViewerContext, tx: Work, taskId: string, fileIds: string[]) {
  await assertAttachable(ctx, tx, fileIds, [reachesTaskFile])
  await tx.db.delete(taskAttachments).where(eq(taskAttachments.taskId, taskId))
  if (fileIds.length > 0) {
    await tx.db
      .insert(taskAttachments)
      .values([...new Set(fileIds)].map((fileId) => ({ taskId, fileId })))
  }
}
