import { Badge } from '@/components/ui/badge'
import { classNames } from '@/components/ui/class-names'
import { Cell, HeadCell } from '@/components/ui/table'
import { formatDay, formatPoints } from '@/lib/format'
import type { Board, BoardAddress, BoardLight, BoardRow } from '@/lib/scorecard/board/schema'
import { BarScale, ScoreBar } from './board-bar'
import { boardHref } from './board-href'
import { MovementSplit } from './movement-split'
import { chineseNumber, classWords } from './score-words'

type BoardTableProps = { board: Board; address: BoardAddress }

/** Branches of a class by bands: whoever is in one band is not told apart. */
export function BoardTable({ board, address }: BoardTableProps) {
  const isLive = board.rows.some((row) => row.possibleHundredths !== null)
  return (
    <section className="min-w-0 rounded-card border border-line bg-surface">
      <header className="flex flex-wrap items-baseline justify-between gap-x-4 px-4 py-3">
        <h2 className="text-lg">
          {classWords(board.class)}分为{chineseNumber(board.bands)}档，同档不分先后
        </h2>
        <p className="text-muted text-sm">细条：权重浮动 25% 时得分的 5%–95% 区间，横轴不从零起</p>
      </header>
      <table className="table-dense">
        <caption className="sr-only">{classWords(board.class)}各党支部得分</caption>
        <thead>
          <tr>
            <HeadCell>档</HeadCell>
            <HeadCell>党支部</HeadCell>
            <HeadCell>
              <BarScale axis={board.axis} />
              <span className="sr-only">得分和区间</span>
            </HeadCell>
            <HeadCell align="end">{board.kept ? '得分' : '现得分'}</HeadCell>
            <HeadCell>较上季</HeadCell>
            {isLive ? <HeadCell align="end">尚可完成</HeadCell> : null}
            <HeadCell>状态</HeadCell>
          </tr>
        </thead>
        <tbody>
          {board.rows.map((row, position) => (
            <Row
              key={row.subject.organisationId}
              {...{ row, board, address, isLive }}
              isFirstOfBand={board.rows[position - 1]?.band !== row.band}
              isFirst={position === 0}
            />
          ))}
        </tbody>
      </table>
    </section>
  )
}

type RowProps = {
  row: BoardRow
  board: Board
  address: BoardAddress
  isLive: boolean
  isFirstOfBand: boolean
  isFirst: boolean
}

function Row({ row, board, address, isLive, isFirstOfBand, isFirst }: RowProps) {
  const { subject } = row
  const isOpen = address.open === subject.organisationId
  const next = { open: subject.organisationId, indicator: undefined, entry: undefined }
  return (
    <tr
      aria-current={isOpen ? 'true' : undefined}
      className={classNames(
        isFirstOfBand && !isFirst && 'lg:[&>*]:border-t-2 lg:[&>*]:border-t-line-strong',
      )}
    >
      <Cell phone="lead">
        {row.band !== null ? (
          <span className={classNames('text-muted', !isFirstOfBand && 'lg:sr-only')}>
            {chineseNumber(row.band)}
            <span className="lg:hidden">档</span>
          </span>
        ) : null}
      </Cell>
      <th scope="row" className="max-lg:break-keep lg:whitespace-nowrap">
        <a href={boardHref(address, next)} data-soft="stay" className="row-link">
          {subject.name}
        </a>
      </th>
      <Cell className="lg:w-1/2">
        {subject.mergedInto ? (
          <span className="text-muted text-sm">
            {formatDay(subject.to)}并入{subject.mergedInto.name}，之前按段计分，不参加比较
          </span>
        ) : (
          <ScoreBar axis={board.axis} row={row} />
        )}
      </Cell>
      <Cell label="得分" align="end">
        <span className="font-semibold">{formatPoints(row.totalHundredths)}</span>
      </Cell>
      <Cell label="较上季" short>
        <MovementSplit movement={row.movement} />
      </Cell>
      {isLive ? (
        <Cell label="尚可完成" align="end">
          {row.possibleHundredths === null ? '—' : formatPoints(row.possibleHundredths)}
        </Cell>
      ) : null}
      <Cell phone="badge">
        <RowState row={row} />
      </Cell>
    </tr>
  )
}

/** Grade and rank once complete; else what is missing, then the light. */
function RowState({ row }: { row: BoardRow }) {
  return (
    <span className="flex flex-wrap gap-1">
      {row.grade ? <Badge tone="gold">{row.grade}</Badge> : null}
      {row.rank ? <span className="self-center text-sm">第 {row.rank} 名</span> : null}
      {row.vetoes.map((words) => (
        <Badge key={words} tone="late">
          {words}
        </Badge>
      ))}
      {row.unscoredHundredths > 0 ? (
        <Badge tone="paused">{`未评 ${formatPoints(row.unscoredHundredths)}`}</Badge>
      ) : null}
      {row.light ? <LightWord {...row.light} /> : null}
    </span>
  )
}

const lightTones = { late: 'late', behind: 'behind', soon: 'soon' } as const

function LightWord({ light, count }: BoardLight) {
  const words = { late: `逾期 ${count} 项`, behind: '落后序时进度', soon: `临近时限 ${count} 项` }
  return <Badge tone={lightTones[light]}>{words[light]}</Badge>
}
