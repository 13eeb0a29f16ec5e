import { formatDuration, formatMoment, withoutFinalStop } from '@/lib/format'
import { isAtBranch } from './assignment-state'
import type { LoadedAssignment } from './load'
import type { HistoryEvent } from './timeline'

/** An assignment with the names and history that a sentence about it needs. */
export interface TurnSource extends LoadedAssignment {
  organisationName: string
  personName: string | null
  delegateName: string | null
  holders: readonly { name: string }[]
  history: readonly HistoryEvent[]
  /** The 党总支's copy it was broken down from. */
  parent: { organisationName: string } | null
}

export interface Turn {
  title: string
  detail: string
}

/** Whose turn it is now and what is expected, in a sentence; null when nothing is. */
export function turnOf(view: TurnSource, now: Date): Turn | null {
  const { assignment, submission, history, step } = view
  const due = `${formatMoment(assignment.effectiveDueAt, now)} 前`
  switch (assignment.state) {
    case 'issued':
      return { title: `现在轮到 ${responsibleOf(view)}`, detail: `请签收，${due}完成。` }
    case 'accepted':
      return {
        title: `现在轮到 ${responsibleOf(view)}`,
        detail: `请办理并提交${nodesAtBranch(view)}，${due}。`,
      }
    case 'returned': {
      const reason = history.find((event) => event.kind === 'returned' && event.stepId === step.id)
      const words = reason?.kind === 'returned' ? withoutFinalStop(reason.reason) : '按退回意见修改'
      return {
        title: `现在轮到 ${responsibleOf(view)}`,
        detail: `需要改：${words}。${due}再次提交（审核用时已顺延）。`,
      }
    }
    case 'submitted': {
      const waited = formatDuration(now.getTime() - assignment.stateSince.getTime())
      const isProxy = submission?.channel !== 'online' && !submission?.confirmedAt
      return {
        title: isProxy ? '现在轮到下达人确认代录' : '现在轮到审核人',
        detail: `已等 ${waited}，不计入支部办理时间。`,
      }
    }
    case 'paused':
      return {
        title: `现在轮到 ${answeringDesk(view)} 答复`,
        detail: '退办或改派申请等待答复，期间暂停计时。',
      }
    case 'approved':
      return { title: '现在轮到审核人评价', detail: '审核已通过，支部无需再做什么。' }
    default:
      return null
  }
}

/** Who answers a request, as the policy has it: the 党总支 if somebody there may, else the office. */
function answeringDesk({ parent, subject, task }: TurnSource): string {
  return (subject.superiorReviews ? parent?.organisationName : null) ?? task.department ?? '党建部'
}

/** What lies with the branch by name, where the task has several nodes. */
function nodesAtBranch({ steps }: TurnSource): string {
  const titles = steps.flatMap(({ step, node }) => (isAtBranch(step.state) ? [node.title] : []))
  return steps.length > 1 ? titles.map((title) => `“${title}”`).join('、') : ''
}

/** Who answers on the recipient's side today. */
function responsibleOf(view: TurnSource): string {
  return (
    view.delegateName ??
    view.personName ??
    view.holders[0]?.name ??
    `${view.organisationName}（书记空缺）`
  )
}
