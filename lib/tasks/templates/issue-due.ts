import { and, eq, ne, sql } from 'drizzle-orm'
import { taskTemplates } from '@/db/schema'
import { loadCalendar } from '@/lib/calendar'
import type { Context } from '@/lib/context'
import { dayOf } from '@/lib/period'
import { instanceTimes, isDueOut } from './anchor'
import { issueInstance } from './issue-instance'
import { periodKeyOf } from './periods'
import { anchorInput } from './schema'

/**
 * Sends out what every active recurring template owes for the period that is running, once its moment
 * has come: by the sweep of every minute. A run that was missed is caught up while the period lasts,
 * earlier periods are not. A template that fails does not hold up the others.
 * @returns how many were made
 * @throws the first failure, after all have been tried
 */
export async function issueDueInstances(ctx: Context): Promise<number> {
  const today = dayOf(ctx.now)
  const waiting = await templatesWithout(ctx)
  const calendar = waiting.length > 0 ? await loadCalendar(ctx.db) : new Map()
  const failures: unknown[] = []
  let made = 0
  for (const { id, recurrence, anchor } of waiting) {
    if (recurrence === 'none') {
      continue
    }
    try {
      const period = periodKeyOf(recurrence, today)
      if (isDueOut(instanceTimes(anchorInput.parse(anchor), period, calendar), period, ctx.now)) {
        made += (await issueInstance(ctx, id, period)) ? 1 : 0
      }
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) {
    throw failures[0]
  }
  return made
}

/** Active recurring templates that have no instance of the running period, in the order made. */
async function templatesWithout(ctx: Context) {
  const today = dayOf(ctx.now)
  const period = sql`case ${taskTemplates.recurrence}
    when 'monthly' then ${periodKeyOf('monthly', today)}
    when 'quarterly' then ${periodKeyOf('quarterly', today)}
    else ${periodKeyOf('yearly', today)} end`
  return ctx.db
    .select({
      id: taskTemplates.id,
      recurrence: taskTemplates.recurrence,
      anchor: taskTemplates.anchor,
    })
    .from(taskTemplates)
    .where(
      and(
        eq(taskTemplates.isActive, true),
        ne(taskTemplates.recurrence, 'none'),
        sql`${taskTemplates.firstPeriod} collate "C" <= ${period}`,
        sql`not exists (select 1 from tasks t
          where t.template_id = task_templates.id and t.period = ${period})`,
        sql`not exists (select 1 from obligations o
          where o.template_id = task_templates.id and o.period = ${period})`,
      ),
    )
    .orderBy(taskTemplates.createdAt, taskTemplates.id)
}
