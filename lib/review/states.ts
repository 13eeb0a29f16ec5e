import type { AssignmentState, MeetingState } from '@/db/enums'

export const meetingStateLabels: Record<MeetingState, string> = {
  prepared: '已准备',
  opened: '进行中',
  closed: '已结束',
}

/** Whether a decision was kept, as far as its task says. */
export const keptStates = ['kept', 'late', 'review', 'open', 'overdue', 'cancelled'] as const
export type KeptState = (typeof keptStates)[number]

export const keptLabels: Record<KeptState, string> = {
  kept: '按期办结',
  late: '逾期办结',
  review: '已提交，待审核',
  open: '办理中',
  overdue: '逾期未办结',
  cancelled: '已撤销',
}

/** What a decision's copy of its task looks like now. */
export interface CopyNow {
  state: AssignmentState
  effectiveDueAt: Date
  /** Every hand-in that stands came in time; null while there is none. */
  isOnTime: boolean | null
}

/** 按期办结 and the others, by the fair clock: what waits for a reviewer is never late. */
export function keptState(copy: CopyNow | null, now: Date): KeptState {
  if (copy === null || copy.state === 'cancelled' || copy.state === 'not_applicable') {
    return 'cancelled'
  }
  if (copy.state === 'approved' || copy.state === 'evaluated') {
    return copy.isOnTime === false ? 'late' : 'kept'
  }
  if (copy.state === 'submitted') {
    return 'review'
  }
  return copy.state !== 'paused' && copy.effectiveDueAt <= now ? 'overdue' : 'open'
}
