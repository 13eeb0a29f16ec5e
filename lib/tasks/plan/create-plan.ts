import { and, eq } from 'drizzle-orm'
import { newId } from '@/db/ids'
import { plans } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { authorize } from '@/lib/policy'
import { issuingOffice } from '../issuing-office'
import type { Plan } from './load-plan'
import type { CreatePlanInput } from './schema'

/** 编制 a year's plan of the viewer's committee, as a draft; there is one for each year. */
export async function createPlan(ctx: ViewerContext, input: CreatePlanInput): Promise<Plan> {
  return ctx.transact(async (tx) => {
    authorize(ctx.viewer, 'plan.create')
    const { organisationId } = issuingOffice(ctx)
    authorize(ctx.viewer, 'plan.manage', { organisationId })
    const { plan, isNew } = await planOfYear(ctx, tx, { ...input, organisationId })
    if (isNew) {
      tx.record({
        action: 'plan.create',
        subjectType: 'plan',
        subjectId: plan.id,
        detail: { year: plan.year, title: plan.title },
      })
    } else {
      tx.unchanged()
    }
    return plan
  })
}

/** The committee's plan of a year, made as a draft when there is none. */
export async function planOfYear(
  ctx: ViewerContext,
  tx: Work,
  { organisationId, year, title }: { organisationId: string; year: number; title: string },
): Promise<{ plan: Plan; isNew: boolean }> {
  const [made] = await tx.db
    .insert(plans)
    .values({
      id: newId(),
      organisationId,
      year,
      title,
      state: 'draft',
      createdBy: ctx.viewer.personId,
      createdAt: tx.now,
    })
    .onConflictDoNothing()
    .returning()
  if (made) {
    return { plan: made, isNew: true }
  }
  const [known] = await tx.db
    .select()
    .from(plans)
    .where(and(eq(plans.organisationId, organisationId), eq(plans.year, year)))
    .for('update')
  if (!known) {
    throw new Error('A plan was there and is gone')
  }
  return { plan: known, isNew: false }
}
