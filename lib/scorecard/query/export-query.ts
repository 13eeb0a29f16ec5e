import ExcelJS from 'exceljs'
import type { ViewerContext } from '@/lib/context'
import { formatMoment, formatPeriod } from '@/lib/format'
import { safeText } from '@/lib/forms/cell-text'
import { indicatorStateLabels } from '../ledger/schema'
import { classLabels } from '../scheme/states'
import { runQuery } from './run-query'
import type { QueryAddress, QueryCell, QuerySource } from './schema'

/**
 * A query as a workbook: figures as numbers, 未评 and its like as words, with the moment of each
 * quarter it was read from.
 * @throws DomainError not_found for whoever is not staff
 */
export async function exportQuery(
  ctx: ViewerContext,
  asked: QueryAddress,
): Promise<{ name: string; bytes: Uint8Array }> {
  const { columns, rows, sources } = await runQuery(ctx, asked)
  const book = new ExcelJS.Workbook()
  const notes = sources.map(sourceWords)
  const sheet = book.addWorksheet('指标查询', {
    views: [{ state: 'frozen', ySplit: notes.length + 3, xSplit: 2 }],
  })
  sheet.addRow(['指标一体化查询']).font = { bold: true, size: 14 }
  for (const note of [...notes, `导出时间 ${formatMoment(ctx.now)}`]) {
    sheet.addRow([note])
  }
  const heads = columns.map((one) => safeText(`${one.label}（${formatPeriod(one.period)}）`))
  sheet.addRow(['类别', '党支部', ...heads]).font = { bold: true }
  for (const row of rows) {
    const own = row.class === null ? '不分类' : classLabels[row.class]
    sheet.addRow([own, safeText(row.name), ...row.cells.map(excelValue)])
  }
  sheet.getColumn(2).width = 30
  for (const [index, head] of heads.entries()) {
    const column = sheet.getColumn(index + 3)
    column.width = Math.min(40, head.length * 1.8)
    column.numFmt = '0.00'
  }
  return {
    name: `指标查询${formatMoment(ctx.now)}.xlsx`.replace(':', ''),
    bytes: new Uint8Array(await book.xlsx.writeBuffer()),
  }
}

/** When a quarter was read: 定稿 with its check code, or live. */
export function sourceWords({ period, asOf, sha256, revision }: QuerySource): string {
  const moment = asOf ? formatMoment(asOf) : '尚未核算'
  return sha256
    ? `${formatPeriod(period)}：第 ${revision} 版定稿，${moment}，校验码 ${sha256}`
    : `${formatPeriod(period)}：实时，截至 ${moment}`
}

function excelValue({ hundredths, state }: QueryCell): number | string {
  if (state === 'absent') {
    return '本季未计分'
  }
  return hundredths === null || state === 'not_applicable'
    ? indicatorStateLabels[state]
    : hundredths / 100
}
