import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { TextLink } from '@/components/ui/text-link'
import { formatDay } from '@/lib/format'
import type { ObjectiveRow } from '@/lib/tasks/plan/plan-queries'
import { MilestoneBadge } from './milestone-badge'
import { standingWords } from './standing-words'

type MilestoneTableProps = { objectives: ObjectiveRow[]; now: Date }

/** The same as the chart, in words and figures. */
export function MilestoneTable({ objectives, now }: MilestoneTableProps) {
  return (
    <Table caption="年度节点">
      <thead>
        <tr>
          <HeadCell>节点</HeadCell>
          <HeadCell>目标</HeadCell>
          <HeadCell>计划</HeadCell>
          <HeadCell>责任</HeadCell>
          <HeadCell>进度</HeadCell>
          <HeadCell>状态</HeadCell>
        </tr>
      </thead>
      <tbody>
        {objectives.flatMap((objective) =>
          objective.milestones.map((row) => (
            <tr key={row.id}>
              <RowHead>
                <TextLink href={`/plan/milestones/${row.id}`}>{row.title}</TextLink>
              </RowHead>
              <Cell label="目标">{objective.title}</Cell>
              <Cell label="计划" short>
                {`${row.quarter.slice(4)} · ${formatDay(row.startsOn, now)}–${formatDay(row.dueOn, now)}`}
                {row.movedFrom[0] ? (
                  <span className="note">{`原定 ${formatDay(row.movedFrom[0], now)}`}</span>
                ) : null}
              </Cell>
              <Cell label="责任" short>
                {[row.department, row.ownerName].filter(Boolean).join(' ') || '未定'}
              </Cell>
              <Cell label="进度" short>
                {standingWords(row, now)}
              </Cell>
              <Cell phone="badge">
                <MilestoneBadge row={row} now={now} />
              </Cell>
            </tr>
          )),
        )}
      </tbody>
    </Table>
  )
}
