import { formatPeriod } from '@/lib/format'
import type { Calendar } from '@/lib/period'
import type { Task } from '../load'
import type { PlannedNode } from '../plan-nodes'
import type { Template } from './load-template'
import { instanceNodes } from './nodes'

type Made = Pick<
  Task,
  | 'title'
  | 'requirement'
  | 'basis'
  | 'dueAt'
  | 'isEvidenceRequired'
  | 'isScored'
  | 'reworkAllowanceDays'
  | 'estimatedMinutes'
  | 'route'
  | 'criteria'
  | 'recipients'
  | 'templateId'
>

/** What a template makes of itself: the fields of the task, and its nodes. */
export function instanceTask(
  template: Template,
  made: { times: { outAt: Date; dueAt: Date }; periodKey: string; calendar: Calendar },
): { task: Made; nodes: PlannedNode[] } {
  const { content } = template
  const nodes = instanceNodes(content.nodes, made.times, made.calendar)
  const minutes = nodes.flatMap((node) => node.estimatedMinutes ?? [])
  return {
    nodes,
    task: {
      title: content.title
        .replaceAll(/\{(?:当期|period)\}/g, formatPeriod(made.periodKey))
        .slice(0, 80),
      requirement: content.requirement,
      basis: template.basis,
      dueAt: made.times.dueAt,
      isEvidenceRequired: content.isEvidenceRequired,
      isScored: content.isScored,
      reworkAllowanceDays: content.reworkAllowanceDays,
      estimatedMinutes:
        content.estimatedMinutes ??
        (minutes.length > 0 ? minutes.reduce((sum, one) => sum + one, 0) : null),
      route: content.route,
      criteria: content.criteria ?? null,
      recipients: content.recipients,
      templateId: template.id,
    },
  }
}
