import type { ExemptionRule, Recurrence, TemplateOrigin } from '@/db/enums'
import type { Anchor, AnchorDay } from './schema'

export const originLabels: Record<TemplateOrigin, string> = {
  national: '全国规定',
  superior: '上级要求',
  own: '本单位自定',
}

export const recurrenceLabels: Record<Recurrence, string> = {
  none: '不重复',
  monthly: '每月',
  quarterly: '每季度',
  yearly: '每年',
}

export const exemptionLabels: Record<ExemptionRule, string> = {
  none: '没有免除',
  without_committee: '未设支委会的支部免',
  without_groups: '未设党小组的支部免',
}

/** How many nodes the form has room for. */
export const formNodeCount = 8

export const anchorUnits = ['day', 'working_day', 'last_day', 'last_working_day'] as const
export type AnchorUnit = (typeof anchorUnits)[number]

export const anchorUnitLabels: Record<AnchorUnit, string> = {
  day: '第几日',
  working_day: '第几个工作日',
  last_day: '最后一日',
  last_working_day: '最后一个工作日',
}

/** `每月第 1 个工作日下达，最后一个工作日 18:00 前完成`. */
export function anchorWords(recurrence: Recurrence, anchor: Anchor): string {
  if (recurrence === 'none') {
    return '用的时候再定时间'
  }
  return `${recurrenceLabels[recurrence]}${dayWords(recurrence, anchor.out)}下达，${dayWords(recurrence, anchor.due).trimStart()} ${anchor.dueTime} 前完成`
}

function dayWords(recurrence: Recurrence, { month, unit, n }: AnchorDay): string {
  const inMonth =
    recurrence === 'quarterly' ? `第 ${month} 个月` : recurrence === 'yearly' ? ` ${month} 月` : ''
  const words: Record<AnchorUnit, string> = {
    day: ` ${n} 日`,
    working_day: `第 ${n} 个工作日`,
    last_day: '最后一日',
    last_working_day: '最后一个工作日',
  }
  return `${inMonth}${words[unit]}`
}

/** `交给 28 个党组织，另免 2 个；31 人收到通知`, by who is where today. */
export function goesToWords(goesTo: {
  organisations: number
  people: number
  exempt: number
  told: number
}): string {
  const to = [
    goesTo.organisations > 0 ? `${goesTo.organisations} 个党组织` : null,
    goesTo.people > 0 ? `${goesTo.people} 位个人` : null,
  ].filter(Boolean)
  const exempt = goesTo.exempt > 0 ? `，另免 ${goesTo.exempt} 个` : ''
  return `${to.length > 0 ? to.join('、') : '没有对象'}${exempt}；${goesTo.told} 人收到通知`
}
