import type { z } from 'zod'
import type { Context } from '@/lib/context'
import { forbidden, invalid } from '@/lib/errors'
import { log } from '@/lib/log'
import { keyedHash } from '@/lib/secret'
import { accountRule, addressRule, beginAttempt, forgiveAttempt, forgiveAttempts } from './attempts'
import { findAccountByNumber } from './find-account'
import { consumeLimits } from './limits'
import { checkPassword } from './password-hash'
import type { passwordSignInInput } from './schema'
import { type Client, startSession } from './start-session'

export type PasswordSignIn = z.output<typeof passwordSignInInput> & { client: Client }

/** A session that has been started; `enterSession` gives it to the browser. */
export interface SignedIn {
  sessionId: string
  personId: string
}

/** Said of every account that is switched off, after it was proved whose it is. */
export const disabledWords = '这个账号已停用，登录没有成功。请联系安全管理员恢复。'

/**
 * Signs in by employee number and password. A number that does not exist costs the same work and
 * gets the same answer as a wrong password.
 * @throws DomainError invalid, limit, forbidden (disabled)
 */
export async function signInWithPassword(ctx: Context, input: PasswordSignIn): Promise<SignedIn> {
  const account = await findAccountByNumber(ctx.db, input.employeeNumber)
  const number = account?.employeeNumber ?? input.employeeNumber
  const rule = accountRule('password', keyedHash('sign-in-attempt', number).slice(0, 32))
  const fromAddress = addressRule('password', input.client.address)
  await ctx.db.transaction((tx) => consumeLimits(tx, [everybody], ctx.now))
  const left = await beginAttempt(ctx.db, [rule, ...fromAddress], ctx.now)
  const isRight = await checkPassword(account?.passwordHash ?? null, input.password)
  if (!account || !isRight) {
    log('warn', 'sign_in_failed', { way: 'password', personId: account?.personId ?? null })
    throw invalid(wrongWords(left))
  }
  await forgiveAttempts(ctx.db, rule)
  await forgiveAttempt(ctx.db, fromAddress, ctx.now)
  if (account.state !== 'active') {
    throw forbidden(disabledWords)
  }
  return ctx.transact(async (tx) => {
    const { personId } = account
    const sessionId = await startSession(tx, {
      personId,
      way: 'password',
      client: input.client,
      now: ctx.now,
    })
    return { sessionId, personId }
  })
}

const everybody = {
  key: 'password-total',
  most: 600,
  windowMs: 60_000,
  words: (wait: string) => `同时登录的人太多，请 ${wait}后再试，填写的内容还在。`,
}

function wrongWords(left: number): string {
  const rest = left > 0 ? `还可再试 ${left} 次` : '再试之前需要等待 1 分钟'
  return `工号或密码不对，${rest}。忘记密码可改用短信登录，或请管理员发设置码。`
}
