import { tasks } from '@/db/schema'
import { loadCalendar } from '@/lib/calendar'
import type { ViewerContext } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { dayOf, momentOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { issuingOffice } from '../issuing-office'
import { loadTask, type Task } from '../load'
import { replaceNodes } from '../plan-nodes'
import { instanceTask } from './instance-task'
import { loadTemplate } from './load-template'
import type { CreateFromTemplateInput } from './schema'

/**
 * A draft made from a template, with its nodes counted back from the due that was given; it goes its
 * own way from here. Sent twice, it makes one.
 * @throws DomainError not_found; conflict for a template that is not in use; invalid for a past due
 */
export async function createTaskFromTemplate(
  ctx: ViewerContext,
  input: CreateFromTemplateInput,
): Promise<Task> {
  return ctx.transact(async (tx) => {
    authorize(ctx.viewer, 'task.create')
    const template = await loadTemplate(ctx, tx.db, input.templateId)
    if (!template.isActive && template.recurrence === 'none') {
      throw conflict('这个模板已停用，没有新建任务。需要时请先启用。')
    }
    const dueAt = momentOf(input.dueOn, template.anchor.dueTime)
    if (dueAt <= ctx.now) {
      throw invalid('截止日期已过，请另选一天。', { dueOn: '截止日期已过' })
    }
    const office = issuingOffice(ctx)
    const { task, nodes } = instanceTask(template, {
      times: { outAt: ctx.now, dueAt },
      periodKey: dayOf(dueAt).slice(0, 4),
      calendar: await loadCalendar(tx.db),
    })
    const [made] = await tx.db
      .insert(tasks)
      .values({
        ...task,
        id: input.taskId,
        issuingOrganisationId: office.organisationId,
        department: office.department,
        createdBy: ctx.viewer.personId,
        createdAt: ctx.now,
        startsOn: dayOf(ctx.now),
        state: 'draft',
      })
      .onConflictDoNothing()
      .returning()
    if (!made) {
      tx.unchanged()
      return loadTask(ctx, tx.db, input.taskId)
    }
    await replaceNodes(tx.db, made.id, nodes)
    tx.record({
      action: 'task.create',
      subjectType: 'task',
      subjectId: made.id,
      detail: { title: made.title, dueAt, templateId: template.id, nodes: nodes.length },
    })
    return made
  })
}
