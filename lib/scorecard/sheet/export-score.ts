import type { ViewerContext } from '@/lib/context'
import { formatMoment, formatPeriod } from '@/lib/format'
import { frozenRevisions } from '../board/kept-states'
import { branchResult } from '../ledger/branch-result'
import { quarterStateLabels } from '../quarter/states'
import { buildScoreWorkbook } from './score-workbook'

/**
 * The score sheet of a branch as a file.
 * @throws DomainError not_found when the branch is not for the viewer's eyes
 */
export async function exportScore(
  ctx: ViewerContext,
  quarterId: string,
  organisationId: string,
): Promise<{ name: string; bytes: Uint8Array }> {
  const result = await branchResult(ctx, quarterId, organisationId)
  const { quarter, subject, reckonedAt } = result
  const [last] = quarter.state === 'frozen' ? await frozenRevisions(ctx.db, quarterId) : []
  const lines = [
    last
      ? `第 ${last.revision} 版定稿，${formatMoment(last.at)}，校验码 ${last.sha256}`
      : `${quarterStateLabels[quarter.state]}，未定稿，截至 ${formatMoment(reckonedAt ?? ctx.now)}`,
    `${quarter.scheme.name}（${quarter.scheme.year} 年第 ${quarter.scheme.version} 版）`,
  ]
  return {
    name: `${subject.name}${formatPeriod(quarter.period)}得分单.xlsx`,
    bytes: await buildScoreWorkbook(result, { lines, madeAt: ctx.now }),
  }
}
