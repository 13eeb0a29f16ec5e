import { and, eq } from 'drizzle-orm'
import { roleGrants } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { conflict, notFound } from '@/lib/errors'
import { validOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { endSessions } from './end-sessions'
import { assertAdministratorStays } from './last-administrator'
import { administratorRoles } from './schema'

/**
 * Takes a granted role back from today on and ends the person's sessions.
 * @returns how many sessions ended
 * @throws DomainError forbidden, not_found, conflict (the last of its kind, taken back meanwhile)
 */
export async function revokeRole(ctx: ViewerContext, input: { grantId: string }): Promise<number> {
  const day = dayOf(ctx.now)
  const [grant] = await ctx.db
    .select()
    .from(roleGrants)
    .where(and(eq(roleGrants.id, input.grantId), validOn(roleGrants, day)))
  authorize(ctx.viewer, 'role.grant', {
    personId: grant?.personId ?? '',
    role: grant?.role ?? 'committee_officer',
  })
  if (!grant) {
    throw notFound('角色')
  }
  const { personId, role } = grant
  return ctx.transact(async (tx) => {
    if (administratorRoles.some((one) => one === role)) {
      await assertAdministratorStays(tx.db, personId, ctx.now)
    }
    const holds = and(eq(roleGrants.id, grant.id), validOn(roleGrants, day))
    // A grant of today has held on no day yet: it goes as if it had not been; the record keeps both.
    const ended =
      grant.validFrom === day
        ? await tx.db.delete(roleGrants).where(holds).returning({ id: roleGrants.id })
        : await tx.db
            .update(roleGrants)
            .set({ validTo: day })
            .where(holds)
            .returning({ id: roleGrants.id })
    if (ended.length === 0) {
      throw conflict('这个角色刚刚已被收回，不需要再操作。')
    }
    const sessionsEnded = await endSessions(tx, { personId, ending: 'role_changed', now: ctx.now })
    tx.record({
      action: 'role.revoke',
      subjectType: 'person',
      subjectId: personId,
      detail: { role, organisationId: grant.organisationId, sessionsEnded },
    })
    return sessionsEnded
  })
}
