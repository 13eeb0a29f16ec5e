'use server'

import { action } from '@/lib/action'
import { adoptIntoMilestone, adoptIntoRequirement } from '@/lib/tasks/requirements/adopt-proposal'
import { declineProposal } from '@/lib/tasks/requirements/decline-proposal'
import { makeProposal } from '@/lib/tasks/requirements/make-proposal'
import { mergeProposals } from '@/lib/tasks/requirements/merge-proposals'
import {
  adoptIntoMilestoneInput,
  adoptIntoRequirementInput,
  declineProposalInput,
  makeProposalInput,
  mergeProposalsInput,
} from '@/lib/tasks/requirements/schema'

const shown = ({ id }: { id: string }) => ['/proposals', `/proposals/${id}`]

export const makeProposalAction = action(makeProposalInput, makeProposal, {
  words: ({ title }) => `已提交“${title}”。`,
  redirectTo: ({ id }) => `/proposals/${id}`,
})

export const adoptIntoRequirementAction = action(adoptIntoRequirementInput, adoptIntoRequirement, {
  words: ({ title }) => `已采纳“${title}”，提出人会收到答复。`,
  revalidate: shown,
})

export const adoptIntoMilestoneAction = action(adoptIntoMilestoneInput, adoptIntoMilestone, {
  words: ({ title }) => `已采纳“${title}”，提出人会收到答复。`,
  revalidate: shown,
})

export const mergeProposalsAction = action(mergeProposalsInput, mergeProposals, {
  words: ({ merged }) => `已合并 ${merged} 项需求，提出人会收到通知。`,
  revalidate: ({ into }) => shown(into),
})

export const declineProposalAction = action(declineProposalInput, declineProposal, {
  words: ({ title }) => `已答复“${title}”，提出人会看到理由。`,
  revalidate: shown,
})
