import { bulkInsert } from '@/db/bulk'
import { newId } from '@/db/ids'
import { assignments, clockSegments, dispatchRecipients, steps, taskNodes } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { formatMoment } from '@/lib/format'
import { type NewNotice, writeNotices } from '@/lib/notifications/notify'
import type { Task } from './load'

/** One copy of a task on its way to somebody. */
export interface Copy {
  assignmentId: string
  organisationId: string
  organisationName: string
  /** Null when the branch is the recipient. */
  personId: string | null
  /** May be empty: the receipt says that nobody is in post. */
  told: { personId: string; name: string; phoneMasked: string | null; postLabel: string | null }[]
}

/** The rows of every copy: assignment, its step at the task's node, and the running clock. */
export async function insertCopies(
  ctx: ViewerContext,
  tx: Work,
  task: Task,
  dispatchId: string,
  copies: Copy[],
) {
  const node = { id: newId(), taskId: task.id, position: 1, title: task.title, dueAt: task.dueAt }
  await tx.db.insert(taskNodes).values(node)
  const times = { dueAt: task.dueAt, effectiveDueAt: task.dueAt }
  await bulkInsert(
    tx.db,
    assignments,
    copies.map((copy) => ({
      id: copy.assignmentId,
      taskId: task.id,
      dispatchId,
      organisationId: copy.organisationId,
      personId: copy.personId,
      state: 'issued' as const,
      stateSince: ctx.now,
      ...times,
    })),
  )
  const opened = copies.map((copy) => ({
    id: newId(),
    assignmentId: copy.assignmentId,
    nodeId: node.id,
    state: 'open' as const,
    ...times,
  }))
  await bulkInsert(tx.db, steps, opened)
  await bulkInsert(
    tx.db,
    clockSegments,
    opened.map((step) => ({
      id: newId(),
      stepId: step.id,
      party: 'assignee' as const,
      startsAt: ctx.now,
    })),
  )
}

/** Notices for everybody told, and the frozen list that proves who was. */
export async function tellRecipients(
  ctx: ViewerContext,
  tx: Work,
  task: Task,
  dispatchId: string,
  copies: Copy[],
) {
  const told = copies.flatMap((copy) => copy.told.map((person) => ({ copy, person })))
  const body = `请于 ${formatMoment(task.dueAt, ctx.now)} 前完成，先签收。`
  const noticeIds = await writeNotices(
    tx,
    told.map(
      ({ copy, person }): NewNotice => ({
        personId: person.personId,
        kind: 'task_dispatched',
        title: task.title,
        body,
        href: `/tasks/${task.id}/assignments/${copy.assignmentId}`,
        subjectType: 'assignment',
        subjectId: copy.assignmentId,
        smsTemplate: 'task_dispatched',
      }),
    ),
  )
  const nobody = copies.filter((copy) => copy.told.length === 0)
  await bulkInsert(tx.db, dispatchRecipients, [
    ...told.map(({ copy, person }, index) => ({
      id: newId(),
      dispatchId,
      assignmentId: copy.assignmentId,
      organisationName: copy.organisationName,
      personId: person.personId,
      personName: person.name,
      postLabel: person.postLabel,
      phoneMasked: person.phoneMasked,
      noticeId: noticeIds[index] ?? null,
    })),
    ...nobody.map((copy) => ({
      id: newId(),
      dispatchId,
      assignmentId: copy.assignmentId,
      organisationName: copy.organisationName,
      personId: null,
      personName: null,
      postLabel: null,
      phoneMasked: null,
      noticeId: null,
    })),
  ])
}
