import { randomInt } from 'node:crypto'
import { and, asc, eq, gt } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { newId } from '@/db/ids'
import { signInCodes } from '@/db/schema'
import { networkOf } from '@/lib/client-address'
import type { Context } from '@/lib/context'
import { overLimit } from '@/lib/errors'
import { queueSms } from '@/lib/notifications/queue-sms'
import { maskPhone, phoneLookup } from '@/lib/phone'
import { codeHash } from './code-hash'
import { consumeLimits, type Limit } from './limits'
import { smsCandidates } from './sms-candidates'
import type { Client } from './start-session'
import { waitWords } from './wait-words'

/** A code is good for five minutes. */
export const codeLifetimeMs = 5 * 60_000
const dayMs = 86_400_000
const mostADay = 10

/**
 * Sends a sign-in code to a number. Whether anybody has that number shows nowhere: the answer, the
 * limits and the rows are the same, only no message leaves.
 * @throws DomainError limit
 */
export async function requestCode(
  ctx: Context,
  input: { phone: string; client: Client },
): Promise<{ phoneMasked: string }> {
  const lookup = phoneLookup(input.phone)
  await ctx.transact(async (tx) => {
    await consumeLimits(tx.db, limitsFor(lookup, input.client.address), ctx.now)
    await assertDayLimit(tx.db, lookup, ctx.now)
    const code = String(randomInt(1_000_000)).padStart(6, '0')
    const id = newId()
    await tx.db.insert(signInCodes).values({
      id,
      phoneLookup: lookup,
      codeHash: codeHash(id, code),
      createdAt: ctx.now,
      expiresAt: new Date(ctx.now.getTime() + codeLifetimeMs),
    })
    const people = (await smsCandidates(tx.db, lookup, ctx.now)).filter((one) => !one.isDisabled)
    if (people.length > 0) {
      await queueSms(tx, {
        personId: people.length === 1 ? (people[0]?.personId ?? null) : null,
        phone: input.phone,
        template: 'sign_in_code',
        params: { code },
        secret: true,
        urgent: true,
      })
    }
    tx.record({ action: 'account.requestCode', subjectType: 'sign_in_code', subjectId: id })
  })
  return { phoneMasked: maskPhone(input.phone) }
}

// The provider counts minutes and hours by the clock, and a day as 24 hours from the message.
function limitsFor(lookup: string, address: string | null): Limit[] {
  const phone = lookup.slice(0, 32)
  const hourMs = 3_600_000
  const sharedWords = (wait: string) =>
    `从这里发出的验证码太多，请 ${wait}后再试，或改用工号和密码登录。`
  return [
    { key: `code-minute:${phone}`, most: 1, windowMs: 60_000, words: minuteWords },
    { key: `code-hour:${phone}`, most: 5, windowMs: hourMs, words: hourWords },
    { key: 'code-total', most: 1500, windowMs: hourMs, words: totalWords },
    {
      key: `code-address:${networkOf(address)}`,
      most: 60,
      windowMs: hourMs,
      words: sharedWords,
    },
  ]
}

const minuteWords = (wait: string) =>
  `验证码刚发过，请先查看短信；没有收到的，${wait}后再获取一次。`
const hourWords = (wait: string) =>
  `这个号码一小时内已获取 5 次，请 ${wait}后再试，或改用工号和密码登录。`
const totalWords = (wait: string) =>
  `系统发出的短信太多，暂时不能再发，请 ${wait}后再试，或改用工号和密码登录。`

async function assertDayLimit(db: Db, lookup: string, now: Date): Promise<void> {
  const sent = await db
    .select({ createdAt: signInCodes.createdAt })
    .from(signInCodes)
    .where(
      and(
        eq(signInCodes.phoneLookup, lookup),
        gt(signInCodes.createdAt, new Date(now.getTime() - dayMs)),
      ),
    )
    .orderBy(asc(signInCodes.createdAt))
  const oldest = sent[sent.length - mostADay]
  if (oldest) {
    const wait = waitWords(oldest.createdAt.getTime() + dayMs - now.getTime())
    throw overLimit(`这个号码一天内已获取 ${mostADay} 次，请 ${wait}后再试，或改用工号和密码登录。`)
  }
}
