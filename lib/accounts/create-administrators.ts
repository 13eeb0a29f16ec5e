import { inArray } from 'drizzle-orm'
import { newId } from '@/db/ids'
import { lockUntilCommit } from '@/db/locks'
import { accounts, people, roleGrants } from '@/db/schema'
import type { Context } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { validOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import { type IssuedSetup, issueSetup } from './issue-setup'
import { administratorRoles } from './schema'

export type AdministratorRole = (typeof administratorRoles)[number]

export interface NewAdministrator {
  role: AdministratorRole
  name: string
  employeeNumber: string
}

/**
 * Makes the system, security and audit administrator of a new installation: three people, each with
 * a set-up code that is returned once.
 * @throws DomainError conflict (there are some, a number is taken), invalid (not three people)
 */
export async function createAdministrators(
  ctx: Context,
  wanted: NewAdministrator[],
): Promise<(NewAdministrator & IssuedSetup)[]> {
  assertThree(wanted)
  return ctx.transact(async (tx) => {
    await lockUntilCommit(tx.db, 'administratorCreation')
    const existing = await tx.db
      .select({ role: roleGrants.role })
      .from(roleGrants)
      .where(validOn(roleGrants, dayOf(ctx.now)))
    if (existing.some(({ role }) => administratorRoles.some((one) => one === role))) {
      throw conflict(
        '三位管理员已经建立过，没有做任何改动。管理员登录不了的，用 npm run admin:create -- --reset 工号 重新生成设置码。',
      )
    }
    const numbers = wanted.map(({ employeeNumber }) => employeeNumber)
    const [taken] = await tx.db
      .select({ employeeNumber: people.employeeNumber })
      .from(people)
      .where(inArray(people.employeeNumber, numbers))
    if (taken) {
      throw conflict(`工号 ${taken.employeeNumber} 已经有人使用，没有做任何改动。请换一个工号。`)
    }
    const made: (NewAdministrator & IssuedSetup)[] = []
    for (const one of wanted) {
      const personId = newId()
      const { name, employeeNumber, role } = one
      await tx.db.insert(people).values({ id: personId, name, employeeNumber, createdAt: ctx.now })
      await tx.db.insert(accounts).values({ personId, state: 'active', createdAt: ctx.now })
      await tx.db.insert(roleGrants).values({ personId, role, validFrom: dayOf(ctx.now) })
      made.push({ ...one, ...(await issueSetup(tx, { personId, createdBy: null, now: ctx.now })) })
      tx.record({
        action: 'role.grant',
        subjectType: 'person',
        subjectId: personId,
        detail: { role, way: 'admin:create' },
      })
    }
    return made
  })
}

function assertThree(wanted: NewAdministrator[]): void {
  const roles = new Set(wanted.map(({ role }) => role))
  const numbers = new Set(wanted.map(({ employeeNumber }) => employeeNumber))
  if (wanted.length !== 3 || roles.size !== 3 || numbers.size !== 3) {
    throw invalid(
      '系统管理员、安全管理员、安全审计员要由三个不同的人担任，没有做任何改动。请换人后重试。',
    )
  }
}
