import { eq } from 'drizzle-orm'
import { accounts } from '@/db/schema'
import type { Work } from '@/lib/context'
import { invalid } from '@/lib/errors'
import { endSessions } from './end-sessions'
import { hashPassword } from './password-hash'
import { passwordFault } from './password-rules'

/**
 * The hash of a new password that keeps the rules. Slow, so made before a transaction begins.
 * @throws DomainError invalid
 */
export async function acceptPassword(
  password: string,
  person: { employeeNumber: string | null },
): Promise<string> {
  const fault = passwordFault(password, person)
  if (fault) {
    throw invalid(fault, { password: fault })
  }
  return hashPassword(password)
}

/** Stores a new password and ends the person's sessions, except one. Returns how many ended. */
export async function storePassword(
  tx: Pick<Work, 'db'>,
  input: { personId: string; passwordHash: string; now: Date; exceptSessionId?: string | null },
): Promise<number> {
  const { personId, passwordHash, now, exceptSessionId } = input
  await tx.db
    .update(accounts)
    .set({ passwordHash, passwordSetAt: now })
    .where(eq(accounts.personId, personId))
  return endSessions(tx, { personId, ending: 'password_changed', now, exceptSessionId })
}
