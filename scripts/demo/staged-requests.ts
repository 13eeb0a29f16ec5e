import { dayOf } from '@/lib/period'
import { requestDecline } from '@/lib/tasks/requests/request-decline'
import { requestExtension } from '@/lib/tasks/requests/request-extension'
import type { Present } from './present'
import { actor, openSteps, type StagedCopy } from './staged-copies'
import type { StagedTask } from './texts/staged'
import { dayMinutes } from './working-time'

/** Two branches ask instead of working: one for more time, one to give it back. */
export function planRequest(
  present: Present,
  plan: StagedTask,
  copy: StagedCopy,
  at: Date,
): boolean {
  const { key } = copy.organisation
  if (plan.key === 'winter' && key === 'eaststation') {
    present.timetable.add(at, async () => {
      const reason = '本站 11 人中 6 人抽调参加外线抢修，方案尚在与班组核对，申请顺延。'
      const [step] = await openSteps(present.world, copy)
      const ctx = await actor(present, copy, at)
      const dueOn = dayOf(present.world.time.later(present.world.now, 5 * dayMinutes))
      await requestExtension(ctx, { stepId: step?.id ?? '', dueOn, dueTime: '18:00', reason })
    })
    return true
  }
  if (plan.key === 'survey' && key === 'storage') {
    present.timetable.add(at, async () => {
      const reason = '项目临时党支部成立不足一个月，自查清单多数项目尚不适用，申请退办。'
      const ctx = await actor(present, copy, at)
      await requestDecline(ctx, { assignmentId: copy.id, kind: 'decline', reason })
    })
    return true
  }
  return false
}
