'use server'

import { action } from '@/lib/action'
import {
  clearCalendarDay,
  loadPublishedYear,
  setCalendarDay,
} from '@/lib/organisation/change-calendar'
import {
  calendarDayInput,
  calendarYearInput,
  clearCalendarDayInput,
} from '@/lib/organisation/inputs'

export const loadPublishedYearAction = action(calendarYearInput, loadPublishedYear, {
  words: ({ year, added }) => `已载入 ${year} 年放假安排，新增 ${added} 天，手工设置的没有改动。`,
  revalidate: () => ['/calendar'],
})

export const setCalendarDayAction = action(calendarDayInput, setCalendarDay, {
  words: ({ day }) => `已设置 ${day}。`,
  revalidate: () => ['/calendar'],
})

export const clearCalendarDayAction = action(clearCalendarDayInput, clearCalendarDay, {
  words: ({ day }) => `已移除 ${day}，按平日计算。`,
  revalidate: () => ['/calendar'],
})
