import { newId } from '@/db/ids'
import type { MadePerson } from '@/db/testing/factories'
import { formatClock } from '@/lib/format'
import { acceptAssignment } from '@/lib/tasks/accept-assignment'
import { delegateAssignment } from '@/lib/tasks/delegate-assignment'
import { cancelTask } from '@/lib/tasks/end-task'
import { evaluateAssignment } from '@/lib/tasks/evaluate-assignment'
import { recordAcceptance } from '@/lib/tasks/record-for-other'
import { approveSubmission, returnSubmission } from '@/lib/tasks/review-submission'
import { saveDraft } from '@/lib/tasks/save-draft'
import { submitStep } from '@/lib/tasks/submit-step'
import { urgeAssignments } from '@/lib/tasks/urge-assignments'
import { type Copy, contextOf, copiesOf, dayFromNow, dispatched, type World } from './world'

/** Every place where an assignment can stand, with what its page shows there. */
export const stages = [
  '待签收',
  '代录签收待确认',
  '办理中',
  '待审核',
  '退回待改',
  '审核通过',
  '已评价',
  '已撤销',
] as const
export type Stage = (typeof stages)[number]

/** The first secretary signs for a copy. */
export async function accepted(world: World, copy: Copy): Promise<void> {
  await acceptAssignment(await contextOf(world, world.secretaries[0]), copy)
}

/** The first secretary hands in what he has signed for. */
export async function submitted(world: World, copy: Copy, text = '已召开支委会，制定学习计划。') {
  const { stepId } = copy
  const ctx = await contextOf(world, world.secretaries[0])
  return submitStep(ctx, { stepId, requestKey: newId(), text, fileIds: [] })
}

/** Both secretaries hand in their copies of a task of one node, and the officer approves. */
export async function approvedAll(world: World, taskId: string): Promise<void> {
  for (const [index, copy] of (await copiesOf(world, taskId)).entries()) {
    const ctx = await contextOf(world, world.secretaries[index === 0 ? 0 : 1])
    await acceptAssignment(ctx, copy)
    const { stepId } = copy
    const input = { stepId, requestKey: newId(), text: '已按要求办理。', fileIds: [] }
    const { id: submissionId } = await submitStep(ctx, input)
    await approveSubmission(await contextOf(world, world.officer), { submissionId })
  }
}

/** The officer notes a 签收 made by telephone just now. */
export async function recordedAcceptance(world: World, copy: Copy, by: MadePerson): Promise<void> {
  const { assignmentId } = copy
  await recordAcceptance(await contextOf(world, world.officer), {
    assignmentId,
    channel: 'phone',
    byId: by.id,
    on: dayFromNow(0),
    at: formatClock(new Date()),
    reason: '外勤无网络，电话报告',
  })
}

/** A task whose first copy has come as far as a stage, with everything that leads there. */
export async function taskAt(world: World, stage: Stage): Promise<Copy> {
  const { copies, task } = await dispatched(world, { title: `报送三季度学习计划（${stage}）` })
  const [copy] = copies
  const officer = () => contextOf(world, world.officer)
  const reached = stages.indexOf(stage)
  if (stage === '已撤销') {
    await cancelTask(await officer(), { taskId: task.id, reason: '与上级通知合并办理' })
    return copy
  }
  if (stage === '代录签收待确认') {
    await recordedAcceptance(world, copy, world.secretaries[0])
    return copy
  }
  if (reached >= stages.indexOf('办理中')) {
    await urgeAssignments(await officer(), { taskId: task.id, words: '请尽快签收' })
    await accepted(world, copy)
    await delegated(world, copy)
  }
  if (reached >= stages.indexOf('待审核')) {
    const submission = await submitted(world, copy)
    if (stage === '退回待改') {
      await returnSubmission(await officer(), {
        submissionId: submission.id,
        reason: '请补充每次学习的负责人',
      })
    } else if (stage !== '待审核') {
      await approveSubmission(await officer(), { submissionId: submission.id, remark: '内容完整' })
    }
  }
  if (stage === '已评价') {
    const { assignmentId } = copy
    const remark = '计划具体，可作范例'
    await evaluateAssignment(await officer(), {
      assignmentId,
      grade: 'excellent',
      points: 250,
      remark,
    })
  }
  return copy
}

async function delegated(world: World, copy: Copy): Promise<void> {
  const ctx = await contextOf(world, world.secretaries[0])
  const [member] = world.members
  const { assignmentId, stepId } = copy
  await delegateAssignment(ctx, { assignmentId, toPersonId: member.id, note: '请周五前写好初稿' })
  await saveDraft(ctx, {
    key: `submission:${stepId}`,
    version: 0,
    body: { text: '已召开支委会，', fileIds: [] },
  })
}
