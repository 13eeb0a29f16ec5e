'use server'

import { action } from '@/lib/action'
import { decideDecline } from '@/lib/tasks/requests/decide-decline'
import { decideExtension, withdrawExtension } from '@/lib/tasks/requests/decide-extension'
import { requestDecline, withdrawDecline } from '@/lib/tasks/requests/request-decline'
import { requestExtension } from '@/lib/tasks/requests/request-extension'
import {
  confirmSupplementInput,
  decideDeclineInput,
  decideExtensionInput,
  requestDeclineInput,
  requestExtensionInput,
  supplementInput,
  withdrawAssignmentInput,
  withdrawDeclineInput,
  withdrawRequestInput,
} from '@/lib/tasks/requests/schema'
import { confirmSupplement, planSupplement } from '@/lib/tasks/supplement-plan'
import { withdrawAssignment } from '@/lib/tasks/withdraw-assignment'

const assignmentPath = (at: { taskId: string; id: string }) => [
  '/',
  `/tasks/${at.taskId}/assignments/${at.id}`,
]

export const requestExtensionAction = action(requestExtensionInput, requestExtension, {
  words: () => '已提出延期申请。答复前按原来的截止时间计算，请继续办理。',
  revalidate: assignmentPath,
})

export const withdrawExtensionAction = action(withdrawRequestInput, withdrawExtension, {
  words: () => '已收回延期申请。',
  revalidate: assignmentPath,
})

export const decideExtensionAction = action(decideExtensionInput, decideExtension, {
  words: () => '已答复，支部会收到通知。',
  revalidate: assignmentPath,
})

export const requestDeclineAction = action(requestDeclineInput, requestDecline, {
  words: () => '已提出申请，答复前暂停计时。',
  revalidate: assignmentPath,
})

export const withdrawDeclineAction = action(withdrawDeclineInput, withdrawDecline, {
  words: () => '已收回申请，继续计时。',
  revalidate: assignmentPath,
})

export const decideDeclineAction = action(decideDeclineInput, decideDecline, {
  words: () => '已答复，有关的人会收到通知。',
  revalidate: assignmentPath,
})

export const withdrawAssignmentAction = action(withdrawAssignmentInput, withdrawAssignment, {
  words: ({ branches }) =>
    `已撤回这一份，不影响计分；没有发出的短信不再发。${branches > 0 ? `分解到支部的 ${branches} 份照常办理，由下达部门审核。` : ''}`,
  revalidate: assignmentPath,
})

export const planSupplementAction = action(supplementInput, planSupplement, {
  words: () => '请看影响，再下达。',
  redirectTo: ({ taskId, requestKey }) => `/tasks/${taskId}/supplement?look=${requestKey}`,
})

export const supplementAction = action(confirmSupplementInput, confirmSupplement, {
  words: ({ number }) => `已补充下达，回执 ${number}。`,
  revalidate: ({ taskId }) => [`/tasks/${taskId}`],
  redirectTo: ({ taskId, dispatchId }) => `/tasks/${taskId}/receipt?dispatch=${dispatchId}`,
})
