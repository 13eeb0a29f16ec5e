import type { ViewerContext } from '@/lib/context'
import { formatMoment, formatPeriod } from '@/lib/format'
import { branchResult } from '../ledger/branch-result'
import { quarterStateLabels } from '../quarter/states'
import { headOfNow, keptIn } from '../sheets/kept-source'
import { sheetLines } from '../sheets/sheet-lines'
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
  const isFrozen = quarter.state === 'frozen'
  const kept = isFrozen ? await keptIn(ctx.db, quarterId, quarter.revision) : null
  const [first, ...others] = sheetLines({
    ...quarter,
    source: kept?.source ?? null,
    auditHead: kept?.auditHead ?? (await headOfNow(ctx.db)),
    approval: null,
  })
  const present = `${quarterStateLabels[quarter.state]}，未定稿，截至 ${formatMoment(reckonedAt ?? ctx.now)}`
  const lines = [kept && first ? first : present, ...others]
  return {
    name: `${subject.name}${formatPeriod(quarter.period)}得分单.xlsx`,
    bytes: await buildScoreWorkbook(result, { lines, madeAt: ctx.now }),
  }
}
