import { and, eq, gt, inArray, notExists, type SQL, sql } from 'drizzle-orm'
import { bulkInsert } from '@/db/bulk'
import { assigneeTurnStates } from '@/db/enums'
import { newId } from '@/db/ids'
import { assignments, tasks, urges } from '@/db/schema'
import type { AuditEntry } from '@/lib/audit'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { formatMoment } from '@/lib/format'
import { authorize } from '@/lib/policy'
import { readSetting } from '@/lib/settings/read-setting'
import type { UrgeBranchesInput } from './distribute-schema'
import { loadAssignment, loadTask, type Task } from './load'
import { tellAssignees } from './tell'

export interface UrgeResult {
  urged: number
  /** Left out because they were urged within the spacing. */
  spared: number
  /** 催办间隔, as the office has set it. */
  spacingHours: number
}

/**
 * 催办: everybody who has not answered (or one of them), but nobody twice within the spacing.
 * @throws DomainError conflict when there is nobody left to urge
 */
export async function urgeAssignments(
  ctx: ViewerContext,
  input: { taskId: string; assignmentId?: string | undefined; words?: string | undefined },
): Promise<UrgeResult & { taskId: string }> {
  return ctx.transact(async (tx) => {
    const task = await loadTask(ctx, tx.db, input.taskId)
    authorize(ctx.viewer, 'task.edit', task)
    const which = input.assignmentId ? eq(assignments.id, input.assignmentId) : undefined
    const done = await urgeCopies(ctx, tx, task, { which, words: input.words })
    assertUrged(done)
    return { taskId: task.id, ...done }
  })
}

/**
 * 催办 by a 党总支 of the branches it has broken its copy down to; the same spacing holds as for the
 * office, whoever of them urged last.
 * @throws DomainError conflict when there is nobody left to urge
 */
export async function urgeBranches(
  ctx: ViewerContext,
  input: UrgeBranchesInput,
): Promise<UrgeResult & { taskId: string; assignmentId: string }> {
  return ctx.transact(async (tx) => {
    const { task, assignment, subject } = await loadAssignment(ctx, tx.db, input.assignmentId)
    authorize(ctx.viewer, 'assignment.urgeBranches', subject)
    const done = await urgeCopies(ctx, tx, task, {
      which: eq(assignments.parentId, assignment.id),
      words: input.words,
      entry: {
        action: 'assignment.urgeBranches',
        subjectType: 'assignment',
        subjectId: assignment.id,
      },
    })
    assertUrged(done)
    return { taskId: task.id, assignmentId: assignment.id, ...done }
  })
}

/**
 * 催办 of chosen copies of several tasks. Those that need no urging any more are left alone.
 * @throws DomainError not_found when one belongs to a task the viewer did not issue; conflict when
 *   there is nobody left to urge
 */
export async function urgeMany(
  ctx: ViewerContext,
  input: { assignmentIds: readonly string[]; words?: string | undefined },
): Promise<UrgeResult> {
  return ctx.transact(async (tx) => {
    const chosen = inArray(assignments.id, [...input.assignmentIds])
    const rows = await tx.db
      .selectDistinct({ taskId: assignments.taskId })
      .from(assignments)
      .where(chosen)
      .orderBy(assignments.taskId)
    const total: UrgeResult = { urged: 0, spared: 0, spacingHours: 0 }
    for (const { taskId } of rows) {
      const task = await loadTask(ctx, tx.db, taskId)
      authorize(ctx.viewer, 'task.edit', task)
      const done = await urgeCopies(ctx, tx, task, { which: chosen, words: input.words })
      total.urged += done.urged
      total.spared += done.spared
      total.spacingHours = done.spacingHours
    }
    assertUrged(total)
    return total
  })
}

function assertUrged({ urged, spared, spacingHours }: UrgeResult): void {
  if (urged === 0) {
    throw conflict(
      spared > 0
        ? `这些支部 ${spacingHours} 小时内刚催办过，为减轻打扰，请稍后再催。`
        : '没有需要催办的支部：都已提交或办结。',
    )
  }
}

interface Urging {
  /** Of the task's copies; all of them when absent. */
  which: SQL | undefined
  words: string | undefined
  /** What the audit calls it, where it is not the task that is urged. */
  entry?: AuditEntry
}

async function urgeCopies(
  ctx: ViewerContext,
  tx: Work,
  task: Task,
  urging: Urging,
): Promise<UrgeResult> {
  // Of two presses at once the second waits here, and then sees whom the first urged.
  await tx.db.select({ id: tasks.id }).from(tasks).where(eq(tasks.id, task.id)).for('update')
  const { urgeSpacingHours: spacingHours } = await readSetting(tx.db, 'supervision')
  const since = new Date(tx.now.getTime() - spacingHours * 3_600_000)
  const recent = tx.db
    .select({ one: sql`1` })
    .from(urges)
    .where(and(eq(urges.assignmentId, assignments.id), gt(urges.at, since)))
  const unanswered = and(
    eq(assignments.taskId, task.id),
    inArray(assignments.state, [...assigneeTurnStates]),
    urging.which,
  )
  const waiting = await tx.db.$count(assignments, unanswered)
  const due = await tx.db
    .select()
    .from(assignments)
    .where(and(unanswered, notExists(recent)))
  if (due.length > 0) {
    await writeUrges(ctx, tx, task, due, urging)
  }
  return { urged: due.length, spared: waiting - due.length, spacingHours }
}

async function writeUrges(
  ctx: ViewerContext,
  tx: Work,
  task: Task,
  due: readonly (typeof assignments.$inferSelect)[],
  { words, entry }: Urging,
): Promise<void> {
  await bulkInsert(
    tx.db,
    urges,
    due.map((assignment) => ({
      id: newId(),
      assignmentId: assignment.id,
      byId: ctx.viewer.personId,
      at: tx.now,
      words: words ?? null,
    })),
  )
  await tellAssignees(tx, task, due, (assignment) => ({
    kind: 'task_urged',
    body: words ?? `请于 ${formatMoment(assignment.effectiveDueAt, tx.now)} 前完成。`,
    smsTemplate: 'task_urged',
  }))
  tx.record({
    ...(entry ?? { action: 'task.urge', subjectType: 'task', subjectId: task.id }),
    detail: { assignments: due.map((assignment) => assignment.id) },
  })
}
