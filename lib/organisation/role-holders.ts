import { and, asc, gt, inArray, isNull, or } from 'drizzle-orm'
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
  const held = new Map<string, RoleKind[]>()
  if (personIds.length === 0) {
    return held
  }
  const rows = await db
    .select({ personId: roleGrants.personId, role: roleGrants.role })
    .from(roleGrants)
    .where(
      and(
        inArray(roleGrants.personId, [...personIds]),
        or(isNull(roleGrants.validTo), gt(roleGrants.validTo, day)),
      ),
    )
    .orderBy(asc(roleGrants.role))
  for (const { personId, role } of rows) {
    held.set(personId, [...(held.get(personId) ?? []), role])
  }
  return held
}
