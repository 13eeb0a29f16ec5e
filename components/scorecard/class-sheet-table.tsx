import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { formatDay, formatPoints } from '@/lib/format'
import { indicatorStateLabels } from '@/lib/scorecard/ledger/schema'
import type { SheetClass, SheetIndicator, SheetRow } from '@/lib/scorecard/sheets/class-sheet'
import { classWords } from './score-words'

/** All branches of a class: rank, the marks of the top level, total and grade. */
export function ClassSheetTable({ group }: { group: SheetClass }) {
  const top = group.indicators.filter((one) => one.depth === 0)
  return (
    <Table caption={`${classWords(group.class)}党支部得分表`}>
      <thead>
        <tr>
          <HeadCell align="end">名次</HeadCell>
          <HeadCell>党支部</HeadCell>
          {top.map((one) => (
            <HeadCell key={one.key} align="end">
              {one.name}
              {one.fullHundredths === null ? null : (
                <span className="block font-normal text-muted text-sm">
                  {formatPoints(one.fullHundredths)}
                </span>
              )}
            </HeadCell>
          ))}
          <HeadCell align="end">得分</HeadCell>
          <HeadCell>等次</HeadCell>
        </tr>
      </thead>
      <tbody>
        {group.rows.map((row) => (
          <tr key={row.organisationId}>
            <Cell label="名次" align="end">
              {row.rank ?? '—'}
            </Cell>
            <RowHead>
              {row.name}
              <Remarks row={row} />
            </RowHead>
            {top.map((one) => (
              <Cell key={one.key} label={one.name} align="end">
                <Mark row={row} indicator={one} />
              </Cell>
            ))}
            <Cell label="得分" align="end">
              <span className="font-semibold">{formatPoints(row.totalHundredths)}</span>
            </Cell>
            <Cell label="等次">{row.grade ?? '—'}</Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

/** A mark; 未评 and 不适用 are words, 无数据 and 零 stand under their number. A veto has none. */
function Mark({ row, indicator }: { row: SheetRow; indicator: SheetIndicator }) {
  const mark = row.indicators[indicator.key]
  if (!mark || (indicator.isVetoOnly && mark.total !== null)) {
    return '—'
  }
  const word = mark.state === 'scored' ? null : indicatorStateLabels[mark.state]
  return mark.total === null ? (
    word
  ) : (
    <>
      {formatPoints(mark.total)}
      {word ? <span className="block text-muted text-sm">{word}</span> : null}
    </>
  )
}

function Remarks({ row: { merged, vetoes, unscoredHundredths } }: { row: SheetRow }) {
  const words = [
    ...(merged ? [`${formatDay(merged.on)}并入${merged.into}，之前按段计分，不参加比较`] : []),
    ...(unscoredHundredths > 0 ? [`未评 ${formatPoints(unscoredHundredths)} 分`] : []),
    ...vetoes.map((veto) => `一票否决：${veto}，得分不变`),
  ]
  return words.map((one) => (
    <span key={one} className="block font-normal text-muted text-sm">
      {one}
    </span>
  ))
}
