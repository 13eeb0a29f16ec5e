import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { auditEntries, calendarDays } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContextFor, createOfficer } from '@/db/testing/factories'
import type { ViewerContext } from '@/lib/context'
import { calendarYear } from './calendar-queries'
import { clearCalendarDay, loadPublishedYear, setCalendarDay } from './change-calendar'
import { publishedCalendar } from './published-calendar'

const { db } = await testDatabase()
let administrator: ViewerContext

beforeEach(async () => {
  await db.delete(calendarDays)
  administrator = await createContextFor(db, await createOfficer(db, 'system_admin'))
})

test('a published year comes in whole, twice changes nothing, days set by hand stay', async () => {
  const day = { day: '2026-10-08', kind: 'holiday' as const, name: '厂休' }
  await setCalendarDay(administrator, day)
  await setCalendarDay(administrator, { day: '2026-10-07', kind: 'workday', name: '保电值班' })
  const all = publishedCalendar(2026)?.days.length ?? 0
  expect(await loadPublishedYear(administrator, { year: 2026 })).toEqual({
    year: 2026,
    added: all - 1,
  })
  expect(await loadPublishedYear(administrator, { year: 2026 })).toMatchObject({ added: 0 })
  const { days, published } = await calendarYear(administrator, 2026)
  expect(days).toHaveLength(all + 1)
  expect(published?.missing).toBe(0)
  expect(days.find((one) => one.day === '2026-10-07')?.kind).toBe('workday')
  const audited = await db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.actorId, administrator.viewer.personId))
  expect(audited.map((entry) => entry.action)).toEqual([
    'calendar.set',
    'calendar.set',
    'calendar.load',
    'calendar.load',
  ])
})

test('a day can be changed and taken out, once', async () => {
  await setCalendarDay(administrator, { day: '2026-10-08', kind: 'holiday', name: '厂休' })
  await setCalendarDay(administrator, { day: '2026-10-08', kind: 'workday', name: '上班' })
  expect((await calendarYear(administrator, 2026)).days).toEqual([
    { day: '2026-10-08', kind: 'workday', name: '上班' },
  ])
  await clearCalendarDay(administrator, { day: '2026-10-08' })
  await expect(clearCalendarDay(administrator, { day: '2026-10-08' })).rejects.toMatchObject({
    code: 'conflict',
  })
})

test('an unknown year and a stranger are refused', async () => {
  await expect(loadPublishedYear(administrator, { year: 2031 })).rejects.toMatchObject({
    code: 'invalid',
  })
  const stranger = await createContextFor(db, await createOfficer(db))
  const acts = [
    loadPublishedYear(stranger, { year: 2026 }),
    setCalendarDay(stranger, { day: '2026-10-08', kind: 'holiday', name: '厂休' }),
    clearCalendarDay(stranger, { day: '2026-10-08' }),
  ]
  for (const act of await Promise.allSettled(acts)) {
    expect(act).toMatchObject({ status: 'rejected', reason: { code: 'forbidden' } })
  }
})
