import { and, eq, gt, max, sql, sum } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { lockKeyUntilCommit } from '@/db/locks'
import { rateLimits } from '@/db/schema'
import { networkOf } from '@/lib/client-address'
import { overLimit } from '@/lib/errors'
import { waitWords } from './wait-words'

const minuteMs = 60_000

export interface AttemptRule {
  key: string
  /** Failures before the first wait; each one after that doubles it. */
  free: number
  longestWaitMs: number
  /** Failures older than this are forgotten. */
  memoryMs: number
  /** Another way in, for whoever waits because of what somebody else tried. */
  otherWay: string
}

/** What `accountRule` and `addressRule` are asked about. */
export type AttemptPurpose = 'password' | 'password-change' | 'setup' | 'code'

const otherWays: Record<AttemptPurpose, string> = {
  password: '不想等的，可以改用短信验证码登录。',
  'password-change': '忘了现在的密码，可以请管理员发设置码。',
  setup: '不想等的，可以改用短信验证码登录。',
  code: '不想等的，可以改用工号和密码登录。',
}

/** Failures on one account, whoever makes them: waits of 1, 2, 4 … 60 minutes from the fifth on. */
export function accountRule(purpose: AttemptPurpose, account: string): AttemptRule {
  return {
    key: `${purpose}:${account}`,
    free: 5,
    longestWaitMs: 60 * minuteMs,
    memoryMs: 1440 * minuteMs,
    otherWay: otherWays[purpose],
  }
}

/** Failures from one address, which may be a whole office: more of them, and shorter waits. */
export function addressRule(purpose: AttemptPurpose, address: string | null): AttemptRule[] {
  return [
    {
      key: `${purpose}-address:${networkOf(address)}`,
      free: 50,
      longestWaitMs: 15 * minuteMs,
      memoryMs: 60 * minuteMs,
      otherWay: otherWays[purpose],
    },
  ]
}

/**
 * Notes an attempt as failed before it is checked, so that attempts made at one time cannot pass
 * together; `forgiveAttempts` takes it back after success.
 * @returns the failures still free after this one
 * @throws DomainError limit while a wait runs
 */
export async function beginAttempt(db: Db, rules: AttemptRule[], now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    let left = Number.POSITIVE_INFINITY
    for (const rule of [...rules].sort((a, b) => (a.key < b.key ? -1 : 1))) {
      await lockKeyUntilCommit(tx, 'rateLimit', rule.key)
      const failures = await failuresOf(tx, rule, now)
      assertNotHeld(rule, failures, now)
      await tx
        .insert(rateLimits)
        .values({ key: rule.key, windowStartsAt: now, count: 1 })
        .onConflictDoUpdate({
          target: [rateLimits.key, rateLimits.windowStartsAt],
          set: { count: sql`${rateLimits.count} + 1` },
        })
      left = Math.min(left, Math.max(0, rule.free - failures.count - 1))
    }
    return left
  })
}

/** Forgets the failures of an account after a success. Those of an address stay: it may be many people. */
export async function forgiveAttempts(db: Db, rule: AttemptRule): Promise<void> {
  await db.delete(rateLimits).where(eq(rateLimits.key, rule.key))
}

/** Takes back the one attempt noted for an address, which turned out to be right. */
export async function forgiveAttempt(db: Db, rules: AttemptRule[], now: Date): Promise<void> {
  for (const rule of rules) {
    await db
      .update(rateLimits)
      .set({ count: sql`greatest(0, ${rateLimits.count} - 1)` })
      .where(and(eq(rateLimits.key, rule.key), eq(rateLimits.windowStartsAt, now)))
  }
}

async function failuresOf(db: Db, rule: AttemptRule, now: Date) {
  const [row] = await db
    .select({ count: sum(rateLimits.count), last: max(rateLimits.windowStartsAt) })
    .from(rateLimits)
    .where(
      and(
        eq(rateLimits.key, rule.key),
        gt(rateLimits.count, 0),
        gt(rateLimits.windowStartsAt, new Date(now.getTime() - rule.memoryMs)),
      ),
    )
  return { count: Number(row?.count ?? 0), last: row?.last ?? null }
}

function assertNotHeld(
  rule: AttemptRule,
  failures: { count: number; last: Date | null },
  now: Date,
): void {
  if (failures.count < rule.free || !failures.last) {
    return
  }
  const waitMs = Math.min(minuteMs * 2 ** (failures.count - rule.free), rule.longestWaitMs)
  const leftMs = failures.last.getTime() + waitMs - now.getTime()
  if (leftMs > 0) {
    throw overLimit(
      `连续多次没有通过，请 ${waitWords(leftMs)}后再试。账号没有被锁定，内容没有丢失。${rule.otherWay}`,
    )
  }
}
