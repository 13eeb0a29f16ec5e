import type { ActivityKind, NodeReviewer } from '@/db/enums'
import { formatClock } from '@/lib/format'
import { dayOf } from '@/lib/period'
import type { DraftNode } from './form-queries'

/** One node as the fields of a form hold it: texts, empty where nothing was said. */
export interface NodeFields {
  title: string
  requirement: string
  /** Whether it waits for the node before it; otherwise both run side by side. */
  isAfter: boolean
  dueOn: string
  dueTime: string
  isEvidenceRequired: boolean
  reviewer: NodeReviewer
  reviewerPerson: string
  estimatedMinutes: string
  criteria: string
  formVersionId: string
  activityKind: ActivityKind | ''
}

/** The nodes of a draft, in order, as the form shows them. */
export function nodeFields(nodes: readonly DraftNode[]): NodeFields[] {
  return nodes.map((node, index) => ({
    title: node.title,
    requirement: node.requirement,
    isAfter: index === 0 || node.stage > (nodes[index - 1]?.stage ?? 0),
    dueOn: dayOf(node.dueAt),
    dueTime: formatClock(node.dueAt),
    isEvidenceRequired: node.isEvidenceRequired,
    reviewer: node.reviewer,
    reviewerPerson: node.reviewerPerson,
    estimatedMinutes: node.estimatedMinutes === null ? '' : String(node.estimatedMinutes),
    criteria: node.criteria ?? '',
    formVersionId: node.formVersionId ?? '',
    activityKind: node.activityKind ?? '',
  }))
}
