import { and, eq, gt, isNull, or } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { posts } from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import { conflict } from '@/lib/errors'
import type { Day } from '@/lib/period'
import { authorize } from '@/lib/policy'
import type { EndMembershipInput } from './inputs'
import { closeMemberships, lockPerson, membershipsFrom } from './membership-rows'
import { closePosts, lockPosts, type PostRow } from './post-rows'
import { leavingReasonLabels } from './schema'
import { assertEffectiveDay } from './versions'

/** What ends with somebody who leaves, beside memberships and posts. */
export interface Departure {
  /** Open tasks given to the person, ended as 不适用. */
  notApplicable: number
  /** Delegated tasks that went back to their branch. */
  returned: number
  /** Messages stopped before they left. */
  stopped: number
  /** False where a granted role keeps the account open. */
  isAccountClosed: boolean
}

/** Tasks, messages and the account are later domains: the action hands this in. */
export type LeaveOrganisation = (
  ctx: Context,
  tx: Work,
  leaving: { personId: string; posts: readonly PostRow[]; basis: string },
) => Promise<Departure>

/**
 * Ends a person's 组织关系 for good on a day: 转出, 去世, 退党, 除名, 开除党籍. 编入 and posts end with
 * it, delegated work goes back, and the account closes unless a role is still held. Earlier days
 * keep everything.
 * @throws DomainError not_found, forbidden, invalid (in the future), conflict (belongs nowhere)
 */
export async function endMembership(
  ctx: Context,
  input: EndMembershipInput,
  ports: { leave: LeaveOrganisation },
): Promise<Departure & { personName: string; posts: number }> {
  return ctx.transact(async (tx) => {
    const { personId, reason, on } = input
    const person = await lockPerson(tx.db, personId)
    const rows = await membershipsFrom(tx.db, personId, on)
    const last = rows.findLast((row) => row.relation === 'membership')
    authorize(ctx.viewer, 'organisation.restructure', {
      organisationId: last?.organisationId ?? '',
    })
    if (!last) {
      throw conflict(
        `${person.name}在所填日期没有组织关系，什么都没有改动。请核对日期，或刷新页面查看现状。`,
      )
    }
    assertEffectiveDay(ctx, on, last.validFrom)
    await closeMemberships(tx, rows, on)
    const held = await postsFrom(tx.db, personId, on)
    await endPosts(ctx, tx, held, on)
    const basis = `${leavingReasonLabels[reason]}：${input.basis}`
    const departure = await ports.leave(ctx, tx, { personId, posts: held, basis })
    tx.record({
      action: 'membership.end',
      subjectType: 'person',
      subjectId: personId,
      detail: {
        reason,
        on,
        basis: input.basis,
        organisationId: last.organisationId,
        membershipIds: rows.map((row) => row.id),
        ...departure,
      },
    })
    return { ...departure, personName: person.name, posts: held.length }
  })
}

async function endPosts(ctx: Context, tx: Work, held: readonly PostRow[], on: Day): Promise<void> {
  const places = [...new Set(held.map((post) => post.organisationId))].sort()
  for (const organisationId of places) {
    authorize(ctx.viewer, 'organisation.appoint', { organisationId })
    await lockPosts(tx.db, organisationId)
  }
  await closePosts(tx, held, on)
}

async function postsFrom(db: Db, personId: string, day: Day): Promise<PostRow[]> {
  return db
    .select()
    .from(posts)
    .where(and(eq(posts.personId, personId), or(isNull(posts.validTo), gt(posts.validTo, day))))
}
