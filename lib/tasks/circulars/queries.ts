import { desc, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { newId } from '@/db/ids'
import { circulars, organisationVersions, people } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { validOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { loadTask, type Task } from '../load'
import { type Circular, loadCircular } from './load-circular'
import { type CircularFigures, circularFigures } from './schema'

export interface CircularView {
  circular: Circular
  taskTitle: string | null
  figures: CircularFigures
  issuerName: string | null
  organisationName: string
  canWrite: boolean
  /** Whether the reader may go to the task and its copies. */
  mayOpenTask: boolean
}

/**
 * One circular with what its page shows.
 * @throws DomainError not_found
 */
export async function circularView(ctx: ViewerContext, circularId: string): Promise<CircularView> {
  const { circular, taskTitle, subject } = await loadCircular(ctx, ctx.db, circularId)
  const issuer = alias(people, 'issuer')
  const [[names], [organisation]] = await Promise.all([
    ctx.db
      .select({ name: issuer.name })
      .from(issuer)
      .where(eq(issuer.id, circular.issuedBy ?? circular.createdBy)),
    ctx.db
      .select({ name: organisationVersions.name, validFrom: organisationVersions.validFrom })
      .from(organisationVersions)
      .where(eq(organisationVersions.organisationId, circular.issuingOrganisationId))
      .orderBy(desc(validOn(organisationVersions, dayOf(circular.issuedAt ?? ctx.now))))
      .limit(1),
  ])
  return {
    circular,
    taskTitle,
    figures: circularFigures.parse(circular.figures),
    issuerName: names?.name ?? null,
    organisationName: organisation?.name ?? '',
    mayOpenTask: can(ctx.viewer, 'circular.write', subject),
    canWrite: circular.state === 'draft' && can(ctx.viewer, 'circular.write', subject),
  }
}

/**
 * The circulars of a task, newest first, for those who issued it.
 * @throws DomainError not_found
 */
export async function circularsOfTask(
  ctx: ViewerContext,
  taskId: string,
): Promise<{ task: Task; circulars: Circular[]; newCircularId: string }> {
  const task = await loadTask(ctx, ctx.db, taskId)
  const rows = await ctx.db
    .select()
    .from(circulars)
    .where(eq(circulars.taskId, task.id))
    .orderBy(desc(circulars.createdAt), desc(circulars.id))
    .limit(100)
  return { task, circulars: rows, newCircularId: newId() }
}
