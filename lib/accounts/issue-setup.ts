import { randomInt } from 'node:crypto'
import { and, eq, gt, isNull } from 'drizzle-orm'
import { passwordSetups } from '@/db/schema'
import type { Work } from '@/lib/context'
import { codeHash } from './code-hash'
import { formatSetupCode, setupAlphabet } from './setup-code-format'

/** A set-up code can be used for three days. */
export const setupLifetimeMs = 3 * 86_400_000
const length = 12

export interface IssuedSetup {
  /** In clear, to be handed over once; only its hash is kept. */
  setupCode: string
  expiresAt: Date
}

/** Makes a set-up code for a person; earlier ones stop working, because only the newest counts. */
export async function issueSetup(
  tx: Pick<Work, 'db'>,
  input: { personId: string; createdBy: string | null; now: Date },
): Promise<IssuedSetup> {
  const code = Array.from({ length }, () => setupAlphabet[randomInt(setupAlphabet.length)]).join('')
  const expiresAt = new Date(input.now.getTime() + setupLifetimeMs)
  await tx.db.insert(passwordSetups).values({
    personId: input.personId,
    codeHash: codeHash(input.personId, code),
    createdBy: input.createdBy,
    createdAt: input.now,
    expiresAt,
  })
  return { setupCode: formatSetupCode(code), expiresAt }
}

/** Makes the set-up codes of a person worthless, e.g. when a role makes the account worth more. */
export async function voidSetups(
  tx: Pick<Work, 'db'>,
  input: { personId: string; now: Date },
): Promise<void> {
  await tx.db
    .update(passwordSetups)
    .set({ expiresAt: input.now })
    .where(
      and(
        eq(passwordSetups.personId, input.personId),
        isNull(passwordSetups.usedAt),
        gt(passwordSetups.expiresAt, input.now),
      ),
    )
}
