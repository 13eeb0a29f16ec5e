import type { Grade } from '@/db/enums'

/** What the office writes beside a grade. */
export const remarks: Record<Grade, readonly string[]> = {
  excellent: [
    '完成及时，内容具体，问题和整改一一对应，可作为案例交流。',
    '结合生产实际，做法有效，报告简明。',
    '主动提出可行建议，已转有关部门研究。',
  ],
  good: [
    '按时完成，要素齐全。',
    '完成较好，数据清楚；实践部分可再具体一些。',
    '落实到位，记录规范。',
  ],
  fair: ['基本完成，逾期提交，请注意时间安排。', '经补充后达到要求，内容偏简单。'],
  poor: ['逾期时间较长，主要要求没有落实，请支部研究改进。'],
}

/** Words of an approval; most have none. */
export const approvals = ['同意。', '情况清楚，予以通过。', '同意，建议在支部内公示。'] as const

/** Points of a grade in integer hundredths. */
export const pointsOf: Record<Grade, number> = { excellent: 200, good: 160, fair: 100, poor: 0 }
