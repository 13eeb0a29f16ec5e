import type { z } from 'zod'
import type { Context, ViewerContext, Work } from '@/lib/context'
import { conflict, forbidden, invalid, notFound } from '@/lib/errors'
import { writeNotices } from '@/lib/notifications/notify'
import { rolesHeld } from '@/lib/organisation/role-holders'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { findAccount, findAccountByNumber } from './find-account'
import { type IssuedSetup, issueSetup } from './issue-setup'
import { type accountInput, administratorRoles } from './schema'

/** A set-up code with the name and number of whom it is for. */
export type HandedOutSetup = IssuedSetup & { name: string; employeeNumber: string }

type Account = NonNullable<Awaited<ReturnType<typeof findAccount>>>

/**
 * Makes a set-up code for somebody who cannot sign in by SMS, or who forgot the password. It is
 * shown once, to be handed over in person; the holder of the account is told.
 * @throws DomainError forbidden (also: not this administrator's to give), not_found, invalid (no
 *   employee number), conflict (disabled)
 */
export async function handOutSetup(
  ctx: ViewerContext,
  { personId }: z.output<typeof accountInput>,
): Promise<HandedOutSetup> {
  return ctx.transact(async (tx) => {
    const roles = (await rolesHeld(tx.db, [personId], dayOf(ctx.now))).get(personId) ?? []
    authorize(ctx.viewer, 'account.handOutSetup', { personId, roles })
    return issueTo(ctx, tx, await findAccount(tx.db, personId), 'page')
  })
}

/**
 * Makes a set-up code for one of the three administrators: for a command on the server, because
 * none of them may open another one's account.
 * @throws DomainError not_found, forbidden (no administrator), conflict (disabled)
 */
export async function resetAdministrator(
  ctx: Context & { viewer: null },
  input: { employeeNumber: string },
): Promise<HandedOutSetup> {
  return ctx.transact(async (tx) => {
    const account = await findAccountByNumber(tx.db, input.employeeNumber)
    const personId = account?.personId ?? ''
    const held = account ? await rolesHeld(tx.db, [personId], dayOf(ctx.now)) : null
    const isAdministrator = held
      ?.get(personId)
      ?.some((role) => administratorRoles.some((one) => one === role))
    if (account && !isAdministrator) {
      throw forbidden(
        `${account.name}不是系统、安全、审计管理员，没有生成设置码。请在“账号与角色”发放。`,
      )
    }
    return issueTo(ctx, tx, account, 'admin:create --reset')
  })
}

async function issueTo(
  ctx: Context,
  tx: Work,
  account: Account | null,
  way: string,
): Promise<HandedOutSetup> {
  if (!account) {
    throw notFound('账号')
  }
  const { personId, name, employeeNumber } = account
  if (employeeNumber === null) {
    throw invalid(
      `${name}没有工号，不能用密码登录，没有生成设置码。请登记本人手机号后用短信登录；没有手机的，由工作人员当面、电话或纸质告知并代录。`,
    )
  }
  if (account.state !== 'active') {
    throw conflict('这个账号已停用，没有生成设置码。请先由安全管理员恢复账号。')
  }
  const createdBy = ctx.viewer?.personId ?? null
  const issued = await issueSetup(tx, { personId, createdBy, now: ctx.now })
  await writeNotices(tx, [
    {
      personId,
      kind: 'person_corrected',
      title: '已发放设置码',
      body: `${ctx.viewer?.name ?? '服务器上的管理命令'}为您的账号生成了设置码，可用来重新设置密码。如不是您要求的，请立即修改密码，并告诉安全管理员和安全审计员。`,
      href: '/me',
      subjectType: 'person',
      subjectId: personId,
      smsTemplate: null,
    },
  ])
  tx.record({
    action: 'account.handOutSetup',
    subjectType: 'person',
    subjectId: personId,
    detail: { way },
  })
  return { ...issued, name, employeeNumber }
}
