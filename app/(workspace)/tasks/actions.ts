'use server'

import { action } from '@/lib/action'
import { placeTask } from '@/lib/scorecard/placing/place-task'
import { placeTaskInput } from '@/lib/scorecard/placing/schema'
import { acceptAssignment } from '@/lib/tasks/accept-assignment'
import { changeCloser } from '@/lib/tasks/change-closer'
import { changeReviewer } from '@/lib/tasks/change-reviewer'
import { changeCloserInput } from '@/lib/tasks/closer-schema'
import { confirmEntry } from '@/lib/tasks/confirm-entry'
import { delegateAssignment } from '@/lib/tasks/delegate-assignment'
import { dispatchTask } from '@/lib/tasks/dispatch-task'
import { distributeAssignment } from '@/lib/tasks/distribute-assignment'
import { distributeInput, urgeBranchesInput } from '@/lib/tasks/distribute-schema'
import { archiveTask, cancelTask, closeTask } from '@/lib/tasks/end-task'
import { evaluateAssignment } from '@/lib/tasks/evaluate-assignment'
import { evaluateStep } from '@/lib/tasks/evaluate-step'
import {
  confirmEntryInput,
  recordAcceptanceInput,
  recordSubmissionInput,
  rejectEntryInput,
} from '@/lib/tasks/proxy-schema'
import { recordAcceptance, recordSubmission } from '@/lib/tasks/record-for-other'
import { rejectEntry } from '@/lib/tasks/reject-entry'
import { approveSubmission, returnSubmission } from '@/lib/tasks/review-submission'
import { saveTask } from '@/lib/tasks/save-task'
import {
  approveInput,
  assignmentInput,
  cancelTaskInput,
  changeReviewerInput,
  delegateInput,
  dispatchInput,
  evaluateInput,
  evaluateStepInput,
  returnInput,
  saveTaskInput,
  submitInput,
  taskInput,
  urgeInput,
  withdrawDelegationInput,
} from '@/lib/tasks/schema'
import { submitStep } from '@/lib/tasks/submit-step'
import { type UrgeResult, urgeAssignments, urgeBranches } from '@/lib/tasks/urge-assignments'
import { withdrawDelegation } from '@/lib/tasks/withdraw-delegation'

const everywhere = () => ['/']
const assignmentPath = (at: { taskId: string; assignmentId: string }) => [
  `/tasks/${at.taskId}/assignments/${at.assignmentId}`,
]

export const saveTaskAction = action(saveTaskInput, saveTask, {
  words: (task) => `已保存草稿“${task.title}”。`,
  redirectTo: (task) => `/tasks/${task.id}`,
})

export const dispatchTaskAction = action(dispatchInput, dispatchTask, {
  words: (done) => `已下达，回执 ${done.number}。`,
  redirectTo: (done) => `/tasks/${done.taskId}/receipt`,
})

export const cancelTaskAction = action(cancelTaskInput, cancelTask, {
  words: (task) => `已撤销“${task.title}”。`,
  revalidate: (task) => [`/tasks/${task.id}`],
})

export const closeTaskAction = action(taskInput, closeTask, {
  words: (task) => `“${task.title}”已办结。`,
  revalidate: (task) => [`/tasks/${task.id}`],
})

export const archiveTaskAction = action(taskInput, archiveTask, {
  words: (task) => `“${task.title}”已归档。`,
  revalidate: (task) => [`/tasks/${task.id}`],
})

export const changeReviewerAction = action(changeReviewerInput, changeReviewer, {
  words: ({ name, waiting, nobodyToReview }) =>
    [
      name ? `备选审核人已改为${name}，有关的人会收到通知。` : '已不设备选审核人。',
      waiting > 0 ? `等待审核的 ${waiting} 份已转给${name}。` : '',
      nobodyToReview.length > 0
        ? `还有 ${nobodyToReview.length} 个党组织的材料无人可审核：${nobodyToReview.slice(0, 5).join('、')}。`
        : '',
    ].join(''),
  revalidate: ({ taskId }) => [`/tasks/${taskId}`],
})

export const changeCloserAction = action(changeCloserInput, changeCloser, {
  words: ({ name }) =>
    name
      ? `销号人已改为${name}，有关的人会收到通知。`
      : '已不指定销号人，下达部门的经办人员都可以办结。',
  revalidate: ({ taskId }) => [`/tasks/${taskId}`],
})

const urgedWords = ({ urged, spared, spacingHours }: UrgeResult) =>
  spared > 0
    ? `已催办 ${urged} 份；另有 ${spared} 份 ${spacingHours} 小时内催过，这次没有打扰。`
    : `已催办 ${urged} 份。`

export const urgeAction = action(urgeInput, urgeAssignments, {
  words: urgedWords,
  revalidate: ({ taskId }) => [`/tasks/${taskId}`],
})

export const urgeBranchesAction = action(urgeBranchesInput, urgeBranches, {
  words: urgedWords,
  revalidate: assignmentPath,
})

export const acceptAction = action(assignmentInput, acceptAssignment, {
  words: () => '已签收。',
  revalidate: everywhere,
})

export const delegateAction = action(delegateInput, delegateAssignment, {
  words: () => '已委托，承办人会收到通知。',
  revalidate: everywhere,
})

export const withdrawDelegationAction = action(withdrawDelegationInput, withdrawDelegation, {
  words: () => '已收回委托，原承办人会收到通知。',
  revalidate: everywhere,
})

export const submitAction = action(submitInput, submitStep, {
  words: ({ version, isSettled }) =>
    isSettled ? '已提交，这一步不需审核，已完成。' : `已提交第 ${version} 版，等待审核。`,
  revalidate: everywhere,
})

export const approveAction = action(approveInput, approveSubmission, {
  words: () => '审核通过。',
  revalidate: assignmentPath,
})

export const returnAction = action(returnInput, returnSubmission, {
  words: () => '已退回，支部会收到需要改的内容；审核用时不计入支部时间。',
  revalidate: assignmentPath,
})

export const evaluateAction = action(evaluateInput, evaluateAssignment, {
  words: ({ isScored }) =>
    isScored ? '已评价，分录将在几秒内记入党建指数。' : '已评价。这项任务不计分。',
  revalidate: assignmentPath,
})

export const evaluateStepAction = action(evaluateStepInput, evaluateStep, {
  words: () => '已评价这个节点，不计分；支部会收到评语。',
  revalidate: assignmentPath,
})

export const distributeAction = action(distributeInput, distributeAssignment, {
  words: ({ copies, number }) => `已分解到 ${copies} 个党支部，回执 ${number}。`,
  revalidate: assignmentPath,
})

export const recordAcceptanceAction = action(recordAcceptanceInput, recordAcceptance, {
  words: () => '已代录签收，待下达人确认后按实际时间计算。',
  revalidate: assignmentPath,
})

export const recordSubmissionAction = action(recordSubmissionInput, recordSubmission, {
  words: () => '已代录报告，待下达人确认后按实际时间计算。',
  revalidate: assignmentPath,
})

export const confirmEntryAction = action(confirmEntryInput, confirmEntry, {
  words: () => '已确认，按实际办理时间计算。',
  revalidate: assignmentPath,
})

export const rejectEntryAction = action(rejectEntryInput, rejectEntry, {
  words: () => '已不予确认，支部会收到原因并重新办理；等待的时间不计入支部用时。',
  revalidate: assignmentPath,
})

export const placeTaskAction = action(placeTaskInput, placeTask, {
  words: ({ isScored }) => (isScored ? '已列入所选指标，计分。' : '不计分。'),
  revalidate: ({ id }) => [`/tasks/${id}`],
})
