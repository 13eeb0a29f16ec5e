import { addDays, type Calendar, dayOf, isWorkingDay, subtractWorkingDays } from '@/lib/period'
import type { PlannedNode } from '../plan-nodes'
import type { TemplateNode } from './schema'

/**
 * The nodes of an instance: each is due its working days before the whole. One that would be due
 * before the instance goes out is due with the whole: nobody is late before he has heard of it.
 */
export function instanceNodes(
  nodes: readonly TemplateNode[],
  times: { outAt: Date; dueAt: Date },
  calendar: Calendar,
): PlannedNode[] {
  const stages = [...new Set(nodes.map((node) => node.stage))].sort((a, b) => a - b)
  return [...nodes]
    .sort((a, b) => a.stage - b.stage)
    .map((node, index) => {
      const due = subtractWorkingDays(times.dueAt, node.leadDays, calendar)
      return {
        position: index + 1,
        title: node.title,
        requirement: node.requirement,
        stage: stages.indexOf(node.stage) + 1,
        dueAt: due > times.outAt ? due : times.dueAt,
        isEvidenceRequired: node.isEvidenceRequired,
        reviewer: node.reviewer,
        reviewerId: node.reviewer === 'person' ? (node.reviewerId ?? null) : null,
        estimatedMinutes: node.estimatedMinutes ?? null,
        criteria: node.criteria ?? null,
        formVersionId: node.formVersionId ?? null,
        activityKind: node.activityKind ?? null,
      }
    })
}

/** How many working days one moment lies before another, by their days; 0 when it does not. */
export function leadDaysBetween(earlier: Date, later: Date, calendar: Calendar): number {
  let count = 0
  const last = dayOf(later)
  for (let day = dayOf(earlier); day < last; ) {
    day = addDays(day, 1)
    count += isWorkingDay(day, calendar) ? 1 : 0
  }
  return count
}
