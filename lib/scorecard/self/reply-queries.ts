import { and, asc, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { people, verificationReplies } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { can } from '@/lib/policy'
import { judgingSeats } from '../judging/judging-seats'
import { loadFrame } from '../ledger/quarter-frame'
import { scoredSubjects } from '../quarter/scored-subjects'
import { indicatorsOf } from '../scheme/schema'

/** What a branch said of its preliminary score, and the answer. */
export interface ReplyView {
  id: string
  organisationId: string
  organisationName: string
  indicatorKey: string | null
  /** 全部得分 for the score as a whole. */
  about: string
  isAgreed: boolean
  words: string | null
  byName: string
  at: Date
  answer: string | null
  answeredByName: string | null
  answeredAt: Date | null
  /** Whether the viewer is to answer it. */
  isMine: boolean
}

/** Replies of a quarter that the viewer may see, of one branch if given; oldest first. */
export async function repliesOf(
  ctx: ViewerContext,
  quarterId: string,
  organisationId?: string,
): Promise<ReplyView[]> {
  const answerer = alias(people, 'answerer')
  const rows = await ctx.db
    .select({ reply: verificationReplies, byName: people.name, answeredByName: answerer.name })
    .from(verificationReplies)
    .innerJoin(people, eq(people.id, verificationReplies.byId))
    .leftJoin(answerer, eq(answerer.id, verificationReplies.answeredBy))
    .where(
      and(
        eq(verificationReplies.quarterId, quarterId),
        organisationId ? eq(verificationReplies.organisationId, organisationId) : undefined,
      ),
    )
    .orderBy(asc(verificationReplies.at), asc(verificationReplies.id))
  const seen = rows.filter(({ reply }) => can(ctx.viewer, 'score.viewEntries', reply))
  if (seen.length === 0) {
    return []
  }
  const frame = await loadFrame(ctx.db, quarterId)
  const ids = [...new Set(seen.map(({ reply }) => reply.organisationId))]
  const names = new Map(
    (await scoredSubjects(ctx.db, quarterId, ids)).map((one) => [one.organisationId, one.name]),
  )
  const indicators = new Map(indicatorsOf(frame.prepared.document).map((one) => [one.key, one]))
  const seats = await judgingSeats(ctx, ctx.db, frame.quarter, ids)
  return seen.map(({ reply, byName, answeredByName }) => {
    const indicator = indicators.get(reply.indicatorKey ?? '')
    const seat = seats(indicator?.department ?? null, reply.organisationId)
    return {
      id: reply.id,
      organisationId: reply.organisationId,
      organisationName: names.get(reply.organisationId) ?? '',
      indicatorKey: reply.indicatorKey,
      about: indicator ? `${indicator.code} ${indicator.name}` : '全部得分',
      ...{ isAgreed: reply.isAgreed, words: reply.words, at: reply.at, byName },
      ...{ answer: reply.answer, answeredAt: reply.answeredAt, answeredByName },
      isMine:
        !reply.isAgreed && reply.answeredAt === null && can(ctx.viewer, 'score.answerReply', seat),
    }
  })
}
