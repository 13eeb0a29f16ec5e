import type { Db } from '@/db/client'
import { newId } from '@/db/ids'
import {
  assignments,
  dispatches,
  dispatchRecipients,
  notices,
  smsMessages,
  tasks,
} from '@/db/schema'
import { createOrganisation, createPerson, testNow } from '@/db/testing/factories'
import type { Telling } from '../states'

/**
 * A dispatch with these recipients, each told as described; who is told twice holds two posts.
 * @returns its id
 */
export async function createDispatch(db: Db, recipients: Telling[][]): Promise<string> {
  const sender = await createPerson(db)
  const branch = await createOrganisation(db)
  const [taskId, dispatchId, assignmentId] = [newId(), newId(), newId()]
  await db.insert(tasks).values({
    id: taskId,
    title: '主题党日',
    requirement: '按要求开展',
    issuingOrganisationId: branch.id,
    createdBy: sender.id,
    createdAt: testNow,
    startsOn: '2026-09-15',
    dueAt: testNow,
    isEvidenceRequired: false,
    recipients: {},
    state: 'dispatched',
  })
  await db.insert(dispatches).values({
    id: dispatchId,
    taskId,
    kind: 'initial',
    number: dispatchId,
    dispatchedBy: sender.id,
    dispatchedAt: testNow,
  })
  await db.insert(assignments).values({
    id: assignmentId,
    taskId,
    dispatchId,
    organisationId: branch.id,
    state: 'issued',
    dueAt: testNow,
    effectiveDueAt: testNow,
    stateSince: testNow,
  })
  for (const told of recipients) {
    const person = await createPerson(db)
    for (const telling of told) {
      await db.insert(dispatchRecipients).values({
        dispatchId,
        assignmentId,
        personId: telling.hasPerson ? person.id : null,
        organisationName: '第一党支部',
        noticeId: await storeNotice(db, telling, person.id),
      })
    }
  }
  return dispatchId
}

async function storeNotice(db: Db, { notice, message }: Telling, personId: string) {
  if (!notice) {
    return null
  }
  const id = newId()
  await db.insert(notices).values({
    id,
    personId,
    kind: 'task_dispatched',
    title: '主题党日',
    body: '',
    subjectType: 'task',
    subjectId: newId(),
    createdAt: testNow,
    smsTemplate: notice.wantsSms ? 'task_dispatched' : null,
    smsRefusal: notice.refusal,
    smsMessageId: message ? await storeMessage(db, message, personId) : null,
  })
  return id
}

async function storeMessage(db: Db, message: NonNullable<Telling['message']>, personId: string) {
  const id = newId()
  await db.insert(smsMessages).values({
    ...message,
    id,
    personId,
    phoneCipher: '',
    phoneMasked: '',
    template: 'task_dispatched',
    params: {},
    createdAt: testNow,
  })
  return id
}
