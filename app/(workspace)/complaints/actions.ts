'use server'

import { action } from '@/lib/action'
import { answerComplaint } from '@/lib/complaints/answer-complaint'
import { closeComplaint } from '@/lib/complaints/close-complaint'
import { fileComplaint } from '@/lib/complaints/file-complaint'
import { answerComplaintInput, complaintInput, fileComplaintInput } from '@/lib/complaints/schema'
import { takeUpComplaint } from '@/lib/complaints/take-up-complaint'

const shown = ({ id }: { id: string }) => ['/complaints', `/complaints/${id}`]

export const fileComplaintAction = action(fileComplaintInput, fileComplaint, {
  words: ({ number }) => `已收到，编号 ${number}。办理进度随时可查。`,
  redirectTo: ({ id }) => `/complaints/${id}`,
})

export const takeUpComplaintAction = action(complaintInput, takeUpComplaint, {
  words: ({ number }) => `已受理 ${number}，提出人能看到这一步。`,
  revalidate: shown,
})

export const answerComplaintAction = action(answerComplaintInput, answerComplaint, {
  words: ({ number }) => `已答复 ${number}，并通知了提出人。`,
  revalidate: shown,
})

export const closeComplaintAction = action(complaintInput, closeComplaint, {
  words: ({ number }) => `${number} 已办结。`,
  revalidate: shown,
})
