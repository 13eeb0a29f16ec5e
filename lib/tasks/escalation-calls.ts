import { assigneeTurnStates, type EscalationRule } from '@/db/enums'
import { assignments } from '@/db/schema'
import { formatMoment } from '@/lib/format'
import type { SupervisionRules } from '@/lib/settings/schema'
import type { Assignment } from './load'

/** One rule: from when, after how many working days, who is told. */
export interface Call {
  rule: EscalationRule
  level: number
  days: number
  since: typeof assignments.stateSince | typeof assignments.effectiveDueAt
  states: readonly Assignment['state'][]
  words: (assignment: Assignment, now: Date) => string
}

/** The calls as the office has set them; what the first level may do comes before the second. */
export function callsOf(rules: SupervisionRules): Call[] {
  const unaccepted = (days: number) => () => `满 ${days} 个工作日仍未签收，请督促签收。`
  return [
    {
      rule: 'unaccepted',
      level: 1,
      days: rules.firstCallDays,
      since: assignments.stateSince,
      states: ['issued'],
      words: unaccepted(rules.firstCallDays),
    },
    {
      rule: 'unaccepted',
      level: 2,
      days: rules.secondCallDays,
      since: assignments.stateSince,
      states: ['issued'],
      words: unaccepted(rules.secondCallDays),
    },
    {
      rule: 'overdue',
      level: 1,
      days: rules.overdueDays,
      since: assignments.effectiveDueAt,
      states: assigneeTurnStates,
      words: (assignment, now) =>
        `截止时间 ${formatMoment(assignment.effectiveDueAt, now)} 已过，尚未提交，请督促办理。`,
    },
  ]
}
