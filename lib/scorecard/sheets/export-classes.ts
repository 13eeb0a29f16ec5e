import type { ViewerContext } from '@/lib/context'
import { formatPeriod } from '@/lib/format'
import { classSheet } from './class-sheet'
import { buildClassWorkbook } from './class-workbook'

/**
 * All branches of a quarter as a file, as they were kept last in the revision.
 * @throws DomainError not_found for whoever may not see the board, and for a revision that is none
 */
export async function exportClasses(
  ctx: ViewerContext,
  { quarterId, revision }: { quarterId: string; revision?: number | undefined },
): Promise<{ name: string; bytes: Uint8Array }> {
  const sheet = await classSheet(ctx, quarterId, { revision })
  return {
    name: `党建指数${formatPeriod(sheet.period)}（第${sheet.revision}版）得分表.xlsx`,
    bytes: await buildClassWorkbook(sheet, ctx.now),
  }
}
