import { eq } from 'drizzle-orm'
import { requirements } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { can } from '@/lib/policy'

export type Requirement = typeof requirements.$inferSelect

/**
 * A requirement the viewer may see.
 * @throws DomainError not_found, also when it exists but is not for the viewer's eyes
 */
export async function loadRequirement(
  ctx: ViewerContext,
  db: Work['db'],
  requirementId: string,
): Promise<Requirement> {
  const [row] = await db.select().from(requirements).where(eq(requirements.id, requirementId))
  return seen(ctx, row)
}

/**
 * As `loadRequirement`, locked until commit: tasks that would be put on it wait.
 * @throws DomainError not_found
 */
export async function holdRequirement(
  ctx: ViewerContext,
  tx: Work,
  requirementId: string,
): Promise<Requirement> {
  const [row] = await tx.db
    .select()
    .from(requirements)
    .where(eq(requirements.id, requirementId))
    .for('update')
  return seen(ctx, row)
}

function seen(ctx: ViewerContext, row: Requirement | undefined): Requirement {
  if (!row || !can(ctx.viewer, 'requirement.view', row)) {
    throw notFound('立项')
  }
  return row
}
