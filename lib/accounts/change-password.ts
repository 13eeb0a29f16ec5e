import type { z } from 'zod'
import type { ViewerContext } from '@/lib/context'
import { invalid, notFound } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { accountRule, beginAttempt, forgiveAttempts } from './attempts'
import { findAccount } from './find-account'
import { checkPassword } from './password-hash'
import type { changePasswordInput } from './schema'
import { acceptPassword, storePassword } from './set-password'

export type ChangePassword = z.output<typeof changePasswordInput> & {
  /** The session this is done from: it stays, all others end. */
  keepSessionId: string | null
}

/**
 * Changes one's own password, or sets the first one, and ends all other sessions.
 * @returns how many sessions ended
 * @throws DomainError invalid, limit
 */
export async function changePassword(ctx: ViewerContext, input: ChangePassword): Promise<number> {
  const { personId } = ctx.viewer
  authorize(ctx.viewer, 'account.manageOwn', { personId })
  const account = await findAccount(ctx.db, personId)
  if (!account) {
    throw notFound('账号')
  }
  if (account.passwordHash !== null) {
    const rule = accountRule('password-change', personId)
    await beginAttempt(ctx.db, [rule], ctx.now)
    if (!(await checkPassword(account.passwordHash, input.currentPassword ?? ''))) {
      const words = '现在的密码不对，新密码没有生效。'
      throw invalid(words, { currentPassword: words })
    }
    await forgiveAttempts(ctx.db, rule)
    if (input.currentPassword === input.password) {
      const words = '新密码和现在的一样，请换一个。'
      throw invalid(words, { password: words })
    }
  }
  const passwordHash = await acceptPassword(input.password, account)
  return ctx.transact(async (tx) => {
    const sessionsEnded = await storePassword(tx, {
      personId,
      passwordHash,
      now: ctx.now,
      exceptSessionId: input.keepSessionId,
    })
    tx.record({
      action: 'account.changePassword',
      subjectType: 'person',
      subjectId: personId,
      detail: { sessionsEnded },
    })
    return sessionsEnded
  })
}
