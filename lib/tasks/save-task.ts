import { and, eq } from 'drizzle-orm'
import { taskAttachments, tasks } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, forbidden } from '@/lib/errors'
import { assertAttachable } from '@/lib/files/attach'
import { dayOf, momentOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { reachesTaskFile } from './file-reach'
import { findPersons } from './find-persons'
import { loadTask, type Task } from './load'
import { recipientChoice, type SaveTaskInput } from './schema'

/**
 * Writes a draft: makes it at the first call for its id, changes it later. Only a draft may change.
 * @throws DomainError conflict when the task has been dispatched; invalid for unknown attachments
 */
export async function saveTask(ctx: ViewerContext, input: SaveTaskInput): Promise<Task> {
  return ctx.transact(async (tx) => {
    authorize(ctx.viewer, 'task.create')
    const office = officeOf(ctx)
    const personIds = await findPersons(tx.db, input.persons ?? '', dayOf(ctx.now))
    const content = contentOf(input, personIds)

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
    const task = created ?? (await changeDraft(ctx, tx, input.taskId, content))
    await attach(ctx, tx, task.id, input.fileIds)
    tx.record({
      action: created ? 'task.create' : 'task.change',
      subjectType: 'task',
      subjectId: task.id,
      detail: { title: task.title, dueAt: task.dueAt, recipients: task.recipients },
    })
    return task
  })
}

function contentOf(input: SaveTaskInput, personIds: string[]) {
  return {
    title: input.title,
    requirement: input.requirement,
    basis: input.basis ?? null,
    startsOn: input.startsOn,
    dueAt: momentOf(input.dueOn, input.dueTime),
    isEvidenceRequired: input.isEvidenceRequired,
    reworkAllowanceDays: input.reworkAllowanceDays,
    estimatedMinutes: input.estimatedMinutes ?? null,
    recipients: recipientChoice.parse({ ...input, personIds }),
  }
}

async function changeDraft(
  ctx: ViewerContext,
  tx: Work,
  taskId: string,
  content: ReturnType<typeof contentOf>,
): Promise<Task> {
  authorize(ctx.viewer, 'task.edit', await loadTask(ctx, tx.db, taskId))
  const [changed] = await tx.db
    .update(tasks)
    .set(content)
    .where(and(eq(tasks.id, taskId), eq(tasks.state, 'draft')))
    .returning()
  if (!changed) {
    throw conflict('这项任务已经下达，不能再改。您填写的内容还在；如需调整，请撤销后重新下达。')
  }
  return changed
}

/** The committee, and the department if any, in whose name the viewer issues. */
function officeOf(ctx: ViewerContext): { organisationId: string; department: string | null } {
  const held = (['committee_officer', 'department_officer'] as const)
    .map((role) => ctx.viewer.roles.find((one) => one.role === role && one.organisationId))
    .find((one) => one !== undefined)
  if (!held?.organisationId) {
    throw forbidden('您的角色没有对应的党组织，暂不能下达任务。请联系安全管理员核对角色。')
  }
  return { organisationId: held.organisationId, department: held.department }
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
