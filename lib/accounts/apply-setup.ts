import { and, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { passwordSetups } from '@/db/schema'
import type { Context } from '@/lib/context'
import { conflict, forbidden, invalid } from '@/lib/errors'
import { log } from '@/lib/log'
import { keyedHash } from '@/lib/secret'
import { accountRule, addressRule, beginAttempt, forgiveAttempt, forgiveAttempts } from './attempts'
import { isCode } from './code-hash'
import { findAccountByNumber } from './find-account'
import type { applySetupInput } from './schema'
import { acceptPassword, storePassword } from './set-password'
import { disabledWords, type SignedIn } from './sign-in-with-password'
import { type Client, startSession } from './start-session'

export type ApplySetup = z.output<typeof applySetupInput> & { client: Client }

const mostAttempts = 5
const wrongWords =
  '工号或设置码不对，或设置码已用过、已过期（3 天内有效）。请核对，或请管理员重新发一个。'

/**
 * Sets a password with a set-up code, once, and signs in.
 * @throws DomainError invalid, limit, conflict (used meanwhile), forbidden (disabled)
 */
export async function applySetup(ctx: Context, input: ApplySetup): Promise<SignedIn> {
  const passwordHash = await acceptPassword(input.password, input)
  const account = await findAccountByNumber(ctx.db, input.employeeNumber)
  const number = account?.employeeNumber ?? input.employeeNumber
  const rule = accountRule('setup', keyedHash('sign-in-attempt', number).slice(0, 32))
  const fromAddress = addressRule('password', input.client.address)
  await beginAttempt(ctx.db, [rule, ...fromAddress], ctx.now)
  const setupId = account && (await checkSetup(ctx, account.personId, input.setupCode))
  if (!account || !setupId) {
    log('warn', 'sign_in_failed', { way: 'setup', personId: account?.personId ?? null })
    throw invalid(wrongWords, { setupCode: '请核对设置码' })
  }
  await forgiveAttempts(ctx.db, rule)
  await forgiveAttempt(ctx.db, fromAddress, ctx.now)
  if (account.state !== 'active') {
    throw forbidden(disabledWords)
  }
  const { personId } = account
  return ctx.transact(async (tx) => {
    const [used] = await tx.db
      .update(passwordSetups)
      .set({ usedAt: ctx.now })
      .where(and(eq(passwordSetups.id, setupId), isNull(passwordSetups.usedAt)))
      .returning({ id: passwordSetups.id })
    if (!used) {
      throw conflict('这个设置码已经用过了。请直接登录，或请管理员重新发一个。')
    }
    await storePassword(tx, { personId, passwordHash, now: ctx.now })
    const { client } = input
    return {
      personId,
      sessionId: await startSession(tx, { personId, way: 'setup', client, now: ctx.now }),
    }
  })
}

// Counted by a statement of its own, like the attempts at a code.
async function checkSetup(ctx: Context, personId: string, code: string): Promise<string | null> {
  const newest = ctx.db
    .select({ id: passwordSetups.id })
    .from(passwordSetups)
    .where(eq(passwordSetups.personId, personId))
    .orderBy(desc(passwordSetups.createdAt), desc(passwordSetups.id))
    .limit(1)
  const [tried] = await ctx.db
    .update(passwordSetups)
    .set({ attempts: sql`${passwordSetups.attempts} + 1` })
    .where(
      and(
        eq(passwordSetups.id, newest),
        isNull(passwordSetups.usedAt),
        gt(passwordSetups.expiresAt, ctx.now),
        lt(passwordSetups.attempts, mostAttempts),
      ),
    )
    .returning()
  return tried && isCode(tried.codeHash, personId, code) ? tried.id : null
}
