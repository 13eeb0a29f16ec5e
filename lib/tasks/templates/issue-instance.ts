import { and, eq } from 'drizzle-orm'
import { newId } from '@/db/ids'
import { obligations, tasks, taskTemplates } from '@/db/schema'
import { loadCalendar } from '@/lib/calendar'
import type { Context, Work } from '@/lib/context'
import { freezeFormVersion } from '@/lib/forms/freeze-version'
import { dayOf } from '@/lib/period'
import { keptRecipients } from '../branches-under'
import { insertDispatch } from '../insert-dispatch'
import { type Copy, copiesFor, insertCopies } from '../issue-copies'
import type { Task } from '../load'
import { nodesOf, replaceNodes } from '../plan-nodes'
import { type Recipients, resolveRecipients } from '../resolve-recipients'
import { tellCopied, tellRecipients } from '../tell-recipients'
import { dueOfInstance, instanceTimes, isDueOut } from './anchor'
import { branchesWithBasis, type Owing } from './branch-make-up'
import { insertObligations } from './insert-obligations'
import { instanceTask } from './instance-task'
import { asTemplate, type Template } from './load-template'

/**
 * Makes the instance of one period: the task of everybody who owes it, dispatched in the name of the
 * template's owner, and a line for each branch saying what it owes or why it owes nothing. The
 * template's row is held, so of two workers the second finds it made.
 * @returns whether this call made it
 */
export async function issueInstance(
  ctx: Context,
  templateId: string,
  period: string,
): Promise<boolean> {
  return ctx.transact(async (tx) => {
    const template = await holdTemplate(tx, templateId)
    const calendar = await loadCalendar(tx.db)
    const times = template && instanceTimes(template.anchor, period, calendar)
    const dueAt = times && isDueOut(times, period, ctx.now) && dueOfInstance(times, period, ctx.now)
    if (
      !template ||
      !dueAt ||
      !isWanted(template, period) ||
      (await isMade(tx, template, period))
    ) {
      tx.unchanged()
      return false
    }
    const { content, exemption } = template
    const all = await resolveRecipients(tx.db, content.recipients, dayOf(ctx.now), content.route)
    const owing = await branchesWithBasis(tx.db, all, exemption, dayOf(ctx.now))
    const recipients = withoutExempt(all, owing)
    const copies = copiesFor(recipients)
    const instance = instanceTask(template, {
      times: { outAt: ctx.now, dueAt },
      periodKey: period,
      calendar,
    })
    const task =
      copies.length > 0
        ? await issue(ctx, tx, { template, period, instance, recipients, copies })
        : null
    const owed = await insertObligations(tx, { template, period, dueAt, owing, copies })
    if (!task && owed === 0) {
      tx.unchanged()
      return false
    }
    tx.record({
      action: 'template.issue',
      subjectType: 'task_template',
      subjectId: template.id,
      detail: {
        period,
        taskId: task?.id ?? null,
        assignments: copies.length,
        obligations: owed,
        exempt: owing.filter((one) => one.basis !== null).length,
      },
    })
    return true
  })
}

async function holdTemplate(tx: Work, templateId: string): Promise<Template | null> {
  const [row] = await tx.db
    .select()
    .from(taskTemplates)
    .where(and(eq(taskTemplates.id, templateId), eq(taskTemplates.isActive, true)))
    .for('no key update')
  return row ? asTemplate(row) : null
}

function isWanted({ recurrence, firstPeriod }: Template, period: string): boolean {
  return recurrence !== 'none' && firstPeriod !== null && firstPeriod <= period
}

async function isMade(tx: Work, { id }: Template, period: string): Promise<boolean> {
  const [made, owed] = [
    await tx.db.$count(tasks, and(eq(tasks.templateId, id), eq(tasks.period, period))),
    await tx.db.$count(
      obligations,
      and(eq(obligations.templateId, id), eq(obligations.period, period)),
    ),
  ]
  return made + owed > 0
}

function withoutExempt(all: Recipients, owing: readonly Owing[]): Recipients {
  const exempt = new Set(owing.flatMap((one) => (one.basis === null ? [] : [one.organisationId])))
  return {
    ...all,
    under: new Map(
      [...all.under].map(([id, branches]) => [id, branches.filter((one) => !exempt.has(one.id))]),
    ),
    organisations: all.organisations.filter(({ organisation: { id } }) => {
      const under = all.under.get(id)
      return !exempt.has(id) && (!under || under.some((branch) => !exempt.has(branch.id)))
    }),
    copied: all.copied.map((one) => ({
      ...one,
      branchIds: one.branchIds.filter((id) => !exempt.has(id)),
    })),
  }
}

interface Issue {
  template: Template
  period: string
  instance: ReturnType<typeof instanceTask>
  recipients: Recipients
  copies: Copy[]
}

async function issue(ctx: Context, tx: Work, going: Issue): Promise<Task> {
  const { template, period, instance, recipients, copies } = going
  const [task] = await tx.db
    .insert(tasks)
    .values({
      ...instance.task,
      recipients: keptRecipients(template.content.recipients, recipients),
      id: newId(),
      issuingOrganisationId: template.issuingOrganisationId,
      department: template.department,
      createdBy: template.createdBy,
      createdAt: ctx.now,
      startsOn: dayOf(ctx.now),
      state: 'dispatched',
      dispatchedAt: ctx.now,
      period,
    })
    .returning()
  if (!task) {
    throw new Error('The task of an instance was not written')
  }
  await replaceNodes(tx.db, task.id, instance.nodes)
  const nodes = await nodesOf(tx.db, task.id)
  for (const versionId of new Set(nodes.flatMap((node) => node.formVersionId ?? []))) {
    await freezeFormVersion(ctx, tx, versionId)
  }
  const dispatch = await insertDispatch(ctx, tx, task, 'initial')
  await insertCopies(ctx, tx, task, nodes, dispatch.id, copies)
  await tellRecipients(ctx, tx, task, nodes, dispatch.id, copies)
  await tellCopied(tx, task, dispatch.id, recipients.copied, copies)
  tx.record({
    action: 'task.dispatch',
    subjectType: 'task',
    subjectId: task.id,
    detail: {
      dispatchId: dispatch.id,
      number: dispatch.number,
      templateId: template.id,
      assignments: copies.length,
      people: copies.reduce((count, copy) => count + copy.told.length, 0),
    },
  })
  return task
}
