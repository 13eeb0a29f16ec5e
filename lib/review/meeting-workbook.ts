import { Workbook, type Worksheet } from 'exceljs'
import type { ViewerContext } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { formatMoment, formatPeriod } from '@/lib/format'
import { indicatorStateLabels } from '@/lib/scorecard/ledger/schema'
import { classLabels } from '@/lib/scorecard/scheme/states'
import { meetingPack } from './meeting-pack'
import type { MeetingPack } from './pack-schema'
import { keptLabels } from './states'

export interface MeetingWorkbook {
  name: string
  bytes: ArrayBuffer
}

/**
 * The meeting as a workbook: scores by top level, every entry, the decisions. Points are numbers with
 * two decimals, made from digits; what has no points has its word.
 * @throws DomainError not_found for whoever may not see the review, or where there is no meeting
 */
export async function meetingWorkbook(
  ctx: ViewerContext,
  period: string,
): Promise<MeetingWorkbook> {
  const pack = await meetingPack(ctx, period)
  if (!pack) {
    throw notFound('评议会')
  }
  const book = new Workbook()
  addScores(book.addWorksheet('得分'), pack)
  addEntries(book.addWorksheet('分录'), pack)
  addDecisions(book.addWorksheet('决定'), pack)
  return {
    name: `${formatPeriod(period)}评议得分表.xlsx`,
    bytes: (await book.xlsx.writeBuffer()) as ArrayBuffer,
  }
}

/** Every sheet says what it was made from. */
function head(sheet: Worksheet, pack: MeetingPack, what: string, columns: string[]): void {
  const { name, sha256, at } = pack.snapshot
  sheet.addRow([`${formatPeriod(pack.period)}党建指数评议${what}（未审定）`]).font = { bold: true }
  sheet.addRow([`评议快照 ${name}，截至 ${formatMoment(new Date(at))}，校验 ${sha256}`])
  sheet.addRow(columns).font = { bold: true }
  sheet.views = [{ state: 'frozen', ySplit: 3 }]
  sheet.columns.forEach((column, position) => {
    column.width = position === 1 ? 28 : 16
  })
}

function addScores(sheet: Worksheet, pack: MeetingPack): void {
  const tops = new Map(
    pack.branches.flatMap((branch) =>
      branch.indicators
        .filter((one) => one.level === 0)
        .map((one) => [one.key, `${one.code} ${one.name}`]),
    ),
  )
  const columns = ['议程', '支部', '类别', '总分', '满分', '档', '否决', ...tops.values()]
  head(sheet, pack, '得分', columns)
  for (const branch of pack.branches) {
    const totals = new Map(branch.indicators.map((one) => [one.key, one]))
    const { band } = branch.place
    const row = sheet.addRow([
      branch.number,
      branch.name,
      branch.class ? classLabels[branch.class] : '',
      points(branch.totalHundredths),
      points(branch.fullHundredths),
      band ? `第 ${band.position} 档，共 ${band.bands} 档` : '不比较',
      branch.vetoes.join('；'),
      ...[...tops.keys()].map((key) => {
        const one = totals.get(key)
        return one === undefined
          ? ''
          : one.totalHundredths === null
            ? indicatorStateLabels[one.state]
            : points(one.totalHundredths)
      }),
    ])
    row.eachCell((cell) => {
      if (typeof cell.value === 'number' && Number(cell.col) > 3) {
        cell.numFmt = '0.00'
      }
    })
  }
}

function addEntries(sheet: Worksheet, pack: MeetingPack): void {
  const states = { standing: '有效', reversed: '已冲销', reversal: '冲销' }
  const columns = ['支部', '指标', '条款', '分值', '状态', '日期', '事由', '经办', '依据']
  head(sheet, pack, '分录', columns)
  for (const branch of pack.branches) {
    for (const one of branch.entries) {
      const effects = { points: points(one.amountHundredths), zero: '本项计零', veto: '一票否决' }
      const row = sheet.addRow([
        branch.name,
        one.indicatorName,
        one.code,
        effects[one.effect],
        states[one.state],
        one.occurredOn ?? '',
        one.reason,
        one.handlerName ?? '系统核算',
        one.evidence.join('；'),
      ])
      row.getCell(4).numFmt = '0.00'
    }
  }
}

function addDecisions(sheet: Worksheet, pack: MeetingPack): void {
  head(sheet, pack, '决定', ['支部', '决定事项', '责任人', '完成期限', '落实情况'])
  for (const one of pack.decided) {
    const person = one.personName ?? '支部'
    sheet.addRow([one.organisationName, one.words, person, one.dueOn, keptLabels[one.kept]])
  }
}

/** A workbook has no integers of hundredths: the nearest number of two decimals, for reading. */
function points(hundredths: number): number {
  return Number(`${hundredths}e-2`)
}
