import { and, eq, isNull } from 'drizzle-orm'
import { newId } from '@/db/ids'
import { verificationReplies } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { formatDay, formatPeriod } from '@/lib/format'
import { writeNotices } from '@/lib/notifications/notify'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { loadFrame, type QuarterFrame } from '../ledger/quarter-frame'
import { departmentOfficers, officeOf } from '../quarter/belonging'
import { assertStep, holdScored } from '../quarter/hold-scored'
import type { ReplyInput } from './schema'

/**
 * 反馈核对: the branch agrees with its preliminary score as a whole, or objects to an indicator (or
 * to the whole); an objection goes to the responsible department.
 * @throws DomainError not_found, forbidden; invalid for an indicator that is not the branch's;
 *   conflict when the time is over, when the same was said and waits for an answer, or in another step
 */
export async function replyVerification(
  ctx: ViewerContext,
  input: ReplyInput,
): Promise<{ id: string }> {
  const { quarterId, organisationId } = input
  return ctx.transact(async (tx) => {
    const { quarter, subject } = await holdScored(ctx, tx, input)
    authorize(ctx.viewer, 'score.reply', { organisationId })
    assertStep(quarter, ['verification'], '核对')
    if (quarter.verificationEndsOn !== null && dayOf(tx.now) > quarter.verificationEndsOn) {
      throw conflict(
        `核对已于 ${formatDay(quarter.verificationEndsOn, tx.now)} 截止，没有提交。公示期间仍可对具体分录提出申诉。`,
      )
    }
    const isAgreed = input.verdict === 'agreed'
    const indicatorKey = input.verdict === 'objected' ? (input.indicatorKey ?? null) : null
    const words = input.verdict === 'objected' ? input.words : null
    const frame = await loadFrame(tx.db, quarterId)
    const plan = frame.prepared.planOf(subject.class)
    const node = plan.nodes.find((one) => one.indicator.key === indicatorKey)
    if (indicatorKey !== null && !node) {
      throw invalid('这项指标不属于本支部，没有提交。请刷新后再选。', {
        indicatorKey: '请重新选择指标',
      })
    }
    await assertNew(tx, { quarterId, organisationId, indicatorKey, isAgreed })
    const id = newId()
    await tx.db.insert(verificationReplies).values({
      ...{ id, quarterId, organisationId, indicatorKey, isAgreed, words },
      byId: ctx.viewer.personId,
      at: tx.now,
    })
    if (!isAgreed) {
      await tellDepartment(tx, frame, { department: node?.indicator.department ?? null })
    }
    tx.record({
      action: 'score.reply',
      subjectType: 'organisation',
      subjectId: organisationId,
      detail: { quarterId, indicatorKey, isAgreed },
    })
    return { id }
  })
}

interface Said {
  quarterId: string
  organisationId: string
  indicatorKey: string | null
  isAgreed: boolean
}

async function assertNew(tx: Work, { quarterId, organisationId, indicatorKey, isAgreed }: Said) {
  const [same] = await tx.db
    .select({ id: verificationReplies.id })
    .from(verificationReplies)
    .where(
      and(
        eq(verificationReplies.quarterId, quarterId),
        eq(verificationReplies.organisationId, organisationId),
        indicatorKey === null
          ? isNull(verificationReplies.indicatorKey)
          : eq(verificationReplies.indicatorKey, indicatorKey),
        eq(verificationReplies.isAgreed, isAgreed),
        isAgreed ? undefined : isNull(verificationReplies.answeredAt),
      ),
    )
    .limit(1)
  if (same) {
    throw conflict(
      isAgreed
        ? '已经确认过，没有重复提交。'
        : '这一项已有一条意见在等答复，没有重复提交。请等答复后再提。',
    )
  }
}

async function tellDepartment(
  tx: Work,
  { quarter }: QuarterFrame,
  { department }: { department: string | null },
): Promise<void> {
  const { committeeId } = quarter
  const day = dayOf(tx.now)
  const officers = await departmentOfficers(tx.db, committeeId, day)
  const own = officers.get(department ?? '') ?? []
  const office = own.length > 0 ? own : await officeOf(tx.db, committeeId, day)
  await writeNotices(
    tx,
    office.map((personId) => ({
      personId,
      kind: 'score_step' as const,
      title: `${formatPeriod(quarter.period)}党建指数核对意见`,
      body: '有支部对初评结果提出不同意见，请答复。',
      href: `/scorecard/${quarter.id}/judge?show=replies`,
      subjectType: 'scorecard_quarter',
      subjectId: quarter.id,
      smsTemplate: null,
    })),
  )
}
