import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { people, smsMessages } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createPerson, testNow } from '@/db/testing/factories'
import { noNumberWords } from './notify'
import { planMessages } from './plan-messages'
import { giveNotices, messageRow, newNotice, noticeRow } from './testing/messages'
import { withdrawUnsent } from './withdraw-unsent'

const { db } = await testDatabase()
const plan = (now = testNow) => planMessages({ db, now: () => now })
const later = (minutes: number) => new Date(testNow.getTime() + minutes * 60_000)
const messagesOf = (personId: string) =>
  db
    .select()
    .from(smsMessages)
    .where(eq(smsMessages.personId, personId))
    .orderBy(smsMessages.createdAt)

test('a notice becomes one message, once, and wakes the deliverer', async () => {
  const person = await createPerson(db)
  const [id] = await giveNotices(db, [newNotice(person.id)])
  expect(await plan()).toBe(1)
  expect(await plan()).toBe(0)
  const [message] = await messagesOf(person.id)
  expect(message).toMatchObject({
    state: 'waiting',
    holdRule: null,
    notBefore: testNow,
    params: { title: '第三季度主题党日' },
  })
  expect((await noticeRow(db, id ?? '')).smsMessageId).toBe(message?.id)
  const jobs = await db.execute(
    sql`select 1 from graphile_worker.jobs where task_identifier = 'sms.waiting'`,
  )
  expect(jobs.length).toBeGreaterThan(0)
})

test('thousands at once; ids come back in order', async () => {
  const some = await Promise.all(Array.from({ length: 20 }, () => createPerson(db)))
  const given = Array.from({ length: 4_100 }, (_, index) =>
    newNotice(some[index % some.length]?.id ?? '', { title: `任务${index}` }),
  )
  const ids = await giveNotices(db, given)
  expect((await noticeRow(db, ids[4_099] ?? '')).title).toBe('任务4099')
  expect(await plan()).toBe(4_100)
  for (const person of some) {
    expect(await messagesOf(person.id)).toMatchObject([
      { template: 'task_digest', params: { count: '205' } },
    ])
  }
})

test('without a number the notice says so and no message is made', async () => {
  const person = await createPerson(db, { phone: null })
  const lost = await createPerson(db)
  const [id, quiet] = await giveNotices(db, [
    newNotice(person.id),
    newNotice(person.id, { smsTemplate: null }),
  ])
  const [lostId] = await giveNotices(db, [newNotice(lost.id)])
  await db.update(people).set({ phoneCipher: null }).where(eq(people.id, lost.id))
  await plan()
  expect((await noticeRow(db, id ?? '')).smsRefusal).toBe(noNumberWords)
  expect((await noticeRow(db, quiet ?? '')).smsRefusal).toBeNull()
  expect((await noticeRow(db, lostId ?? '')).smsRefusal).toBe(noNumberWords)
  expect(await messagesOf(person.id)).toEqual([])
})

test('planners at the same time make one message', async () => {
  const some = await Promise.all(Array.from({ length: 12 }, () => createPerson(db)))
  await giveNotices(
    db,
    some.flatMap((person) => [newNotice(person.id), newNotice(person.id)]),
  )
  const counts = await Promise.all(Array.from({ length: 6 }, () => plan()))
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(24)
  for (const person of some) {
    expect(await messagesOf(person.id)).toMatchObject([{ params: { count: '2' } }])
  }
})

test('what follows within the minute waits and goes as one; a night arrives in the morning as one', async () => {
  const person = await createPerson(db)
  await giveNotices(db, [newNotice(person.id)])
  await plan()
  await db
    .update(smsMessages)
    .set({ state: 'delivered' })
    .where(eq(smsMessages.personId, person.id))
  for (const seconds of [10, 20]) {
    await giveNotices(db, [newNotice(person.id)])
    await plan(later(seconds / 60))
  }
  const [, second, ...rest] = await messagesOf(person.id)
  expect(rest).toEqual([])
  expect(second).toMatchObject({ holdRule: 'merge', notBefore: later(1), params: { count: '2' } })
  const night = new Date('2026-09-15T22:00:00+08:00')
  const sleeper = await createPerson(db)
  for (const hours of [0, 1, 5]) {
    await giveNotices(db, [newNotice(sleeper.id)])
    await plan(new Date(night.getTime() + hours * 3_600_000))
  }
  expect(await messagesOf(sleeper.id)).toMatchObject([
    {
      holdRule: 'quiet_hours',
      notBefore: new Date('2026-09-16T07:30:00+08:00'),
      params: { count: '3' },
    },
  ])
})

test('withdrawing stops what has not left: unplanned, waiting alone, waiting with others', async () => {
  const [leaver, other] = [await createPerson(db), await createPerson(db)]
  const [a, b] = [newNotice(leaver.id), newNotice(leaver.id, { title: '另一项' })]
  const [aId, bId, otherId] = await giveNotices(db, [
    a,
    b,
    newNotice(other.id, { subjectId: a.subjectId }),
  ])
  await plan()
  const work = { db, now: testNow }
  expect(await withdrawUnsent(work, { personId: leaver.id, subjectIds: [a.subjectId] })).toBe(1)
  const shared = (await noticeRow(db, bId ?? '')).smsMessageId ?? ''
  expect(await messageRow(db, shared)).toMatchObject({
    state: 'waiting',
    template: 'task_dispatched',
    params: { title: '另一项' },
  })
  expect((await noticeRow(db, otherId ?? '')).smsRefusal).toBeNull()
  expect(await withdrawUnsent(work, { subjectIds: [a.subjectId, b.subjectId] })).toBe(2)
  expect(await messageRow(db, shared)).toMatchObject({
    state: 'withdrawn',
    reason: '任务已取消，短信未发出',
    finishedAt: testNow,
  })
  expect((await noticeRow(db, aId ?? '')).smsRefusal).toBe('已不再负责此项，短信未发出')
  expect(await withdrawUnsent(work, { subjectIds: [a.subjectId, b.subjectId] })).toBe(0)
  const unplanned = newNotice(other.id)
  await giveNotices(db, [unplanned])
  expect(await withdrawUnsent(work, { subjectIds: [unplanned.subjectId] })).toBe(1)
  expect(await plan()).toBe(0)
})

test('withdrawing leaves alone what is being handed over', async () => {
  const person = await createPerson(db)
  const notice = newNotice(person.id)
  const [id] = await giveNotices(db, [notice])
  await plan()
  await db
    .update(smsMessages)
    .set({ state: 'handing_over' })
    .where(eq(smsMessages.personId, person.id))
  expect(await withdrawUnsent({ db, now: testNow }, { subjectIds: [notice.subjectId] })).toBe(0)
  expect((await noticeRow(db, id ?? '')).smsRefusal).toBeNull()
})
