import { taskTemplates } from '@/db/schema'
import { loadCalendar } from '@/lib/calendar'
import type { ViewerContext } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { formatClock } from '@/lib/format'
import { authorize } from '@/lib/policy'
import { loadTask, type Task, type TaskNode } from '../load'
import { nodesOf } from '../plan-nodes'
import { recipientChoice } from '../schema'
import { asTemplate, loadTemplate, type Template } from './load-template'
import { leadDaysBetween } from './nodes'
import { anchorInput, type SaveAsTemplateInput, templateContent } from './schema'

/**
 * Keeps a task as a template that does not repeat: its words, recipients and nodes, whose dues become
 * working days before the due of the whole. The task stays as it is; sent twice, it makes one.
 * @throws DomainError not_found, forbidden
 */
export async function saveTaskAsTemplate(
  ctx: ViewerContext,
  input: SaveAsTemplateInput,
): Promise<Template> {
  return ctx.transact(async (tx) => {
    const task = await loadTask(ctx, tx.db, input.taskId)
    authorize(ctx.viewer, 'template.create')
    authorize(ctx.viewer, 'task.edit', task)
    const calendar = await loadCalendar(tx.db)
    const nodes = (await nodesOf(tx.db, task.id)).map((node) => ({
      ...asNode(node),
      leadDays: leadDaysBetween(node.dueAt, task.dueAt, calendar),
    }))
    const [made] = await tx.db
      .insert(taskTemplates)
      .values({
        id: input.templateId,
        name: input.name,
        origin: 'own',
        basis: task.basis,
        issuingOrganisationId: task.issuingOrganisationId,
        department: task.department,
        content: contentOf(task, nodes),
        recurrence: 'none',
        anchor: anchorInput.parse({ out: {}, due: {}, dueTime: formatClock(task.dueAt) }),
        isActive: true,
        createdBy: ctx.viewer.personId,
        createdAt: ctx.now,
        changedAt: ctx.now,
      })
      .onConflictDoNothing()
      .returning()
    if (!made) {
      const found = await loadTemplate(ctx, tx.db, input.templateId)
      if (found.name !== input.name) {
        throw conflict('这个模板已经存过，请到模板里修改名称。')
      }
      tx.unchanged()
      return found
    }
    tx.record({
      action: 'template.create',
      subjectType: 'task_template',
      subjectId: made.id,
      detail: { name: made.name, taskId: task.id, nodes: nodes.length },
    })
    return asTemplate(made)
  })
}

function asNode(node: TaskNode) {
  return {
    title: node.title.slice(0, 40),
    requirement: node.requirement,
    stage: node.stage,
    isEvidenceRequired: node.isEvidenceRequired,
    reviewer: node.reviewer,
    reviewerId: node.reviewerId ?? undefined,
    estimatedMinutes: node.estimatedMinutes ?? undefined,
    criteria: node.criteria ?? undefined,
    formVersionId: node.formVersionId ?? undefined,
    activityKind: node.activityKind ?? undefined,
  }
}

function contentOf(task: Task, nodes: unknown[]) {
  return templateContent.parse({
    title: task.title,
    requirement: task.requirement,
    isEvidenceRequired: task.isEvidenceRequired,
    isScored: task.isScored,
    reworkAllowanceDays: task.reworkAllowanceDays,
    estimatedMinutes: task.estimatedMinutes ?? undefined,
    criteria: task.criteria ?? undefined,
    route: task.route,
    recipients: recipientChoice.parse(task.recipients),
    nodes:
      nodes.length > 0
        ? nodes
        : [{ title: task.title.slice(0, 40), isEvidenceRequired: task.isEvidenceRequired }],
  })
}
