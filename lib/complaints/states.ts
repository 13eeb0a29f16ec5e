import type { ComplaintKind, ComplaintState } from '@/db/enums'

export const complaintKindLabels: Record<ComplaintKind, string> = {
  suggestion: '意见建议',
  complaint: '投诉',
  burden: '负担过重',
  fault: '系统故障',
}

export const complaintStateLabels: Record<ComplaintState, string> = {
  received: '已收到',
  handling: '办理中',
  answered: '已答复',
  closed: '已办结',
}
