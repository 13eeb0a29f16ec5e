import { and, desc, eq } from 'drizzle-orm'
import { judgements } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, invalid, notFound } from '@/lib/errors'
import { assertAttachable } from '@/lib/files/attach'
import { authorize } from '@/lib/policy'
import { loadFrame } from '../ledger/quarter-frame'
import { assertStep, holdScored, type ScoredSubject } from '../quarter/hold-scored'
import type { Quarter } from '../quarter/load-quarter'
import type { Indicator } from '../scheme/schema'
import { checkItems, judgedRules } from './check-items'
import { judgingSeats } from './judging-seats'
import type { JudgeInput } from './schema'
import { reachesScoreFile } from './score-files'
import { writeJudgement } from './write-judgement'

/**
 * 初评 of an indicator of a branch by its department: what happened under each rule, or 不适用 with its
 * basis. A version of its own with its fact; the ledger follows. In a revision, with the reason.
 * @throws DomainError not_found, forbidden (also for whoever belonged to the branch in the quarter);
 *   invalid with a sentence for each rule that cannot be scored so; conflict in another step, or when
 *   somebody judged meanwhile
 */
export async function judgeIndicator(
  ctx: ViewerContext,
  input: JudgeInput,
): Promise<{ version: number; organisationId: string; indicatorKey: string }> {
  const { organisationId, indicatorKey, seenVersion, fileIds, note } = input
  return ctx.transact(async (tx) => {
    const { quarter, subject } = await holdScored(ctx, tx, input)
    const indicator = await judgedIndicator(tx, quarter, subject, indicatorKey)
    const seats = await judgingSeats(ctx, tx.db, quarter, [organisationId])
    authorize(ctx.viewer, 'score.judge', seats(indicator.department, organisationId))
    assertJudging(quarter, note)
    if (input.state === 'not_applicable' && (note ?? '').length < 4) {
      throw invalid('请写明不适用的依据，没有保存，填写的内容还在。', {
        note: '请写明不适用的依据，至少 4 个字',
      })
    }
    const items = input.state === 'scored' ? input.items : []
    const faults = checkItems(indicator, items, { from: subject.fromDay, to: subject.toDay })
    if (faults.size > 0) {
      throw invalid(
        `${[...faults.values()].join('')}没有保存，填写的内容还在。`,
        Object.fromEntries(faults),
      )
    }
    await assertAttachable(ctx, tx, fileIds, [reachesScoreFile])
    await assertLast(tx, input, seenVersion)
    const { version } = await writeJudgement(ctx, tx, quarter, {
      ...{ organisationId, indicatorKey, after: seenVersion },
      ...{ state: input.state, items, note, fileIds },
    })
    tx.record({
      action: 'score.judge',
      subjectType: 'organisation',
      subjectId: organisationId,
      detail: {
        ...{ quarterId: quarter.id, indicatorKey, version, state: input.state },
        items: items.length,
      },
    })
    return { version, organisationId, indicatorKey }
  })
}

/** Judged from 初评 until the meeting is over; after that only in a revision, and with a reason. */
export function assertJudging(quarter: Pick<Quarter, 'state' | 'revision'>, note: string | null) {
  if (quarter.state === 'publication' && quarter.revision > 1) {
    if ((note ?? '').length < 4) {
      throw invalid('修订版里更正评分，请在说明里写明原因。没有保存，填写的内容还在。', {
        note: '请写明更正的原因，至少 4 个字',
      })
    }
    return
  }
  assertStep(quarter, ['preliminary', 'verification', 'meeting'], '评分')
}

/**
 * The indicator, if it counts for the branch and a department judges it.
 * @throws DomainError not_found
 */
export async function judgedIndicator(
  tx: Work,
  quarter: Pick<Quarter, 'id'>,
  subject: Pick<ScoredSubject, 'class'>,
  indicatorKey: string,
): Promise<Indicator> {
  const { prepared } = await loadFrame(tx.db, quarter.id)
  const node = prepared
    .planOf(subject.class)
    .nodes.find((one) => one.indicator.key === indicatorKey)
  if (!node || judgedRules(node.indicator).length === 0) {
    throw notFound('由部门评分的指标')
  }
  return node.indicator
}

async function assertLast(tx: Work, input: JudgeInput, seenVersion: number): Promise<void> {
  const [last] = await tx.db
    .select({ version: judgements.version })
    .from(judgements)
    .where(
      and(
        eq(judgements.quarterId, input.quarterId),
        eq(judgements.organisationId, input.organisationId),
        eq(judgements.indicatorKey, input.indicatorKey),
      ),
    )
    .orderBy(desc(judgements.version))
    .limit(1)
  if ((last?.version ?? 0) !== seenVersion) {
    throw conflict('刚刚有人评过这一项，您的填写还在，没有保存。请刷新后核对，再决定是否修改。')
  }
}
