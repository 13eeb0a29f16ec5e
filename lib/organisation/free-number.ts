import { and, eq, ne } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { people } from '@/db/schema'
import type { Context } from '@/lib/context'
import { invalid } from '@/lib/errors'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { loadPersonSubject } from './person-queries'
import { organisationOn } from './queries'

/**
 * Refuses an employee number that somebody else has; says whose it is as far as the viewer may see.
 * The caller holds the lock of the tree, which imports hold too, so that the answer stays true.
 * @throws DomainError invalid
 */
export async function assertNumberFree(
  ctx: Context,
  db: Db,
  wanted: { employeeNumber: string; exceptId?: string },
): Promise<void> {
  const { employeeNumber, exceptId } = wanted
  const [owner] = await db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(
      and(
        eq(people.employeeNumber, employeeNumber),
        exceptId ? ne(people.id, exceptId) : undefined,
      ),
    )
  if (!owner) {
    return
  }
  const subject = await loadPersonSubject(db, owner.id, ctx.now)
  const isSeen = ctx.viewer === null || can(ctx.viewer, 'person.view', subject)
  if (!isSeen) {
    throw invalid(
      `工号 ${employeeNumber} 已登记在另一位同志名下（不在您的查看范围内），什么都没有改动。请核对工号，或联系党建部。`,
      { employeeNumber: '已登记在另一位同志名下' },
    )
  }
  const branch = subject.organisationId
    ? await organisationOn(db, subject.organisationId, dayOf(ctx.now))
    : null
  const who = branch ? `${owner.name}（${branch.name}）` : owner.name
  throw invalid(
    `工号 ${employeeNumber} 已登记在${who}名下，什么都没有改动。请核对工号；如是同一位同志，请办理“转接组织关系”。`,
    { employeeNumber: `已登记在${owner.name}名下` },
  )
}
