import { eq, inArray } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { assignments, circulars, tasks } from '@/db/schema'
import type { Context } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { isId } from '@/lib/organisation/address'
import { can } from '@/lib/policy'
import type { CircularSubject } from '@/lib/policy/circulars'
import { circularFigures } from './schema'

export type Circular = typeof circulars.$inferSelect

export interface LoadedCircular {
  circular: Circular
  /** Name of the task it speaks of. */
  taskTitle: string | null
  subject: CircularSubject
}

/**
 * A circular the viewer may read.
 * @throws DomainError not_found
 */
export async function loadCircular(
  ctx: Context,
  db: Db,
  circularId: string,
): Promise<LoadedCircular> {
  const [row] = isId(circularId)
    ? await db
        .select({ circular: circulars, taskTitle: tasks.title })
        .from(circulars)
        .leftJoin(tasks, eq(tasks.id, circulars.taskId))
        .where(eq(circulars.id, circularId))
    : []
  if (!row) {
    throw notFound('通报')
  }
  const subject = { ...row.circular, organisationIds: await concerned(db, row.circular) }
  if (ctx.viewer && !can(ctx.viewer, 'circular.view', subject)) {
    throw notFound('通报')
  }
  return { ...row, subject }
}

/** The organisations it speaks of, as they hold those copies today: what was 撤回 or 退办 is not in it. */
export async function concerned(db: Db, { figures }: Circular): Promise<string[]> {
  const named = circularFigures.parse(figures).rows.map((row) => row.assignmentId)
  if (named.length === 0) {
    return []
  }
  const rows = await db
    .selectDistinct({ id: assignments.organisationId })
    .from(assignments)
    .where(inArray(assignments.id, named))
  return rows.map((row) => row.id)
}
