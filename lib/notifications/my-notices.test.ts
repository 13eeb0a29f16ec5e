import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing/database'
import { createContextFor, createPerson, testNow } from '@/db/testing/factories'
import { markAllRead } from './mark-all-read'
import { openNotice } from './open-notice'
import { myNotices, unreadNoticeCount } from './queries'
import { markAllReadInput, noticesPlace, openNoticeInput } from './schema'
import { giveNotices, newNotice, noticeRow } from './testing/messages'

const { db } = await testDatabase()
const later = (seconds: number) => new Date(testNow.getTime() + seconds * 1000)

async function readerWith(count: number) {
  const person = await createPerson(db)
  const notices = Array.from({ length: count }, (_, at) =>
    newNotice(person.id, { title: `第${at}条` }),
  )
  const ids = await giveNotices(db, notices)
  return { ctx: await createContextFor(db, person, { now: later(60) }), ids, person }
}

test('opening marks as read once and says where it leads', async () => {
  const { ctx, ids } = await readerWith(2)
  const noticeId = ids[0] ?? ''
  expect(await unreadNoticeCount(ctx)).toBe(2)
  expect(await openNotice(ctx, { noticeId })).toEqual({ href: '/tasks' })
  await openNotice({ ...ctx, now: later(999) }, { noticeId })
  expect((await noticeRow(db, noticeId)).readAt).toEqual(later(60))
  expect(await unreadNoticeCount(ctx)).toBe(1)
  expect(await myNotices(ctx, { isUnreadOnly: true })).toMatchObject([{ title: '第1条' }])
})

test("somebody else's notice is not found, listed or marked", async () => {
  const { ids } = await readerWith(1)
  const stranger = await readerWith(0)
  await expect(openNotice(stranger.ctx, { noticeId: ids[0] ?? '' })).rejects.toMatchObject({
    code: 'not_found',
  })
  expect(await myNotices(stranger.ctx)).toEqual([])
  expect(await markAllRead(stranger.ctx, { upTo: later(60).toISOString() })).toEqual({ count: 0 })
  expect((await noticeRow(db, ids[0] ?? '')).readAt).toBeNull()
})

test('marking all leaves what arrived after the page was shown', async () => {
  const { ctx, person } = await readerWith(3)
  const [late] = await giveNotices(db, [newNotice(person.id)], later(30))
  expect(await markAllRead(ctx, { upTo: later(10).toISOString() })).toEqual({ count: 3 })
  expect((await noticeRow(db, late ?? '')).readAt).toBeNull()
})

test('pages follow each other without gap, although all are of one moment', async () => {
  const { ctx } = await readerWith(7)
  const seen: string[] = []
  for (let before: string | undefined; ; ) {
    const page = await myNotices(ctx, { before, limit: 3 })
    seen.push(...page.map((notice) => notice.id))
    before = page.at(-1)?.id
    if (page.length < 3) {
      break
    }
  }
  expect(new Set(seen).size).toBe(7)
  expect(seen).toHaveLength(7)
})

test('bad addresses and inputs', () => {
  expect(noticesPlace.parse({ show: 'x', before: 'y' })).toEqual({})
  expect(openNoticeInput.safeParse({ noticeId: '1' }).success).toBe(false)
  expect(markAllReadInput.safeParse({ upTo: 'gestern' }).success).toBe(false)
})
