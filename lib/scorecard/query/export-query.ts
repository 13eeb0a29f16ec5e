import type { ViewerContext } from '@/lib/context'
import { formatMoment, formatPeriod } from '@/lib/format'
import { buildQueryWorkbook } from './query-workbook'
import { runQuery } from './run-query'
import type { QueryAddress, QuerySource } from './schema'

/**
 * A query as a workbook, with the moment of each quarter it was read from.
 * @throws DomainError not_found for whoever is not staff
 */
export async function exportQuery(
  ctx: ViewerContext,
  asked: QueryAddress,
): Promise<{ name: string; bytes: Uint8Array }> {
  const result = await runQuery(ctx, asked)
  return {
    name: `指标查询${formatMoment(ctx.now)}.xlsx`.replace(':', ''),
    bytes: await buildQueryWorkbook(
      result,
      result.sources.map((one) => sourceWords(one)),
      ctx.now,
    ),
  }
}

/** When a quarter was read: 定稿 with its check code, in full unless it is shortened, or live. */
export function sourceWords(
  { period, asOf, sha256, revision }: QuerySource,
  shortened: (sha256: string) => string = (sha) => sha,
): string {
  const moment = asOf ? formatMoment(asOf) : '尚未核算'
  return sha256
    ? `${formatPeriod(period)}：第 ${revision} 版定稿，${moment}，校验码 ${shortened(sha256)}`
    : `${formatPeriod(period)}：实时，截至 ${moment}`
}
