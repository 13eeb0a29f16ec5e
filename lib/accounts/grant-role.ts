import { and, eq, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import type { RoleKind } from '@/db/enums'
import { roleGrants } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { conflict, invalid, notFound } from '@/lib/errors'
import { organisationOn, validOn } from '@/lib/organisation/queries'
import { roleKindLabels } from '@/lib/organisation/schema'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { endSessions } from './end-sessions'
import { findAccount } from './find-account'
import { voidSetups } from './issue-setup'
import { administratorRoles, type grantRoleInput, isOfficerRole } from './schema'

/** Why somebody cannot be two of the three administrators. */
export function separationWords(name: string, held: RoleKind): string {
  return `${name}已是${roleKindLabels[held]}。系统、安全、审计三员分立，一人只能任其一，未做任何改动。请另选一位，或先收回原角色。`
}

/**
 * Grants a role from today on and ends the person's sessions, so that it is signed in for anew.
 * @throws DomainError forbidden, not_found, conflict (held already, separation of administrators)
 */
export async function grantRole(
  ctx: ViewerContext,
  input: z.output<typeof grantRoleInput>,
): Promise<{ name: string; sessionsEnded: number }> {
  authorize(ctx.viewer, 'role.grant', input)
  const { personId, role } = input
  const day = dayOf(ctx.now)
  const account = await findAccount(ctx.db, personId)
  if (!account) {
    throw notFound('账号')
  }
  const organisationId = isOfficerRole(role) ? (input.organisationId ?? null) : null
  if (organisationId !== null && !(await organisationOn(ctx.db, organisationId, day))) {
    throw invalid('没有找到这个组织，请重新选择。', { organisationId: '请重新选择' })
  }
  const department = role === 'department_officer' ? (input.department ?? null) : null
  return ctx.transact(async (tx) => {
    await assertGrantable(tx.db, { ...account, role, organisationId, department }, day)
    await tx.db
      .insert(roleGrants)
      .values({
        personId,
        role,
        organisationId,
        department,
        grantedBy: ctx.viewer.personId,
        validFrom: day,
      })
      .catch((error: unknown) => {
        throw isOverlap(error)
          ? conflict('刚刚已有人改动这位同志的角色，未做任何改动。请刷新后再看。')
          : error
      })
    const sessionsEnded = await endSessions(tx, { personId, ending: 'role_changed', now: ctx.now })
    // Handed out for an account without a role, by somebody who may not for one with it.
    await voidSetups(tx, { personId, now: ctx.now })
    tx.record({
      action: 'role.grant',
      subjectType: 'person',
      subjectId: personId,
      detail: { role, organisationId, department, sessionsEnded },
    })
    return { name: account.name, sessionsEnded }
  })
}

interface Wanted {
  personId: string
  name: string
  role: RoleKind
  organisationId: string | null
  department: string | null
}

async function assertGrantable(db: ViewerContext['db'], wanted: Wanted, day: string) {
  const isAdministrator = administratorRoles.some((role) => role === wanted.role)
  const held = await db
    .select()
    .from(roleGrants)
    .where(
      and(
        eq(roleGrants.personId, wanted.personId),
        inArray(roleGrants.role, isAdministrator ? [...administratorRoles] : [wanted.role]),
        validOn(roleGrants, day),
      ),
    )
  const same = held.find(
    (one) =>
      one.role === wanted.role &&
      one.organisationId === wanted.organisationId &&
      one.department === wanted.department,
  )
  if (same) {
    throw conflict(`${wanted.name}已有这个角色，不需要再授予。`)
  }
  const other = held[0]
  if (isAdministrator && other) {
    throw conflict(separationWords(wanted.name, other.role))
  }
}

/** Whether an exclusion constraint refused the row. */
function isOverlap(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error && 'code' in cause && cause.code === '23P01'
}
