import { timingSafeEqual } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { signInCodes } from '@/db/schema'
import { invalid } from '@/lib/errors'
import { keyedHash } from '@/lib/secret'

/** How long one may take to say who one is. */
export const choiceLifetimeMs = 5 * 60_000

/** A signed note that this browser has proved a phone by a code: `<code id>.<until>.<signature>`. */
export function issueChoice(codeId: string, now: Date): string {
  const body = `${codeId}.${now.getTime() + choiceLifetimeMs}`
  return `${body}.${keyedHash('sign-in-choice', body)}`
}

/**
 * The code and number that a ticket stands for.
 * @throws DomainError invalid when the ticket is not ours or too old
 */
export async function readChoice(
  db: Db,
  ticket: string,
  now: Date,
): Promise<{ codeId: string; until: Date; phoneLookup: string }> {
  const [codeId = '', until = '', signature = ''] = ticket.split('.')
  const expected = keyedHash('sign-in-choice', `${codeId}.${until}`)
  const isOurs =
    signature.length === expected.length &&
    timingSafeEqual(Buffer.from(signature), Buffer.from(expected))
  if (!isOurs || Number(until) <= now.getTime()) {
    throw choiceExpired()
  }
  const [row] = await db
    .select({ phoneLookup: signInCodes.phoneLookup })
    .from(signInCodes)
    .where(eq(signInCodes.id, codeId))
  if (!row) {
    throw choiceExpired()
  }
  return { codeId, until: new Date(Number(until)), phoneLookup: row.phoneLookup }
}

/** The ticket is used, too old or not ours. */
export function choiceExpired() {
  return invalid('选择身份的时间已过，登录没有成功。请重新获取验证码。')
}
