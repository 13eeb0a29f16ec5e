import { and, asc, gt, inArray, isNull, or, type SQL } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { RoleKind } from '@/db/enums'
import { roleGrants } from '@/db/schema'
import type { Day } from '@/lib/period'

/**
 * The granted roles of people that have not ended on a day, by person; whoever holds none has no
 * entry. One that begins later counts already: what opens the account would still be open then.
 */
export async function rolesHeld(
  db: Db,
  personIds: readonly string[],
  day: Day,
): Promise<Map<string, RoleKind[]>> {
  return personIds.length === 0
    ? new Map()
    : grouped(db, and(inArray(roleGrants.personId, [...personIds]), notEnded(day)))
}

/** As `rolesHeld`, of everybody who holds one. */
export async function allRolesHeld(db: Db, day: Day): Promise<Map<string, RoleKind[]>> {
  return grouped(db, notEnded(day))
}

function notEnded(day: Day): SQL | undefined {
  return or(isNull(roleGrants.validTo), gt(roleGrants.validTo, day))
}

async function grouped(db: Db, where: SQL | undefined): Promise<Map<string, RoleKind[]>> {
  const rows = await db
    .select({ personId: roleGrants.personId, role: roleGrants.role })
    .from(roleGrants)
    .where(where)
    .orderBy(asc(roleGrants.role))
  const held = new Map<string, RoleKind[]>()
  for (const { personId, role } of rows) {
    held.set(personId, [...(held.get(personId) ?? []), role])
  }
  return held
}
