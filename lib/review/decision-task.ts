import { and, eq } from 'drizzle-orm'
import { newId } from '@/db/ids'
import { assignments, delegations, dispatchRecipients, memberships, people } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { formatPeriod } from '@/lib/format'
import { validOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import type { Quarter } from '@/lib/scorecard/quarter/load-quarter'
import { checkCode } from '@/lib/scorecard/quarter/states'
import { changeDelegate } from '@/lib/tasks/delegate-assignment'
import { dispatchTask } from '@/lib/tasks/dispatch-task'
import { loadTask, type Task } from '@/lib/tasks/load'
import { saveTask } from '@/lib/tasks/save-task'
import { saveTaskInput } from '@/lib/tasks/schema'
import { tell } from '@/lib/tasks/tell'
import type { DecisionInput } from './schema'

/** Clock time at which a decision is due on its day. */
export const decisionDueTime = '18:00'

interface Decided {
  quarter: Quarter
  sha256: string
  decision: DecisionInput
}

/**
 * The supervised task of a decision: dispatched to the branch as every task is, the branch responsible;
 * whoever is to answer for it is its 承办人 unless he is told as a leader anyway. It does not score.
 * @returns id of the task
 * @throws DomainError what making and dispatching a task throws
 */
export async function makeDecisionTask(
  ctx: ViewerContext,
  tx: Work,
  decided: Decided,
): Promise<string> {
  // The verbs of tasks run inside this transaction: decision and task are there both or not at all.
  const within: ViewerContext = { ...ctx, db: tx.db, transact: (work) => work(tx) }
  const responsible = await nameOf(tx, decided.decision.personId)
  const task = await saveTask(within, taskOf(ctx, decided, responsible))
  await dispatchTask(within, { taskId: task.id })
  if (decided.decision.personId) {
    await nameDelegate(ctx, tx, task, decided.decision.personId)
  }
  return task.id
}

function taskOf(ctx: ViewerContext, { quarter, sha256, decision }: Decided, name: string | null) {
  const period = formatPeriod(quarter.period)
  const person = name ? `责任人：${name}。` : ''
  return saveTaskInput.parse({
    taskId: newId(),
    title: titleOf(decision.words),
    requirement: `${period}党建指数评议会决定：${decision.words}\n${person}完成后请报送落实情况。`,
    basis: `${period}党建指数评议会，评议快照 ${checkCode(sha256)}`,
    startsOn: dayOf(ctx.now),
    dueOn: decision.dueOn,
    dueTime: decisionDueTime,
    organisationIds: [decision.organisationId],
  })
}

/** The first sentence of the words, at most 60 characters of it. */
function titleOf(words: string): string {
  const first = words.split(/[。；;\n]/)[0]?.trim() || words
  const letters = [...first]
  return `评议会决定：${letters.length > 60 ? `${letters.slice(0, 59).join('')}…` : first}`
}

async function nameOf(tx: Work, personId: string | undefined): Promise<string | null> {
  if (!personId) {
    return null
  }
  const [person] = await tx.db
    .select({ name: people.name })
    .from(people)
    .where(eq(people.id, personId))
  return person?.name ?? null
}

async function nameDelegate(ctx: ViewerContext, tx: Work, task: Task, personId: string) {
  const [assignment] = await tx.db.select().from(assignments).where(eq(assignments.taskId, task.id))
  if (!assignment || !(await needsNaming(tx, assignment, personId))) {
    return
  }
  await changeDelegate(tx, assignment.id, personId)
  const note = '评议会确定由您承办'
  const byId = ctx.viewer.personId
  await tx.db.insert(delegations).values({
    id: newId(),
    assignmentId: assignment.id,
    toPersonId: personId,
    byId,
    at: tx.now,
    note,
  })
  const dispatched = await loadTask({ ...ctx, db: tx.db }, tx.db, task.id)
  await tell(tx, dispatched, assignment, [personId], {
    kind: 'task_delegated',
    body: `${note}，请打开查看要求并填写。`,
    smsTemplate: 'task_delegated',
  })
  tx.record({
    action: 'assignment.delegate',
    subjectType: 'assignment',
    subjectId: assignment.id,
    detail: { to: personId },
  })
}

/** A member of the branch who has not been told of the task as one of its leaders. */
async function needsNaming(
  tx: Work,
  assignment: typeof assignments.$inferSelect,
  personId: string,
): Promise<boolean> {
  const [isTold, isMember] = [
    await tx.db.$count(
      dispatchRecipients,
      and(
        eq(dispatchRecipients.assignmentId, assignment.id),
        eq(dispatchRecipients.personId, personId),
        eq(dispatchRecipients.isCopy, false),
      ),
    ),
    await tx.db.$count(
      memberships,
      and(
        eq(memberships.personId, personId),
        eq(memberships.organisationId, assignment.organisationId),
        validOn(memberships, dayOf(tx.now)),
      ),
    ),
  ]
  return isTold === 0 && isMember > 0
}
