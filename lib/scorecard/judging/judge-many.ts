import type { ViewerContext } from '@/lib/context'
import { conflict, forbidden, notFound } from '@/lib/errors'
import { authorize, can } from '@/lib/policy'
import { loadFrame } from '../ledger/quarter-frame'
import { assertStep } from '../quarter/hold-scored'
import { holdQuarter } from '../quarter/load-quarter'
import { scoredSubjects } from '../quarter/scored-subjects'
import { isAskedOnce, judgedRules } from './check-items'
import { judgingSeats } from './judging-seats'
import { lastJudgements } from './last-judgements'
import type { JudgeManyInput } from './schema'
import { writeJudgement } from './write-judgement'

/**
 * “没有情形” of one indicator for many branches at once. Whoever is judged already stays as judged;
 * branches the viewer may not judge are refused by name, and nothing is written.
 * @returns how many were judged, and how many had been before
 * @throws DomainError not_found, forbidden; conflict in another step, or where the rules ask for a
 *   statement of each branch
 */
export async function judgeMany(
  ctx: ViewerContext,
  { quarterId, indicatorKey, organisationIds }: JudgeManyInput,
): Promise<{ judged: number; before: number }> {
  return ctx.transact(async (tx) => {
    const quarter = await holdQuarter(ctx, tx, quarterId)
    const { prepared } = await loadFrame(tx.db, quarterId)
    const subjects = await scoredSubjects(tx.db, quarterId, organisationIds)
    const indicators = subjects.map(
      (subject) =>
        prepared.planOf(subject.class).nodes.find((one) => one.indicator.key === indicatorKey)
          ?.indicator,
    )
    const indicator = indicators[0]
    if (
      !indicator ||
      indicators.includes(undefined) ||
      subjects.length !== new Set(organisationIds).size ||
      judgedRules(indicator).length === 0
    ) {
      throw notFound('由部门评分的指标')
    }
    const seats = await judgingSeats(ctx, tx.db, quarter, organisationIds)
    const barred = subjects.filter(
      (one) => !can(ctx.viewer, 'score.judge', seats(indicator.department, one.organisationId)),
    )
    if (barred.length === subjects.length) {
      authorize(
        ctx.viewer,
        'score.judge',
        seats(indicator.department, barred[0]?.organisationId ?? ''),
      )
    }
    if (barred.length > 0) {
      const names = barred.map((one) => one.name).join('、')
      throw forbidden(`${names}不能由您评分，全部没有保存。请去掉后再提交。`)
    }
    assertStep(quarter, ['preliminary', 'verification', 'meeting'], '评分')
    if (judgedRules(indicator).some(isAskedOnce)) {
      throw conflict('这项指标要逐个支部填写，不能一次评完，没有保存。')
    }
    const judged = new Set(
      (await lastJudgements(tx.db, quarterId, { indicatorKeys: [indicatorKey] })).map(
        (one) => one.organisationId,
      ),
    )
    const open = subjects.filter((one) => !judged.has(one.organisationId))
    if (open.length === 0) {
      throw conflict('所选支部都已经评过，没有改动。')
    }
    for (const { organisationId } of open) {
      await writeJudgement(ctx, tx, quarter, {
        ...{ organisationId, indicatorKey, after: 0, state: 'scored', items: [] },
        ...{ note: '没有情形', fileIds: [] },
      })
    }
    tx.record({
      action: 'score.judge_many',
      subjectType: 'scorecard_quarter',
      subjectId: quarterId,
      detail: { indicatorKey, organisations: open.length },
    })
    return { judged: open.length, before: subjects.length - open.length }
  })
}
