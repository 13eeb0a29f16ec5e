import { and, eq, like, sql } from 'drizzle-orm'
import { lockUntilCommit } from '@/db/locks'
import { circulars } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { writeNotices } from '@/lib/notifications/notify'
import { postHoldersOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { groupByOrganisation, whoIsTold } from '../resolve-recipients'
import { type Circular, loadCircular } from './load-circular'

/**
 * Issues a circular: it gets its number, never changes again, and those in post at the organisations
 * it speaks of are told in the application. A second press finds it issued.
 * @throws DomainError conflict when the text was changed since it was looked at
 */
export async function issueCircular(
  ctx: ViewerContext,
  input: { circularId: string; version: number },
): Promise<Circular> {
  return ctx.transact(async (tx) => {
    const { circular, subject } = await loadCircular(ctx, tx.db, input.circularId)
    authorize(ctx.viewer, 'circular.write', subject)
    if (circular.state === 'issued') {
      tx.unchanged()
      return circular
    }
    const [issued] = await tx.db
      .update(circulars)
      .set({
        state: 'issued',
        number: await nextNumber(tx),
        issuedBy: ctx.viewer.personId,
        issuedAt: ctx.now,
      })
      .where(
        and(
          eq(circulars.id, circular.id),
          eq(circulars.state, 'draft'),
          eq(circulars.version, input.version),
        ),
      )
      .returning()
    if (!issued) {
      throw conflict('这份通报刚被改过，还没有发出。请刷新页面，看过最新一版再发。')
    }
    const told = await tellConcerned(tx, issued, subject.organisationIds)
    tx.record({
      action: 'circular.issue',
      subjectType: 'circular',
      subjectId: issued.id,
      detail: { number: issued.number, version: issued.version, people: told },
    })
    return issued
  })
}

async function tellConcerned(
  tx: Work,
  circular: Circular,
  organisationIds: readonly string[],
): Promise<number> {
  const holders = groupByOrganisation(
    await postHoldersOn(tx.db, [...organisationIds], dayOf(tx.now)),
  )
  const told = new Set(
    [...holders.values()].flatMap((of) => whoIsTold(of).map((one) => one.personId)),
  )
  await writeNotices(
    tx,
    [...told].map((personId) => ({
      personId,
      kind: 'circular_issued',
      title: circular.title,
      body: `${circular.number}，请查看。`,
      href: `/circulars/${circular.id}`,
      subjectType: 'circular',
      subjectId: circular.id,
      smsTemplate: null,
    })),
  )
  return told.size
}

/** 〔2026〕第3期: counts within the year; the lock keeps two from taking one. */
async function nextNumber(tx: Work): Promise<string> {
  const prefix = `〔${dayOf(tx.now).slice(0, 4)}〕第`
  await lockUntilCommit(tx.db, 'circularNumber')
  const [last] = await tx.db
    .select({ serial: sql<number>`coalesce(max(substring(number from '第(\\d+)期')::int), 0)` })
    .from(circulars)
    .where(like(circulars.number, `${prefix}%`))
  return `${prefix}${(last?.serial ?? 0) + 1}期`
}
