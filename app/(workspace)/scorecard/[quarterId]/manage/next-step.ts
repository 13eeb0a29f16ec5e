import type { StepAsk } from '@/components/scorecard/quarter/step-form'
import { dayOf } from '@/lib/period'
import type { QuarterOverview } from '@/lib/scorecard/quarter/quarter-overview'
import {
  approveAction,
  correctPublicationAction,
  freezeAction,
  publishAction,
  reopenAction,
  startMeetingAction,
  startPreliminaryAction,
  startSelfAction,
  startVerificationAction,
} from '../actions'

export interface NextStep {
  ask: StepAsk | null
  /** Why the step cannot be taken yet. */
  waits: string | null
}

/** The one step that comes next, with its effect in numbers, or what it waits for. */
export function nextStep(overview: QuarterOverview, now: Date): NextStep {
  const { quarter, blockers, branches, earliest } = overview
  const all = { label: '支部', value: branches, unit: '个' }
  const take = (ask: StepAsk): NextStep => ({ ask, waits: null })
  const wait = (waits: string): NextStep => ({ ask: null, waits })
  switch (quarter.state) {
    case 'open':
      return take({
        label: '开始自评',
        summary: `将通知 ${branches} 个支部的书记、副书记自评，并发短信。`,
        effects: [all],
        action: startSelfAction,
        day: { name: 'dueOn', label: '自评截止日', offered: earliest.soon },
      })
    case 'self':
      return take({
        label: '转入初评',
        summary: '自评到此为止，没有自评的支部不影响得分。归口部门开始评分。',
        effects: [all, { label: '已提交自评', value: overview.submitted, unit: '个' }],
        action: startPreliminaryAction,
        day: { name: 'dueOn', label: '初评截止日', offered: earliest.soon },
      })
    case 'preliminary':
      return take({
        label: '发给支部核对',
        summary: `将留存初评结果，通知 ${branches} 个支部核对，并发短信。`,
        effects: [all, { label: '未评', value: blockers.unscored, unit: '项' }],
        warnings: blockers.unscored > 0 ? ['还有未评的指标，核对期间归口部门可以继续评分。'] : [],
        action: startVerificationAction,
        day: { name: 'endsOn', label: '核对最后一天', offered: earliest.verification },
      })
    case 'verification':
      return afterVerification(overview, now)
    case 'meeting':
      return blockers.unscored > 0
        ? wait(`还有 ${blockers.unscored} 项未评，评完或统一处理后才能公示。`)
        : take({
            label: '公示',
            summary: `将公示结果并通知 ${branches} 个支部，公示期内可以申诉。`,
            effects: [all, { label: '搁置', value: blockers.setAside, unit: '条' }],
            action: publishAction,
            day: { name: 'endsOn', label: '公示最后一天', offered: earliest.publication },
          })
    case 'publication':
      return afterPublication(overview, now)
    case 'approved':
      return take({
        label: '定稿',
        summary: '将留存全部结果并计算校验码。定稿后不再变动，以后的更正另立修订版。',
        effects: [all],
        action: freezeAction,
      })
    case 'frozen':
      return take({
        label: '开修订版',
        tone: 'secondary',
        summary: '原定稿不变，另立一版重新公示；两版都看得到。',
        effects: [all, { label: '现在是第', value: quarter.revision, unit: '版' }],
        action: reopenAction,
        day: { name: 'endsOn', label: '公示最后一天', offered: earliest.publication },
        asksReason: true,
      })
  }
}

function afterVerification({ quarter, blockers, branches }: QuarterOverview, now: Date): NextStep {
  const isOver = quarter.verificationEndsOn === null || dayOf(now) > quarter.verificationEndsOn
  if (!isOver || blockers.unanswered > 0) {
    const waits = isOver
      ? `还有 ${blockers.unanswered} 条核对意见没有答复，答复后才能转入评议。`
      : '核对期满后才能转入评议。'
    return { ask: null, waits }
  }
  const ask: StepAsk = {
    label: '转入评议',
    summary: '将留存评议快照，评议会按这份快照进行。',
    effects: [
      { label: '支部', value: branches, unit: '个' },
      { label: '未评', value: blockers.unscored, unit: '项' },
    ],
    action: startMeetingAction,
  }
  return { ask, waits: null }
}

function afterPublication(overview: QuarterOverview, now: Date): NextStep {
  const { quarter, blockers, earliest, movedSincePublication: moved } = overview
  if (moved > 0) {
    const ask: StepAsk = {
      label: '更正公示',
      summary: `${moved} 个支部的得分、名次或等次与公示的不同，将更正公示并通知这些支部。`,
      effects: [{ label: '有变动的支部', value: moved, unit: '个' }],
      action: correctPublicationAction,
      day: { name: 'endsOn', label: '公示最后一天', offered: earliest.publication },
      asksReason: true,
    }
    return { ask, waits: null }
  }
  if (quarter.publicationEndsOn !== null && dayOf(now) <= quarter.publicationEndsOn) {
    return { ask: null, waits: '公示期满后才能登记审定。' }
  }
  const open = blockers.openAppeals + blockers.setAside + blockers.unscored
  if (open > 0) {
    return { ask: null, waits: `还有 ${open} 件没有办完，办完后才能登记审定。` }
  }
  const ask: StepAsk = {
    label: '登记审定',
    summary: '登记党委审定的会议日期和纪要编号，之后定稿。',
    effects: [{ label: '支部', value: overview.branches, unit: '个' }],
    action: approveAction,
    day: { name: 'approvedOn', label: '党委会议日期', offered: dayOf(now) },
    asksMinutes: true,
  }
  return { ask, waits: null }
}
