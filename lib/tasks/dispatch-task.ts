import { and, eq, like, sql } from 'drizzle-orm'
import { newId } from '@/db/ids'
import { lockUntilCommit } from '@/db/locks'
import { dispatches, tasks } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { postLabel } from '@/lib/organisation/schema'
import { dayOf, quarterOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { covers, reachOf, type Viewer } from '@/lib/policy/viewer'
import { type Copy, insertCopies, tellRecipients } from './issue-copies'
import { loadTask, type Task } from './load'
import { type Recipients, recipientsMark, resolveRecipients } from './resolve-recipients'
import { type DispatchInput, recipientChoice } from './schema'

export interface DispatchResult {
  taskId: string
  dispatchId: string
  number: string
}

/**
 * 下达: turns a draft into one independent assignment for each recipient, resolved from today's
 * organisation tree, and writes their notices; all in one transaction. A second click, a second tab
 * and a retried request find the dispatch that is already there. With what stood beside the button
 * (version, number of copies, mark of the recipients), only that goes out.
 * @throws DomainError invalid when nobody is chosen or the due date has passed; conflict with the new
 *   numbers when draft or organisation tree have changed since they were shown
 */
export async function dispatchTask(
  ctx: ViewerContext,
  input: DispatchInput,
): Promise<DispatchResult> {
  return ctx.transact(async (tx) => {
    const found = await loadTask(ctx, tx.db, input.taskId)
    authorize(ctx.viewer, 'task.dispatch', found)
    // The row as it was taken: a change saved at the same moment belongs to what goes out.
    const [task] = await tx.db
      .update(tasks)
      .set({ state: 'dispatched', dispatchedAt: ctx.now })
      .where(and(eq(tasks.id, found.id), eq(tasks.state, 'draft')))
      .returning()
    if (!task) {
      tx.unchanged()
      return earlierDispatch(tx, found)
    }
    if (task.dueAt <= ctx.now) {
      throw invalid('截止时间已过，请先改截止时间再下达。草稿还在。', { dueOn: '截止时间已过' })
    }
    const choice = recipientChoice.parse(task.recipients)
    const recipients = await resolveRecipients(tx.db, choice, dayOf(ctx.now))
    assertWithinReach(ctx.viewer, recipients)
    const copies = copiesFor(recipients)
    assertAsShown(task, recipients, copies, input)
    if (copies.length === 0) {
      throw invalid('还没有选中任何党支部或人员，请选择后再下达。草稿还在。')
    }
    return issue(ctx, tx, task, copies)
  })
}

async function earlierDispatch(tx: Work, task: Task): Promise<DispatchResult> {
  const [dispatch] = await tx.db
    .select({ id: dispatches.id, number: dispatches.number })
    .from(dispatches)
    .innerJoin(tasks, eq(tasks.id, dispatches.taskId))
    .where(
      and(
        eq(dispatches.taskId, task.id),
        eq(dispatches.kind, 'initial'),
        eq(tasks.state, 'dispatched'),
      ),
    )
  if (!dispatch) {
    throw conflict('这项任务已撤销或办结，不能下达。')
  }
  return { taskId: task.id, dispatchId: dispatch.id, number: dispatch.number }
}

function assertAsShown(task: Task, recipients: Recipients, copies: Copy[], shown: DispatchInput) {
  const isChanged = shown.version !== undefined && shown.version !== task.version
  const isSame =
    (shown.copies ?? copies.length) === copies.length &&
    (shown.seen === undefined || shown.seen === recipientsMark(recipients))
  if (!isChanged && isSame) {
    return
  }
  const branches = copies.filter((copy) => copy.personId === null).length
  const told = new Set(copies.flatMap((copy) => copy.told.map((person) => person.personId))).size
  const gone = recipients.gone.length > 0 ? `，另有 ${recipients.gone.length} 个对象已不在` : ''
  throw conflict(
    `${isChanged ? '草稿刚被改过' : '党组织或名册刚有变动'}，和您看到的不一样，所以还没有下达。现在是：${branches} 个党组织、${copies.length - branches} 份直接交办到人，共通知 ${told} 人${gone}。请刷新页面核对后再下达。`,
  )
}

/** An office issues to what is under it, not to its neighbours. */
function assertWithinReach(viewer: Viewer, { organisations, people }: Recipients) {
  const reach = reachOf({ ...viewer, posts: [] })
  const outside = [
    ...organisations.map(({ organisation }) => organisation),
    ...people.map((person) => ({ id: person.organisationId, name: person.name })),
  ].filter((one) => !covers(reach, one.id))
  if (outside.length > 0) {
    throw invalid(
      `“${outside[0]?.name}”等 ${outside.length} 个对象不在您的下达范围内，请移除后再下达。草稿还在。`,
    )
  }
}

function copiesFor(recipients: Recipients): Copy[] {
  const branches = recipients.organisations.map(({ organisation, told }) => ({
    assignmentId: newId(),
    organisationId: organisation.id,
    organisationName: organisation.name,
    personId: null,
    told: told.map((holder) => ({
      personId: holder.personId,
      name: holder.personName,
      phoneMasked: holder.phoneMasked,
      postLabel: postLabel(holder.post, organisation.kind, holder.isActing),
    })),
  }))
  const persons = recipients.people.map((person) => ({
    assignmentId: newId(),
    organisationId: person.organisationId,
    organisationName: person.organisationName,
    personId: person.personId,
    told: [
      {
        personId: person.personId,
        name: person.name,
        phoneMasked: person.phoneMasked,
        postLabel: null,
      },
    ],
  }))
  return [...branches, ...persons]
}

async function issue(ctx: ViewerContext, tx: Work, task: Task, copies: Copy[]) {
  const dispatch = await insertDispatch(ctx, tx, task)
  await insertCopies(ctx, tx, task, dispatch.id, copies)
  await tellRecipients(ctx, tx, task, dispatch.id, copies)
  tx.record({
    action: 'task.dispatch',
    subjectType: 'task',
    subjectId: task.id,
    detail: {
      dispatchId: dispatch.id,
      number: dispatch.number,
      assignments: copies.length,
      people: copies.reduce((count, copy) => count + copy.told.length, 0),
    },
  })
  return { taskId: task.id, dispatchId: dispatch.id, number: dispatch.number }
}

/** The receipt number counts within the quarter; the lock keeps two dispatches from taking one. */
async function insertDispatch(ctx: ViewerContext, tx: Work, task: Task) {
  const prefix = `${quarterOf(dayOf(ctx.now))}-`
  await lockUntilCommit(tx.db, 'dispatchNumber')
  const [last] = await tx.db
    .select({ serial: sql<number>`coalesce(max(split_part(number, '-', 2)::int), 0)` })
    .from(dispatches)
    .where(like(dispatches.number, `${prefix}%`))
  const dispatch = {
    id: newId(),
    taskId: task.id,
    kind: 'initial' as const,
    number: `${prefix}${String((last?.serial ?? 0) + 1).padStart(4, '0')}`,
    dispatchedBy: ctx.viewer.personId,
    dispatchedAt: ctx.now,
  }
  await tx.db.insert(dispatches).values(dispatch)
  return dispatch
}
