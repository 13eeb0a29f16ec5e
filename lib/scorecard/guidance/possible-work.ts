import { formatPeriod } from '@/lib/format'
import { periodOf, startOfDay } from '@/lib/period'
import { activityKindLabels } from '@/lib/tasks/states'
import type { Observed } from '../ledger/observe'
import type { PlacedRule, QuarterFrame } from '../ledger/quarter-frame'
import { explainRule } from '../scheme/explain-rule'
import { applicableParts, type Earnable } from './earnable'
import type { OpenDuty, OpenTask, OpenWork } from './open-work'
import type { PossibleItem } from './schema'

/** One thing a branch can still do: what it answers for, and how it is shown. */
export interface PossibleWork {
  duties: OpenDuty[]
  tasks: OpenTask[]
  earnable: Earnable[]
  item: Omit<PossibleItem, 'hundredths'>
}

/**
 * What one branch can still do, each once: a task that asks for an activity is one thing with it.
 * Whatever no rule of its class reads is left out.
 */
export function possibleWork(
  frame: Pick<QuarterFrame, 'prepared' | 'rules' | 'period'>,
  observed: Observed,
  open: OpenWork,
  now: Date,
): PossibleWork[] {
  const works = new Map<string, PossibleWork>()
  const plan = frame.prepared.planOf(observed.subject.class)
  const applies = ({ rule }: PlacedRule) => plan.ruleAt.has(rule.key)
  for (const duty of open.duties) {
    const placed = frame.rules.obligation.find(
      (one) => applies(one) && one.source.activities.includes(duty.kind),
    )
    const known = works.get(keyOf(duty))
    if (placed && known) {
      known.duties.push(duty)
      known.item.title += `、${titleOfDuty(duty)}`
    } else if (placed) {
      works.set(keyOf(duty), { ...nothing, duties: [duty], item: dutyItem(placed, duty) })
    }
  }
  for (const task of open.tasks) {
    const placed = frame.rules.task.find(
      (one) =>
        applies(one) &&
        (one.source.scope === 'plan'
          ? task.milestoneId !== null
          : task.indicatorKey === one.indicator.key),
    )
    const known = works.get(task.assignmentId)
    if (placed && known) {
      works.set(task.assignmentId, { ...known, tasks: [task] })
    } else if (placed) {
      works.set(task.assignmentId, { ...nothing, tasks: [task], item: taskItem(placed, task) })
    }
  }
  const end = startOfDay(frame.period.to)
  const earnable = now < end ? applicableParts(frame, observed) : []
  return [
    ...works.values(),
    ...earnable.map((one) => ({ ...nothing, earnable: [one], item: earnableItem(one, end) })),
  ]
}

const nothing = { duties: [], tasks: [], earnable: [] }
const none = { taskId: null, assignmentId: null, templateId: null, activityKind: null }

function keyOf(duty: OpenDuty): string {
  return duty.assignmentId ?? `duty:${duty.id}`
}

function shown({ rule, indicator }: PlacedRule) {
  const { key, code, name } = indicator
  return { indicator: { key, code, name }, ruleSentence: explainRule(rule, indicator) }
}

function titleOfDuty(duty: OpenDuty): string {
  return `${formatPeriod(duty.period)}${activityKindLabels[duty.kind]}`
}

function dutyItem(placed: PlacedRule, duty: OpenDuty): PossibleWork['item'] {
  const { minutes, templateId, taskId, assignmentId } = duty
  return {
    ...shown(placed),
    key: keyOf(duty),
    kind: 'activity',
    title: `开展${titleOfDuty(duty)}`,
    dueAt: lastMoment(duty),
    ...{ minutes, templateId, taskId, assignmentId, activityKind: duty.kind },
  }
}

/** An activity of September may be written down in October; it can be held in September only. */
function lastMoment({ dueAt, period }: OpenDuty): Date {
  const end = startOfDay(periodOf(period).to).getTime() - 60_000
  return dueAt.getTime() < end ? dueAt : new Date(end)
}

function taskItem(placed: PlacedRule, task: OpenTask): PossibleWork['item'] {
  const { assignmentId: key, taskId, title, dueAt, minutes, templateId } = task
  const about = { taskId, assignmentId: key, templateId, minutes }
  return {
    ...shown(placed),
    ...{ ...none, ...about, key, kind: 'task', title: `按期完成“${title}”`, dueAt },
  }
}

function earnableItem({ placed, key, title }: Earnable, end: Date): PossibleWork['item'] {
  const dueAt = new Date(end.getTime() - 60_000)
  return { ...shown(placed), ...{ ...none, key, kind: 'judged', title, dueAt, minutes: null } }
}
