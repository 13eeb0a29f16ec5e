import type { ProposalState, RequirementSource, RequirementState } from '@/db/enums'

export const requirementSourceLabels: Record<RequirementSource, string> = {
  superior_document: '上级来文',
  committee_decision: '党委会议定事项',
  leader_instruction: '领导批示',
  inspection: '巡察整改',
  branch_proposal: '支部需求',
}

export const requirementStateLabels: Record<RequirementState, string> = {
  registered: '办理中',
  closed: '已销号',
}

export const proposalStateLabels: Record<ProposalState, string> = {
  submitted: '待研究',
  merged: '已合并',
  adopted: '已采纳',
  declined: '未采纳',
}
