import { and, eq, inArray, ne } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { lockUntilCommit } from '@/db/locks'
import { accounts, roleGrants } from '@/db/schema'
import { conflict } from '@/lib/errors'
import { validOn } from '@/lib/organisation/queries'
import { roleKindLabels } from '@/lib/organisation/schema'
import { dayOf } from '@/lib/period'
import { administratorRoles } from './schema'

/**
 * Refuses what would leave the system without one of its three administrators. Waits for whoever
 * else is about to take one away.
 * @throws DomainError conflict
 */
export async function assertAdministratorStays(db: Db, personId: string, now: Date): Promise<void> {
  await lockUntilCommit(db, 'lastAdministrator')
  const holds = validOn(roleGrants, dayOf(now))
  const held = await db
    .select({ role: roleGrants.role })
    .from(roleGrants)
    .where(
      and(
        eq(roleGrants.personId, personId),
        inArray(roleGrants.role, [...administratorRoles]),
        holds,
      ),
    )
  for (const { role } of held) {
    const [other] = await db
      .select({ personId: roleGrants.personId })
      .from(roleGrants)
      .innerJoin(accounts, eq(accounts.personId, roleGrants.personId))
      .where(
        and(
          eq(roleGrants.role, role),
          ne(roleGrants.personId, personId),
          eq(accounts.state, 'active'),
          holds,
        ),
      )
      .limit(1)
    if (!other) {
      throw conflict(
        `这是唯一的${roleKindLabels[role]}，不能停用或收回，未做任何改动。请先另外指定一位。`,
      )
    }
  }
}
