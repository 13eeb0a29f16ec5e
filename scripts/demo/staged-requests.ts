import { dayOf } from '@/lib/period'
import { requestDecline } from '@/lib/tasks/requests/request-decline'
import { requestExtension } from '@/lib/tasks/requests/request-extension'
import { ago, type Present } from './present'
import { actor, openSteps, type StagedCopy } from './staged-copies'
import type { StagedTask } from './texts/staged'
import { dayMinutes } from './working-time'

/**
 * Two branches ask: one for more time while it goes on working, one to give it back.
 * @returns whether the branch waits for the answer instead of working
 */
export function planRequest(
  present: Present,
  plan: StagedTask,
  copy: StagedCopy,
  at: Date,
): boolean {
  const { key } = copy.organisation
  if (plan.key === 'winter' && key === 'substation') {
    const lately = ago(present, 0.8)
    present.timetable.add(lately, () => askForTime(present, copy, lately))
  }
  if (plan.key === 'survey' && key === 'customer') {
    present.timetable.add(at, () => giveBack(present, copy, at))
    return true
  }
  return false
}

async function askForTime(present: Present, copy: StagedCopy, at: Date): Promise<void> {
  const [step] = await openSteps(present.world, copy)
  if (step && step.effectiveDueAt > at) {
    await requestExtension(await actor(present, copy, at), {
      stepId: step.id,
      dueOn: dayOf(present.world.time.later(step.effectiveDueAt, 4 * dayMinutes)),
      dueTime: '18:00',
      reason: '本支部 9 人抽调参加外线抢修，预计下周返回，申请顺延。',
    })
  }
}

async function giveBack(present: Present, copy: StagedCopy, at: Date): Promise<void> {
  await requestDecline(await actor(present, copy, at), {
    assignmentId: copy.id,
    kind: 'decline',
    reason: '本支部上月刚完成上级巡察的同类自查，材料已报党委，申请不再重复报送。',
  })
}
