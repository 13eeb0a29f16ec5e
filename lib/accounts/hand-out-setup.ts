import type { z } from 'zod'
import type { ViewerContext } from '@/lib/context'
import { conflict, invalid, notFound } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { findAccount } from './find-account'
import { type IssuedSetup, issueSetup } from './issue-setup'
import type { accountInput } from './schema'

/** A set-up code with the name and number of whom it is for. */
export type HandedOutSetup = IssuedSetup & { name: string; employeeNumber: string }

/**
 * Makes a set-up code for somebody who cannot sign in by SMS, or who forgot the password. It is
 * shown once, to be handed over in person.
 * @throws DomainError forbidden, not_found, invalid (no employee number), conflict (disabled)
 */
export async function handOutSetup(
  ctx: ViewerContext,
  input: z.output<typeof accountInput>,
): Promise<HandedOutSetup> {
  authorize(ctx.viewer, 'account.handOutSetup', input)
  const account = await findAccount(ctx.db, input.personId)
  if (!account) {
    throw notFound('账号')
  }
  const { name, employeeNumber } = account
  if (employeeNumber === null) {
    throw invalid(
      `${name}没有工号，不能用密码登录，没有生成设置码。请登记本人手机号后用短信登录；没有手机的，由工作人员当面、电话或纸质告知并代录。`,
    )
  }
  if (account.state !== 'active') {
    throw conflict('这个账号已停用，没有生成设置码。请先由安全管理员恢复账号。')
  }
  return ctx.transact(async (tx) => {
    const issued = await issueSetup(tx, {
      personId: input.personId,
      createdBy: ctx.viewer.personId,
      now: ctx.now,
    })
    tx.record({
      action: 'account.handOutSetup',
      subjectType: 'person',
      subjectId: input.personId,
    })
    return { ...issued, name, employeeNumber }
  })
}
