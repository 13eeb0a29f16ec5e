import { and, eq, ne } from 'drizzle-orm'
import type { AccountState } from '@/db/enums'
import { accounts } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, notFound } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { endSessions } from './end-sessions'
import { findAccount } from './find-account'
import { assertAdministratorStays } from './last-administrator'

interface OnAccount {
  personId: string
}

/**
 * Switches an account off and ends its sessions. Returns how many ended.
 * @throws DomainError forbidden, not_found, conflict
 */
export async function disableAccount(ctx: ViewerContext, input: OnAccount): Promise<number> {
  authorize(ctx.viewer, 'account.control', input)
  await assertExists(ctx, input.personId)
  return ctx.transact(async (tx) => {
    await assertAdministratorStays(tx.db, input.personId, ctx.now)
    await moveState(tx, input.personId, 'disabled', '这个账号已经是停用状态。')
    const { personId } = input
    const sessionsEnded = await endSessions(tx, {
      personId,
      ending: 'account_disabled',
      now: ctx.now,
    })
    tx.record({
      action: 'account.disable',
      subjectType: 'person',
      subjectId: personId,
      detail: { sessionsEnded },
    })
    return sessionsEnded
  })
}

/**
 * Switches an account on again; its password stays as it was.
 * @throws DomainError forbidden, not_found, conflict
 */
export async function enableAccount(ctx: ViewerContext, input: OnAccount): Promise<void> {
  authorize(ctx.viewer, 'account.control', input)
  await assertExists(ctx, input.personId)
  await ctx.transact(async (tx) => {
    await moveState(tx, input.personId, 'active', '这个账号正在使用，不需要恢复。')
    tx.record({ action: 'account.enable', subjectType: 'person', subjectId: input.personId })
  })
}

/**
 * Ends every session of somebody, e.g. after a phone was lost. Returns how many ended.
 * @throws DomainError forbidden, not_found
 */
export async function endAccountSessions(ctx: ViewerContext, input: OnAccount): Promise<number> {
  authorize(ctx.viewer, 'account.control', input)
  await assertExists(ctx, input.personId)
  return ctx.transact(async (tx) => {
    const { personId } = input
    const sessionsEnded = await endSessions(tx, { personId, ending: 'revoked', now: ctx.now })
    tx.record({
      action: 'account.endSessions',
      subjectType: 'person',
      subjectId: personId,
      detail: { sessionsEnded },
    })
    return sessionsEnded
  })
}

async function assertExists(ctx: ViewerContext, personId: string): Promise<void> {
  if (!(await findAccount(ctx.db, personId))) {
    throw notFound('账号')
  }
}

async function moveState(tx: Work, personId: string, state: AccountState, already: string) {
  const [moved] = await tx.db
    .update(accounts)
    .set({ state })
    .where(and(eq(accounts.personId, personId), ne(accounts.state, state)))
    .returning({ personId: accounts.personId })
  if (!moved) {
    throw conflict(already)
  }
}
