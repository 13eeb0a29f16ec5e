import { and, eq, gt, isNull, or } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { posts } from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import { conflict } from '@/lib/errors'
import type { Day } from '@/lib/period'
import { authorize } from '@/lib/policy'
import type { EndMembershipInput } from './inputs'
import {
  closeMemberships,
  lockPerson,
  type MembershipRow,
  membershipsFrom,
} from './membership-rows'
import { closePosts, lockPosts, type PostRow } from './post-rows'
import { type LeavingReason, leavingReasonLabels } from './schema'
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

export type Departed = Departure & { personName: string; posts: number }

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
): Promise<Departed> {
  return ctx.transact(async (tx) => {
    const leaving = await leavingOn(ctx, tx, input.personId, input.on)
    const { detail, departed } = await endBelonging(ctx, tx, leaving, input, ports)
    tx.record({
      action: 'membership.end',
      subjectType: 'person',
      subjectId: input.personId,
      detail,
    })
    return departed
  })
}

/** Somebody about to leave, locked, with what he belongs to from that day on. */
export interface Leaving {
  person: { id: string; name: string }
  rows: readonly MembershipRow[]
  /** The 组织关系 that ends. */
  last: MembershipRow
}

/**
 * Locks and checks who is to leave on a day.
 * @throws DomainError as `endMembership`
 */
export async function leavingOn(
  ctx: Context,
  tx: Work,
  personId: string,
  on: Day,
): Promise<Leaving> {
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
  return { person, rows, last }
}

/** Ends what somebody belongs to and what hangs on it; the caller records it with its own word. */
export async function endBelonging(
  ctx: Context,
  tx: Work,
  { person, rows, last }: Leaving,
  ending: { on: Day; reason: LeavingReason; basis: string },
  ports: { leave: LeaveOrganisation },
): Promise<{ departed: Departed; detail: Record<string, unknown> }> {
  const { on, reason } = ending
  await closeMemberships(tx, rows, on)
  const held = await postsFrom(tx.db, person.id, on)
  await endPosts(ctx, tx, held, on)
  const basis = `${leavingReasonLabels[reason]}：${ending.basis}`
  const departure = await ports.leave(ctx, tx, { personId: person.id, posts: held, basis })
  return {
    departed: { ...departure, personName: person.name, posts: held.length },
    detail: {
      reason,
      on,
      basis: ending.basis,
      organisationId: last.organisationId,
      membershipIds: rows.map((row) => row.id),
      ...departure,
    },
  }
}

/** What ended beside, for whoever did it. */
export function departureWords(departed: Departed): string {
  const { posts: held, returned, notApplicable, isAccountClosed } = departed
  return [
    `免去职务 ${held} 项，退回委托 ${returned} 项，本人任务不再办理 ${notApplicable} 项。`,
    isAccountClosed
      ? '账号已停用。'
      : '本人还有授予的角色，账号没有停用，请安全管理员收回角色后停用。',
  ].join('')
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
