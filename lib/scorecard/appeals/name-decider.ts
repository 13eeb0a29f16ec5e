import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { appeals } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { formatPeriod } from '@/lib/format'
import { writeNotices } from '@/lib/notifications/notify'
import { dayOf, periodOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { whoBelongedIn } from '../quarter/belonging'
import { type Appeal, type LoadedAppeal, loadAppeal } from './load-appeal'
import type { NameDeciderInput } from './schema'

/**
 * Names who decides an appeal where nobody of the office may, or somebody else should: never whoever
 * scored, filed it, or belonged to the branch in the quarter.
 * @throws DomainError not_found, forbidden; invalid for somebody who may not; conflict when decided
 */
export async function nameDecider(
  ctx: ViewerContext,
  { appealId, deciderId }: NameDeciderInput,
): Promise<Appeal> {
  return ctx.transact(async (tx) => {
    const loaded = await loadAppeal(ctx, tx.db, appealId, { isHeld: true })
    authorize(ctx.viewer, 'appeal.nameDecider', loaded.subject)
    const candidates = await deciderCandidates(ctx, tx.db, loaded)
    if (!candidates.some((one) => one.id === deciderId)) {
      throw invalid('这位同志评过这一项、提出了申诉，或本季度属于该支部，不能裁定。请另选一位。', {
        deciderId: '请另选一位',
      })
    }
    const [appeal] = await tx.db
      .update(appeals)
      .set({ deciderId })
      .where(and(eq(appeals.id, appealId), eq(appeals.state, 'filed')))
      .returning()
    if (!appeal) {
      throw conflict('这件申诉已有结果，没有改动。请刷新后查看。')
    }
    await writeNotices(tx, [
      {
        personId: deciderId,
        kind: 'appeal_filed',
        title: `${formatPeriod(loaded.quarter.period)}党建指数申诉`,
        body: '指定由您裁定一件申诉，请查看并作出决定。',
        href: `/scorecard/${appeal.quarterId}/appeals/${appealId}`,
        subjectType: 'appeal',
        subjectId: appealId,
        smsTemplate: null,
      },
    ])
    tx.record({
      action: 'appeal.name_decider',
      subjectType: 'appeal',
      subjectId: appealId,
      detail: { deciderId },
    })
    return appeal
  })
}

export interface Candidate {
  id: string
  name: string
  /** Role or post, in words. */
  position: string
}

/** Officers and people in post at the committee who may decide an appeal, by name. */
export async function deciderCandidates(
  ctx: Pick<ViewerContext, 'now'>,
  db: Db,
  { quarter, subject }: Pick<LoadedAppeal, 'quarter' | 'subject'>,
): Promise<Candidate[]> {
  const day = dayOf(ctx.now)
  const valid = sql`valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date)`
  const rows = await db.execute<{ id: string; name: string; position: string }>(sql`
    select p.id, p.name, string_agg(distinct held.position, '、') as position from (
      select person_id, coalesce(department, '党建部') as position from role_grants
        where organisation_id = ${quarter.committeeId}::uuid
          and role in ('committee_officer', 'department_officer') and ${valid}
      union select person_id, '党委班子' from posts
        where organisation_id = ${quarter.committeeId}::uuid and ${valid}
    ) held join people p on p.id = held.person_id
    group by p.id, p.name order by p.name, p.id`)
  const belonged = await whoBelongedIn(
    db,
    rows.map((one) => one.id),
    [subject.organisationId],
    periodOf(quarter.period),
  )
  return rows.filter(
    ({ id }) =>
      id !== subject.filedBy &&
      !subject.scoredBy.includes(id) &&
      !belonged(id, subject.organisationId),
  )
}
