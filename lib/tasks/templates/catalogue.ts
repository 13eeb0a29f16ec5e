import type { ActivityKind, ExemptionRule, TemplateOrigin } from '@/db/enums'
import type { Recurring } from './periods'
import type { Anchor } from './schema'

/** One entry of the built-in catalogue: how often is a setting, changed after 启用. */
export interface CatalogueEntry {
  key: string
  name: string
  kind: ActivityKind
  origin: TemplateOrigin
  basis: string
  recurrence: Recurring
  anchor: Anchor
  exemption: ExemptionRule
  title: string
  requirement: string
}

const regulations = '《中国共产党支部工作条例（试行）》'
const record =
  '活动结束后在“活动”里记一份纪实，写明时间、地点、应到实到、缺席原因和主要内容，不再另报材料。'

const wholeMonth: Anchor = {
  out: { month: 1, unit: 'working_day', n: 1 },
  due: { month: 1, unit: 'last_day', n: 1 },
  dueTime: '20:00',
}
const wholeQuarter: Anchor = { ...wholeMonth, due: { month: 3, unit: 'last_day', n: 1 } }
const wholeYear: Anchor = { ...wholeMonth, due: { month: 12, unit: 'last_day', n: 1 } }
const lastQuarter: Anchor = { ...wholeYear, out: { month: 10, unit: 'working_day', n: 1 } }

/**
 * 三会一课 and what goes with it. How often is national only where the text says so: for 党课 it
 * names no number, so a quarter is our own setting.
 */
export const catalogue: readonly CatalogueEntry[] = [
  {
    key: 'members_meeting',
    name: '支部党员大会',
    kind: 'members_meeting',
    origin: 'national',
    basis: `${regulations}：党支部党员大会一般每季度召开1次`,
    recurrence: 'quarterly',
    anchor: wholeQuarter,
    exemption: 'none',
    title: '{当期}支部党员大会',
    requirement: `请在本季度内召开支部党员大会。表决和选举按规定在会上进行，票决材料留存支部。${record}`,
  },
  {
    key: 'committee_meeting',
    name: '支部委员会会议',
    kind: 'committee_meeting',
    origin: 'national',
    basis: `${regulations}：党支部委员会会议一般每月召开1次，须有半数以上委员到会`,
    recurrence: 'monthly',
    anchor: wholeMonth,
    exemption: 'without_committee',
    title: '{当期}支委会',
    requirement: `请在本月内召开支部委员会会议，须有半数以上委员到会。${record}`,
  },
  {
    key: 'group_meeting',
    name: '党小组会',
    kind: 'group_meeting',
    origin: 'national',
    basis: `${regulations}：党小组会一般每月召开1次`,
    recurrence: 'monthly',
    anchor: wholeMonth,
    exemption: 'without_groups',
    title: '{当期}党小组会',
    requirement: `请组织各党小组在本月内召开党小组会。${record}`,
  },
  {
    key: 'party_lecture',
    name: '党课',
    kind: 'party_lecture',
    origin: 'own',
    basis: '本单位安排每季度1次；条例只要求党员按时参加、领导干部定期讲，没有规定次数',
    recurrence: 'quarterly',
    anchor: wholeQuarter,
    exemption: 'none',
    title: '{当期}党课',
    requirement: `请在本季度内安排1次党课，可以和主题党日、党员大会合办，记一份纪实即可。${record}`,
  },
  {
    key: 'party_day',
    name: '主题党日',
    kind: 'party_day',
    origin: 'national',
    basis: `${regulations}：每月相对固定1天开展主题党日`,
    recurrence: 'monthly',
    anchor: wholeMonth,
    exemption: 'none',
    title: '{当期}主题党日',
    requirement: `请在本月相对固定的1天开展主题党日，可以和党课、党员大会合办，记一份纪实即可。${record}`,
  },
  {
    key: 'life_meeting',
    name: '组织生活会',
    kind: 'life_meeting',
    origin: 'national',
    basis: `${regulations}：组织生活会每年至少召开1次，一般安排在第四季度`,
    recurrence: 'yearly',
    anchor: lastQuarter,
    exemption: 'none',
    title: '{当期}组织生活会',
    requirement: `请召开组织生活会，会前谈心谈话，会上开展批评和自我批评，会后列出整改事项。${record}`,
  },
  {
    key: 'appraisal',
    name: '民主评议党员',
    kind: 'appraisal',
    origin: 'national',
    basis: `${regulations}：民主评议党员一般每年开展1次`,
    recurrence: 'yearly',
    anchor: lastQuarter,
    exemption: 'none',
    title: '{当期}民主评议党员',
    requirement: `请开展民主评议党员。民主测评和评定在会上进行，不在系统里投票；预备党员参加，不评定等次。可以和组织生活会合开。${record}`,
  },
  {
    key: 'talk',
    name: '谈心谈话',
    kind: 'talk',
    origin: 'national',
    basis: `${regulations}：支委之间、支委和党员之间、党员和党员之间每年谈心谈话一般不少于1次`,
    recurrence: 'yearly',
    anchor: wholeYear,
    exemption: 'none',
    title: '{当期}谈心谈话',
    requirement: `请在年内开展谈心谈话，支委之间、支委和党员之间、党员和党员之间都要谈到。谈话内容只记要点，不写个人隐私。${record}`,
  },
]

/** An entry by its key, or null. */
export function catalogueEntry(key: string): CatalogueEntry | null {
  return catalogue.find((entry) => entry.key === key) ?? null
}
