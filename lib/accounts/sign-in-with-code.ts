import { and, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import { signInCodes } from '@/db/schema'
import type { Context } from '@/lib/context'
import { conflict, forbidden, invalid } from '@/lib/errors'
import { log } from '@/lib/log'
import { phoneLookup } from '@/lib/phone'
import { addressRule, beginAttempt, forgiveAttempt } from './attempts'
import { issueChoice } from './choice-ticket'
import { isCode } from './code-hash'
import { disabledWords, type SignedIn } from './sign-in-with-password'
import { type SmsCandidate, smsCandidates } from './sms-candidates'
import { type Client, startSession } from './start-session'

const mostAttempts = 5

/** Signed in, or one of several people of this number, to be chosen with the ticket. */
export type CodeOutcome = (SignedIn & { ticket?: undefined }) | { ticket: string }

/** Said to whoever holds a post or role and shares his number with others. */
export const ownPhoneWords =
  '您担任职务，而这个手机号与他人共用，不能用短信登录。请用工号和密码登录，或请党建部登记您本人的手机号。'

/**
 * Signs in by phone and code. The code is used up by one conditional update, so of many requests
 * with the right code one gets in.
 * @throws DomainError invalid, limit, conflict (used meanwhile), forbidden
 */
export async function signInWithCode(
  ctx: Context,
  input: { phone: string; code: string; client: Client },
): Promise<CodeOutcome> {
  const lookup = phoneLookup(input.phone)
  const fromAddress = addressRule('code', input.client.address)
  await beginAttempt(ctx.db, fromAddress, ctx.now)
  const codeId = await checkCode(ctx, lookup, input.code)
  await forgiveAttempt(ctx.db, fromAddress, ctx.now)
  const people = await smsCandidates(ctx.db, lookup, ctx.now)
  const able = people.filter((person) => !person.isDisabled)
  return ctx.transact(async (tx) => {
    const [used] = await tx.db
      .update(signInCodes)
      .set({ usedAt: ctx.now })
      .where(and(eq(signInCodes.id, codeId), isNull(signInCodes.usedAt)))
      .returning({ id: signInCodes.id })
    if (!used) {
      throw conflict('这个验证码已经用过了。请重新获取一个。')
    }
    const only = onlyOne(people, able)
    if (!only) {
      tx.record({ action: 'account.useCode', subjectType: 'sign_in_code', subjectId: codeId })
      return { ticket: issueChoice(codeId, ctx.now) }
    }
    const { personId } = only
    const { client } = input
    return {
      personId,
      sessionId: await startSession(tx, { personId, way: 'sms', client, now: ctx.now }),
    }
  })
}

function onlyOne(people: SmsCandidate[], able: SmsCandidate[]): SmsCandidate | null {
  if (able.length === 0) {
    throw people.length > 0 ? forbidden(disabledWords) : wrongCode(0)
  }
  return able.length === 1 ? (able[0] ?? null) : null
}

// Counted by a statement of its own: an attempt stays counted when the rest is rolled back.
async function checkCode(ctx: Context, lookup: string, code: string): Promise<string> {
  const newest = ctx.db
    .select({ id: signInCodes.id })
    .from(signInCodes)
    .where(eq(signInCodes.phoneLookup, lookup))
    .orderBy(desc(signInCodes.createdAt))
    .limit(1)
  const [tried] = await ctx.db
    .update(signInCodes)
    .set({ attempts: sql`${signInCodes.attempts} + 1` })
    .where(
      and(
        eq(signInCodes.id, newest),
        isNull(signInCodes.usedAt),
        gt(signInCodes.expiresAt, ctx.now),
        lt(signInCodes.attempts, mostAttempts),
      ),
    )
    .returning()
  if (!tried) {
    throw invalid('验证码已失效。请重新获取一个，手机号还在。', {
      code: '验证码已失效，请重新获取',
    })
  }
  if (!isCode(tried.codeHash, tried.id, code)) {
    log('warn', 'sign_in_failed', { way: 'sms', codeId: tried.id })
    throw wrongCode(mostAttempts - tried.attempts)
  }
  return tried.id
}

function wrongCode(left: number) {
  const rest = left > 0 ? `还可再试 ${left} 次` : '请重新获取一个'
  return invalid(`验证码不对，${rest}。`, { code: `验证码不对，${rest}` })
}
