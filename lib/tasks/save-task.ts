import { and, eq, sql } from 'drizzle-orm'
import { taskAttachments, tasks } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { assertAttachable } from '@/lib/files/attach'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { reachesTaskFile } from './file-reach'
import { findAlternate, findOnePerson, findPersons } from './find-persons'
import { issuingOffice } from './issuing-office'
import { assertLinkable } from './link-choices'
import { loadTask, type Task } from './load'
import { isSameNodes, type PlannedNode, planNodes, replaceNodes } from './plan-nodes'
import { officersOf } from './reviewers'
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
    const nodes = await planNodes(tx.db, input, dayOf(ctx.now))
    const content = await contentOf(ctx, tx, input, nodes)

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
    const task = created ?? (await changeDraft(ctx, tx, input, { content, nodes }))
    if (!task) {
      tx.unchanged()
      return loadTask(ctx, tx.db, input.taskId)
    }
    await assertCloser(ctx, tx, task)
    await replaceNodes(tx.db, task.id, nodes)
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
        nodes: nodes.length,
        version: task.version,
      },
    })
    return task
  })
}

async function contentOf(
  ctx: ViewerContext,
  tx: Work,
  input: SaveTaskInput,
  nodes: readonly PlannedNode[],
) {
  const today = dayOf(ctx.now)
  const personIds = await findPersons(tx.db, input.persons ?? '', today)
  await assertLinkable(ctx, tx, input)
  return {
    title: input.title,
    requirement: input.requirement,
    basis: input.basis ?? null,
    startsOn: input.startsOn,
    dueAt: new Date(Math.max(...nodes.map((node) => node.dueAt.getTime()))),
    isEvidenceRequired: input.isEvidenceRequired,
    isScored: input.isScored,
    alternateReviewerId: await findAlternate(tx.db, input.alternateReviewer ?? '', today),
    reworkAllowanceDays: input.reworkAllowanceDays,
    estimatedMinutes: input.estimatedMinutes ?? minutesOf(nodes),
    route: input.route,
    completionRule: input.completionRule,
    completionCount: input.completionRule === 'count' ? (input.completionCount ?? null) : null,
    closerId: await findOnePerson(tx.db, input.closer ?? '', {
      day: today,
      field: 'closer',
      label: '销号人',
    }),
    criteria: input.criteria ?? null,
    requirementId: input.requirementId ?? null,
    milestoneId: input.milestoneId ?? null,
    recipients: recipientChoice.parse({ ...input, personIds }),
  }
}

type Content = Awaited<ReturnType<typeof contentOf>>

interface Written {
  content: Content
  nodes: readonly PlannedNode[]
}

/** Of all nodes together, where any is estimated. */
function minutesOf(nodes: readonly PlannedNode[]): number | null {
  const minutes = nodes.flatMap((node) => node.estimatedMinutes ?? [])
  return minutes.length > 0 ? minutes.reduce((sum, one) => sum + one, 0) : null
}

/**
 * Only an officer of the issuing office may be the one who closes its task.
 * @throws DomainError invalid
 */
export async function assertCloser(ctx: ViewerContext, tx: Work, task: Task): Promise<void> {
  if (task.closerId && !(await officersOf(tx.db, task, dayOf(ctx.now))).includes(task.closerId)) {
    throw invalid('销号人须是下达部门或党委的经办人员，请另选一位。填写的内容还在。', {
      closer: '不是下达部门的经办人员',
    })
  }
}

/** The changed draft, or null when the request only repeats what is stored already. */
async function changeDraft(ctx: ViewerContext, tx: Work, input: SaveTaskInput, written: Written) {
  authorize(ctx.viewer, 'task.edit', await loadTask(ctx, tx.db, input.taskId))
  const [changed] = await tx.db
    .update(tasks)
    .set({ ...written.content, version: sql`${tasks.version} + 1` })
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
  if (await isRepeated(tx, now, input, written)) {
    return null
  }
  throw conflict(
    '这份草稿刚被改过（可能是同事，也可能是您在另一个页面），这次没有保存，以免覆盖。您填写的内容还在：请先复制要保留的部分，再刷新页面，在最新一版上修改。',
  )
}

/** A form sent twice finds the version its first copy has written. */
async function isRepeated(tx: Work, now: Task, input: SaveTaskInput, { content, nodes }: Written) {
  const attached = await tx.db
    .select({ fileId: taskAttachments.fileId })
    .from(taskAttachments)
    .where(eq(taskAttachments.taskId, now.id))
  const stored = { ...now, recipients: recipientChoice.parse(now.recipients) }
  const names = Object.keys(content) as (keyof Content)[]
  const files = [attached.map((one) => one.fileId), [...new Set(input.fileIds)]]
  return (
    names.every((name) => JSON.stringify(stored[name]) === JSON.stringify(content[name])) &&
    new Set(files.map((ids) => ids.sort().join())).size === 1 &&
    (await isSameNodes(tx.db, now.id, nodes))
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
