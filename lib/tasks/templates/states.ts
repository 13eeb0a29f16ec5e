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
  none: '都要办',
  without_committee: '没有支委会的支部不用开',
  without_groups: '没有党小组的支部不用开',
}

/** How many nodes the form has room for. */
export const formNodeCount = 8

export const anchorUnits = ['day', 'working_day', 'last_day', 'last_working_day'] as const
export type AnchorUnit = (typeof anchorUnits)[number]

/** The months of a period in words; a month itself has none to choose. */
export const monthsOf: Record<Recurrence, readonly string[]> = {
  none: [],
  monthly: ['当月'],
  quarterly: ['季度第一个月', '季度第二个月', '季度最后一个月'],
  yearly: Array.from({ length: 12 }, (_, index) => `${index + 1}月`),
}

const lastOf = { last_day: '最后一天', last_working_day: '最后一个工作日' } as const

/** The day of a month in words: `20 日`, `第 1 个工作日`, `最后一天`. */
export function dayLabel({ unit, n }: Pick<AnchorDay, 'unit' | 'n'>): string {
  return unit === 'day' ? `${n} 日` : unit === 'working_day' ? `第 ${n} 个工作日` : lastOf[unit]
}

/** The days a template can name, the usual ones first. */
export const dayChoices: readonly Pick<AnchorDay, 'unit' | 'n'>[] = [
  ...Array.from({ length: 10 }, (_, index) => ({ unit: 'working_day' as const, n: index + 1 })),
  { unit: 'last_working_day', n: 1 },
  ...Array.from({ length: 31 }, (_, index) => ({ unit: 'day' as const, n: index + 1 })),
  { unit: 'last_day', n: 1 },
]

/** A day as the value of a field, `day:20`; `dayOfField` reads it. */
export function fieldOfDay({ unit, n }: Pick<AnchorDay, 'unit' | 'n'>): string {
  return unit === 'day' || unit === 'working_day' ? `${unit}:${n}` : unit
}

/** What a field says of a day; nothing for a text that is none. */
export function dayOfField(text: string): Pick<AnchorDay, 'unit' | 'n'> | undefined {
  const [unit, n] = text.split(':')
  const known = anchorUnits.find((one) => one === unit)
  return known && { unit: known, n: Number(n ?? 1) }
}

/** `每季度一次，季度第一个月第 1 个工作日下达，季度最后一个月 20 日 18:00 截止`. */
export function anchorWords(recurrence: Recurrence, anchor: Anchor): string {
  if (recurrence === 'none') {
    return '不重复，用的时候再定时间'
  }
  const at = ({ month, ...day }: AnchorDay) => {
    const words = dayLabel(day)
    const within = monthsOf[recurrence][month - 1] ?? ''
    return `${within}${/^\d/.test(words) ? ' ' : ''}${words}`
  }
  return `${recurrenceLabels[recurrence]}一次，${at(anchor.out)}下达，${at(anchor.due)} ${anchor.dueTime} 截止`
}

/** The rhythm that the fields of a form say, as far as they are filled in. */
export function rhythmOfTexts(
  said: (name: string) => string,
  { recurrence, exemption }: { recurrence: Recurrence; exemption: ExemptionRule },
): { recurrence: Recurrence; anchor: Anchor; exemption: ExemptionRule } {
  const day = (prefix: string): AnchorDay => ({
    month: Number(said(`${prefix}Month`) || 1),
    ...(dayOfField(said(`${prefix}Day`)) ?? { unit: 'working_day', n: 1 }),
  })
  const dueTime = said('dueTime') || '18:00'
  return { recurrence, anchor: { out: day('out'), due: day('due'), dueTime }, exemption }
}

/** The same with whom it spares, as one sentence. */
export function rhythmSentence(rhythm: {
  recurrence: Recurrence
  anchor: Anchor
  exemption: ExemptionRule
}): string {
  const spared = rhythm.exemption === 'none' ? '' : `；${exemptionLabels[rhythm.exemption]}`
  return `${anchorWords(rhythm.recurrence, rhythm.anchor)}${spared}。`
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
