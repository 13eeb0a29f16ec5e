import { Card } from '@/components/ui/card'
import { TextLink } from '@/components/ui/text-link'
import type { MilestoneRow } from '@/lib/tasks/plan/plan-queries'
import { MilestoneBadge } from './milestone-badge'
import { standingWords } from './standing-words'

type BehindListProps = { rows: MilestoneRow[]; now: Date }

/** What is late or behind, the worst first. */
export function BehindList({ rows, now }: BehindListProps) {
  const behind = [
    ...rows.filter((row) => row.light === 'late'),
    ...rows.filter((row) => row.light === 'behind'),
  ]
  if (behind.length === 0) {
    return null
  }
  return (
    <Card title={`逾期和落后的 ${behind.length} 个节点`}>
      <ul className="divide-y divide-line">
        {behind.map((row) => (
          <li key={row.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
            <MilestoneBadge row={row} now={now} />
            <TextLink href={`/plan/milestones/${row.id}`}>{row.title}</TextLink>
            <span className="text-muted text-sm">
              {[standingWords(row, now), row.department, row.ownerName].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-muted text-sm">
        落后序时进度：完成比例比已过时间少 10 个百分点以上。完成比例按关联任务审核通过的份数计算。
      </p>
    </Card>
  )
}
