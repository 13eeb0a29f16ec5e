import { and, eq } from 'drizzle-orm'
import { accounts } from '@/db/schema'
import type { Work } from '@/lib/context'
import { rolesHeld } from '@/lib/organisation/role-holders'
import { dayOf } from '@/lib/period'
import { endSessions } from './end-sessions'
import { voidSetups } from './issue-setup'

/**
 * Closes the account of somebody who has left: sessions end, set-up codes are void, signing in is
 * refused. A granted role keeps it open, until the security administrator takes that back.
 * @returns whether it is closed now
 */
export async function closeAccount(tx: Work, personId: string): Promise<boolean> {
  const roles = await rolesHeld(tx.db, [personId], dayOf(tx.now))
  const isClosed = !roles.has(personId)
  const ending = isClosed ? 'account_disabled' : 'role_changed'
  await endSessions(tx, { personId, ending, now: tx.now })
  if (!isClosed) {
    return false
  }
  await voidSetups(tx, { personId, now: tx.now })
  const closed = await tx.db
    .update(accounts)
    .set({ state: 'disabled' })
    .where(and(eq(accounts.personId, personId), eq(accounts.state, 'active')))
    .returning({ personId: accounts.personId })
  if (closed.length > 0) {
    tx.record({ action: 'account.disable', subjectType: 'person', subjectId: personId })
  }
  return true
}
