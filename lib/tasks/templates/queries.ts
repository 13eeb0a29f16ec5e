import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { ExemptionRule, Recurrence, TaskState, TemplateOrigin } from '@/db/enums'
import { people, tasks, taskTemplates } from '@/db/schema'
import { loadCalendar } from '@/lib/calendar'
import type { ViewerContext } from '@/lib/context'
import { dayOf } from '@/lib/period'
import { authorize, can } from '@/lib/policy'
import { issuingOffice } from '../issuing-office'
import { type InstanceTimes, instanceTimes } from './anchor'
import { type CatalogueEntry, catalogue } from './catalogue'
import { type GoesTo, goesToOf } from './goes-to'
import { asTemplate, loadTemplate, type Template, visibleTemplates } from './load-template'
import { nextPeriodKey, periodKeyOf, type Recurring } from './periods'
import type { Anchor } from './schema'

export interface TemplateRow {
  id: string
  name: string
  origin: TemplateOrigin
  recurrence: Recurrence
  anchor: Anchor
  exemption: ExemptionRule
  isActive: boolean
  firstPeriod: string | null
  nodes: number
  /** Instances and tasks made from it so far. */
  made: number
}

/**
 * Templates of the viewer's office, recurring ones first; a list of dozens, without pages.
 * @throws DomainError forbidden
 */
export async function templateList(
  ctx: ViewerContext,
  { show }: { show: Recurrence | 'all' },
): Promise<TemplateRow[]> {
  authorize(ctx.viewer, 'template.list')
  const rows = await ctx.db
    .select({
      template: taskTemplates,
      made: sql<number>`(
        select count(*)::int from tasks t where t.template_id = task_templates.id)`,
    })
    .from(taskTemplates)
    .where(
      and(
        visibleTemplates(ctx.viewer),
        show === 'all' ? undefined : eq(taskTemplates.recurrence, show),
      ),
    )
    .orderBy(
      sql`${taskTemplates.recurrence} = 'none'`,
      desc(taskTemplates.isActive),
      asc(taskTemplates.createdAt),
      asc(taskTemplates.id),
    )
    .limit(500)
  return rows.map(({ template, made }) => {
    const { id, name, origin, recurrence, exemption, isActive, firstPeriod } = template
    const { anchor, content } = asTemplate(template)
    return {
      ...{ id, name, origin, recurrence, anchor, exemption, isActive, firstPeriod, made },
      nodes: content.nodes.length,
    }
  })
}

/** Entries of the built-in catalogue that the viewer's office has not taken over. */
export async function catalogueLeft(ctx: ViewerContext): Promise<CatalogueEntry[]> {
  authorize(ctx.viewer, 'template.list')
  if (!can(ctx.viewer, 'template.create')) {
    return []
  }
  const office = issuingOffice(ctx)
  const rows = await ctx.db
    .select({ key: sql<string | null>`${taskTemplates.content} ->> 'catalogueKey'` })
    .from(taskTemplates)
    .where(eq(taskTemplates.issuingOrganisationId, office.organisationId))
  const taken = new Set(rows.map((row) => row.key))
  return catalogue.filter((entry) => !taken.has(entry.key))
}

/** Templates a new task can be made from, for a menu. */
export async function templateChoices(ctx: ViewerContext): Promise<{ id: string; name: string }[]> {
  authorize(ctx.viewer, 'template.list')
  return ctx.db
    .select({ id: taskTemplates.id, name: taskTemplates.name })
    .from(taskTemplates)
    .where(
      and(
        visibleTemplates(ctx.viewer),
        eq(taskTemplates.recurrence, 'none'),
        eq(taskTemplates.isActive, true),
      ),
    )
    .orderBy(asc(taskTemplates.name), asc(taskTemplates.id))
    .limit(200)
}

export interface TemplateDetail {
  template: Template
  createdByName: string
  /** The next instance of an active recurring template, as its anchor says today. */
  next: (InstanceTimes & { period: string }) | null
  /** What has been made from it, the latest first; at most 24. */
  instances: { id: string; title: string; period: string | null; dueAt: Date; state: TaskState }[]
  canEdit: boolean
  goesTo: GoesTo
}

/**
 * One template with what it has made and will make next.
 * @throws DomainError not_found
 */
export async function templateDetail(
  ctx: ViewerContext,
  templateId: string,
): Promise<TemplateDetail> {
  const template = await loadTemplate(ctx, ctx.db, templateId)
  const [[owner], instances, next, goesTo] = await Promise.all([
    ctx.db.select({ name: people.name }).from(people).where(eq(people.id, template.createdBy)),
    ctx.db
      .select({
        id: tasks.id,
        title: tasks.title,
        period: tasks.period,
        dueAt: tasks.dueAt,
        state: tasks.state,
      })
      .from(tasks)
      .where(eq(tasks.templateId, template.id))
      .orderBy(desc(tasks.createdAt), desc(tasks.id))
      .limit(24),
    nextOf(ctx, template),
    goesToOf(ctx, template),
  ])
  return {
    template,
    createdByName: owner?.name ?? '',
    next,
    instances,
    canEdit: can(ctx.viewer, 'template.edit', template),
    goesTo,
  }
}

async function nextOf(ctx: ViewerContext, template: Template): Promise<TemplateDetail['next']> {
  const { recurrence, isActive, firstPeriod, anchor } = template
  if (recurrence === 'none' || !isActive || firstPeriod === null) {
    return null
  }
  const period = await nextPeriodOf(ctx, template.id, recurrence, firstPeriod)
  return { period, ...instanceTimes(anchor, period, await loadCalendar(ctx.db)) }
}

async function nextPeriodOf(
  ctx: ViewerContext,
  templateId: string,
  recurrence: Recurring,
  firstPeriod: string,
): Promise<string> {
  const present = periodKeyOf(recurrence, dayOf(ctx.now))
  if (firstPeriod > present) {
    return firstPeriod
  }
  const [row] = await ctx.db.execute<{ made: boolean }>(sql`
    select exists (select 1 from tasks where template_id = ${templateId} and period = ${present})
      or exists (
        select 1 from obligations where template_id = ${templateId} and period = ${present})
      as made`)
  return row?.made ? nextPeriodKey(recurrence, present) : present
}
