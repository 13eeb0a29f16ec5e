import { z } from 'zod'

/** A whole number of days or hours from a form or from the database. */
const whole = (what: string, min: number, max: number) =>
  z.coerce
    .number(`请填写${what}`)
    .int(`${what}请填整数`)
    .min(min, `${what}不少于 ${min}`)
    .max(max, `${what}不超过 ${max}`)

/** 督办规则: when somebody is told that nothing has happened. Working days, by the calendar. */
export const supervisionRules = z
  .object({
    /** 未签收, first call: deputy secretary and 党总支. */
    firstCallDays: whole('第一次提醒的工作日', 1, 20).default(2),
    /** 未签收, second call: the issuing office. */
    secondCallDays: whole('第二次提醒的工作日', 1, 30).default(4),
    /** 逾期: the issuing office, this many working days after the effective due. */
    overdueDays: whole('逾期上报的工作日', 1, 30).default(1),
    /** Least time between two urgings of one recipient. */
    urgeSpacingHours: whole('催办间隔小时', 1, 72).default(4),
  })
  .refine((rules) => rules.secondCallDays > rules.firstCallDays, {
    path: ['secondCallDays'],
    message: '第二次提醒应晚于第一次',
  })
export type SupervisionRules = z.output<typeof supervisionRules>

/** 党建指数: how long branches may check and appeal. Working days, by the calendar. */
export const scorecardTimes = z.object({
  /** 反馈核对; never under two. */
  verificationDays: whole('反馈核对的工作日', 2, 20).default(2),
  /** 公示; never under five. */
  publicationDays: whole('公示的工作日', 5, 30).default(5),
})
export type ScorecardTimes = z.output<typeof scorecardTimes>

/** 活动纪实: how long after the day a record is still made in time. Working days, by the calendar. */
export const activityRules = z.object({
  /** Later than so many working days after the day of the activity, a record is 补录. */
  recordWithinDays: whole('按时记录的工作日', 1, 30).default(5),
})
export type ActivityRules = z.output<typeof activityRules>

/** Every setting: its key, its shape with defaults, and its name in the audit. */
export const settingKinds = {
  supervision: supervisionRules,
  activities: activityRules,
  scorecard: scorecardTimes,
} as const
export type SettingKey = keyof typeof settingKinds
export type SettingValue<K extends SettingKey> = z.output<(typeof settingKinds)[K]>
