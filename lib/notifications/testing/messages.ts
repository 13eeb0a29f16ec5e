import { eq } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { newId } from '@/db/ids'
import { notices, smsMessages } from '@/db/schema'
import { createPerson } from '@/db/testing/factories'
import { testNow } from '@/db/testing/moments'
import { type EventName, enqueue } from '@/lib/jobs/queue'
import { type NewNotice, writeNotices } from '../notify'
import { planMessages } from '../plan-messages'
import { queueSms } from '../queue-sms'

/** The part of a verb's work that notices need, without the audit around it. */
export function bareWork(db: Db, now: Date = testNow) {
  return {
    db,
    now,
    emit: (name: EventName) => enqueue(db, name, {} as never),
  }
}

/** A notice about a new task, unless told otherwise. */
export function newNotice(personId: string, given: Partial<NewNotice> = {}): NewNotice {
  return {
    personId,
    kind: 'task_dispatched',
    title: '第三季度主题党日',
    body: '请于 9月30日 18:00 前办结。',
    href: '/tasks',
    subjectType: 'assignment',
    subjectId: newId(),
    smsTemplate: 'task_dispatched',
    ...given,
  }
}

/** Writes notices outside a verb and returns their ids. */
export function giveNotices(db: Db, given: NewNotice[], now: Date = testNow): Promise<string[]> {
  return writeNotices(bareWork(db, now), given)
}

/** Queues a sign-in code and returns the message's id. */
export function giveCode(db: Db, now: Date = testNow): Promise<string> {
  return queueSms(bareWork(db, now), {
    personId: null,
    phone: '13900001234',
    template: 'sign_in_code',
    params: { code: '482913' },
    secret: true,
    urgent: true,
  })
}

/** The id of one planned message about a task; nothing else is left waiting. */
export async function waitingMessage(db: Db, now: Date = testNow): Promise<string> {
  await db.update(smsMessages).set({ state: 'withdrawn' }).where(eq(smsMessages.state, 'waiting'))
  const person = await createPerson(db)
  const [notice] = await giveNotices(db, [newNotice(person.id)], now)
  await planMessages({ db, now: () => now })
  return (await noticeRow(db, notice ?? '')).smsMessageId ?? ''
}

/** The stored message. */
export async function messageRow(db: Db, id: string) {
  const [row] = await db.select().from(smsMessages).where(eq(smsMessages.id, id))
  if (!row) {
    throw new Error('No such message')
  }
  return row
}

/** The stored notice. */
export async function noticeRow(db: Db, id: string) {
  const [row] = await db.select().from(notices).where(eq(notices.id, id))
  if (!row) {
    throw new Error('No such notice')
  }
  return row
}
