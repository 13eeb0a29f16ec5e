import type { NoticeKind } from '@/db/enums'
import type { Work } from '@/lib/context'
import { writeNotices } from '@/lib/notifications/notify'
import type { NoticeTemplate } from '@/lib/notifications/sms-templates'
import { postHoldersOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import type { Assignment, Task } from './load'
import { whoIsTold } from './resolve-recipients'

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
  const personIds = new Set<string>()
  if (assignment.personId) {
    personIds.add(assignment.personId)
  } else {
    const holders = await postHoldersOn(tx.db, [assignment.organisationId], dayOf(tx.now))
    for (const holder of whoIsTold(holders)) {
      personIds.add(holder.personId)
    }
  }
  if (assignment.delegateId) {
    personIds.add(assignment.delegateId)
  }
  await tell(tx, task, assignment, [...personIds], message)
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
    personIds.map((personId) => ({
      personId,
      title: task.title,
      href: `/tasks/${task.id}/assignments/${assignment.id}`,
      subjectType: 'assignment',
      subjectId: assignment.id,
      ...message,
    })),
  )
}
