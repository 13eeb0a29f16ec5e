import type { NoticeKind } from '@/db/enums'
import type { Work } from '@/lib/context'
import { writeNotices } from '@/lib/notifications/notify'
import type { NoticeTemplate } from '@/lib/notifications/sms-templates'
import { postHoldersOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import type { Assignment, LoadedAssignment, Task } from './load'
import { groupByOrganisation, whoIsTold } from './resolve-recipients'

interface Message {
  kind: NoticeKind
  body: string
  /** Null keeps it inside the application. */
  smsTemplate: NoticeTemplate | null
}

/** Tells those who act for the recipient today (not those of the day of dispatch) and the delegate. */
export async function tellAssignee(
  tx: Work,
  task: Task,
  assignment: Assignment,
  message: Message,
): Promise<void> {
  await tellAssignees(tx, task, [assignment], () => message)
}

/**
 * As `tellAssignee` for many assignments of a task at once, hundreds as fast as one.
 * @returns ids of the people told
 */
export async function tellAssignees(
  tx: Work,
  task: Task,
  copies: readonly Assignment[],
  messageOf: (assignment: Assignment, personId: string) => Message,
): Promise<Set<string>> {
  const branches = copies.filter((copy) => !copy.personId).map((copy) => copy.organisationId)
  const holders = groupByOrganisation(
    await postHoldersOn(tx.db, [...new Set(branches)], dayOf(tx.now)),
  )
  const written = copies.flatMap((assignment) => {
    const answering = assignment.personId
      ? [assignment.personId]
      : whoIsTold(holders.get(assignment.organisationId) ?? []).map((one) => one.personId)
    const told = new Set([...answering, assignment.delegateId].filter((id) => id !== null))
    return [...told].map((personId) =>
      noticeOf(task, assignment, personId, messageOf(assignment, personId)),
    )
  })
  await writeNotices(tx, written)
  return new Set(written.map((notice) => notice.personId))
}

/** Tells certain people about an assignment. */
export async function tell(
  tx: Work,
  task: Task,
  assignment: Assignment,
  personIds: readonly string[],
  message: Message,
): Promise<void> {
  await writeNotices(
    tx,
    personIds.map((personId) => noticeOf(task, assignment, personId, message)),
  )
}

/** The node a message is about, in front of it; nothing where the task has only one. */
export function nodeWords({ steps, node }: Pick<LoadedAssignment, 'steps' | 'node'>): string {
  return steps.length > 1 ? `“${node.title}”：` : ''
}

/** What tells somebody of a hand-in that was there before he became a reviewer. */
export function handInToReview(task: Task, assignment: Assignment, personId: string) {
  return noticeOf(task, assignment, personId, {
    kind: 'task_submitted',
    body: '已提交，等待您审核。审核用时单独计算，不计入支部办理时间。',
    smsTemplate: null,
  })
}

function noticeOf(task: Task, assignment: Assignment, personId: string, message: Message) {
  return {
    personId,
    title: task.title,
    href: `/tasks/${task.id}/assignments/${assignment.id}`,
    subjectType: 'assignment',
    subjectId: assignment.id,
    ...message,
  }
}
