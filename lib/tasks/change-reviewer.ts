import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { openAssignmentStates } from '@/db/enums'
import { assignments, organisationVersions, people, tasks } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { type NewNotice, writeNotices } from '@/lib/notifications/notify'
import { withdrawUnsent } from '@/lib/notifications/withdraw-unsent'
import { validOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { handInsFallingTo } from './falling-to-alternate'
import { findAlternate } from './find-persons'
import { type Assignment, loadTask, type Task } from './load'
import { unreviewable } from './reviewers'
import type { ChangeReviewerInput } from './schema'
import { noteTaskChange } from './task-changes'
import { handInToReview } from './tell'

export interface ReviewerChange {
  taskId: string
  /** The new 备选审核人, null where nobody is needed any more. */
  name: string | null
  /** Hand-ins that wait for him now. */
  waiting: number
  /** Organisations whose work still nobody may review. */
  nobodyToReview: string[]
}

/**
 * 变更备选审核人 of a task that is under way. What waits for review and falls to the new one comes
 * to him at once; both are told. What the old one has reviewed stands.
 * @throws DomainError not_found; invalid when not exactly one member is meant, or when work somebody
 *   may review today would be left to nobody; conflict when the task is not under way, when it is
 *   the same person, or a colleague changed it meanwhile
 */
export async function changeReviewer(
  ctx: ViewerContext,
  input: ChangeReviewerInput,
): Promise<ReviewerChange> {
  return ctx.transact(async (tx) => {
    const before = await loadTask(ctx, tx.db, input.taskId)
    authorize(ctx.viewer, 'task.changeReviewer', before)
    const next = await findAlternate(tx.db, input.alternateReviewer ?? '', dayOf(ctx.now))
    if (next === before.alternateReviewerId) {
      throw conflict(
        next ? '备选审核人原来就是这一位，没有改动。' : '原来就没有备选审核人，没有改动。',
      )
    }
    if (input.present && input.present !== (before.alternateReviewerId ?? 'none')) {
      throw conflict(changedMeanwhile)
    }
    const task = await replace(tx, before, next)
    const open = await holdOpen(tx, task)
    const nobodyToReview = await assertNobodyLost(tx, before, task, open)
    const waiting = await handInsFallingTo(tx, task, open)
    await tellBoth(tx, before, task, waiting)
    await noteTaskChange(ctx, tx, {
      taskId: task.id,
      kind: 'reviewer',
      fromPersonId: before.alternateReviewerId,
      toPersonId: next,
      reason: input.reason,
    })
    tx.record({
      action: 'task.changeReviewer',
      subjectType: 'task',
      subjectId: task.id,
      detail: {
        from: before.alternateReviewerId,
        to: next,
        reason: input.reason,
        waiting: waiting.length,
      },
    })
    const [person] = next
      ? await tx.db.select({ name: people.name }).from(people).where(eq(people.id, next))
      : []
    return { taskId: task.id, name: person?.name ?? null, waiting: waiting.length, nobodyToReview }
  })
}

const changedMeanwhile = '备选审核人刚被同事改过，这次没有改动。请刷新页面查看现状。'

async function replace(tx: Work, before: Task, next: string | null): Promise<Task> {
  const [task] = await tx.db
    .update(tasks)
    .set({ alternateReviewerId: next })
    .where(
      and(
        eq(tasks.id, before.id),
        eq(tasks.state, 'dispatched'),
        before.alternateReviewerId === null
          ? isNull(tasks.alternateReviewerId)
          : eq(tasks.alternateReviewerId, before.alternateReviewerId),
      ),
    )
    .returning()
  if (!task) {
    throw conflict(
      before.state === 'dispatched'
        ? changedMeanwhile
        : '只有办理中的任务可以变更备选审核人：草稿请直接修改，已办结或撤销的不再审核。',
    )
  }
  return task
}

/** Locked, so that a hand-in at this moment has either told the old one already or sees the new. */
async function holdOpen(tx: Work, task: Task): Promise<Assignment[]> {
  return tx.db
    .select()
    .from(assignments)
    .where(
      and(
        eq(assignments.taskId, task.id),
        inArray(assignments.state, [...openAssignmentStates, 'approved']),
      ),
    )
    .orderBy(asc(assignments.id))
    .for('no key update')
}

/** @returns names of the organisations whose work nobody may review, before and after */
async function assertNobodyLost(
  tx: Work,
  before: Task,
  after: Task,
  open: readonly Assignment[],
): Promise<string[]> {
  const day = dayOf(tx.now)
  const ids = [...new Set(open.map((one) => one.organisationId))]
  const organisations = await tx.db
    .select({ id: organisationVersions.organisationId, name: organisationVersions.name })
    .from(organisationVersions)
    .where(
      and(inArray(organisationVersions.organisationId, ids), validOn(organisationVersions, day)),
    )
    .orderBy(asc(organisationVersions.position))
  const stuckBefore = new Set(
    (await unreviewable(tx.db, before, organisations, day)).map((one) => one.id),
  )
  const stuck = await unreviewable(tx.db, after, organisations, day)
  const lost = stuck.filter((one) => !stuckBefore.has(one.id)).map((one) => one.name)
  if (lost.length > 0) {
    throw invalid(
      `这样改，${lost.slice(0, 5).join('、')}${lost.length > 5 ? `等 ${lost.length} 个党组织` : ''}报来的材料就没有人可以审核，所以没有改动。请另填一位不属于这些党组织的党员。`,
      { alternateReviewer: '请另填一位' },
    )
  }
  return stuck.map((one) => one.name)
}

async function tellBoth(tx: Work, before: Task, task: Task, waiting: readonly Assignment[]) {
  const shared = {
    kind: 'handover',
    title: task.title,
    href: null,
    subjectType: 'task',
    subjectId: task.id,
  } as const
  const told: NewNotice[] = []
  if (before.alternateReviewerId) {
    await withdrawUnsent(tx, { personId: before.alternateReviewerId, subjectIds: [task.id] })
    told.push({
      ...shared,
      personId: before.alternateReviewerId,
      body: '您不再担任这项任务的备选审核人，还没有审核的材料不用再办。已经审核的照样有效。',
      smsTemplate: null,
    })
  }
  if (task.alternateReviewerId) {
    told.push({
      ...shared,
      personId: task.alternateReviewerId,
      body:
        waiting.length > 0
          ? `请您担任这项任务的备选审核人。现有 ${waiting.length} 份材料等待您审核，请在待办里办理。`
          : '请您担任这项任务的备选审核人。下达人员不能审核的材料报来时，会在待办里提醒您。',
      smsTemplate: waiting.length > 0 ? 'task_submitted' : null,
    })
    const personId = task.alternateReviewerId
    told.push(...waiting.map((assignment) => handInToReview(task, assignment, personId)))
  }
  await writeNotices(tx, told)
}
