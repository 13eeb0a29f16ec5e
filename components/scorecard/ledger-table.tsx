import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Pager } from '@/components/ui/pager'
import { Cell, HeadCell, RowHead } from '@/components/ui/table'
import { TextLink } from '@/components/ui/text-link'
import { formatDay, formatMoment, formatPoints } from '@/lib/format'
import type { LedgerEntry } from '@/lib/scorecard/branch-score'
import { ruleVersionWords } from '@/lib/scorecard/states'

type LedgerTableProps = {
  entries: LedgerEntry[]
  opensTasks: boolean
  olderHref: string | undefined
  newestHref: string | undefined
}

/** The ledger as it was written, corrections and what they reversed included. */
export function LedgerTable({ entries, opensTasks, olderHref, newestHref }: LedgerTableProps) {
  return (
    <div>
      <Card title="分录" aside="原样保留，新的在前" flush>
        <table className="table-dense">
          <caption className="sr-only">分录，新的在前</caption>
          <thead>
            <tr>
              <HeadCell>依据</HeadCell>
              <HeadCell align="end">计分</HeadCell>
              <HeadCell>事由</HeadCell>
              <HeadCell>规则版本</HeadCell>
              <HeadCell>事实</HeadCell>
              <HeadCell>经办</HeadCell>
              <HeadCell>入账时间</HeadCell>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.id} id={entry.id}>
                <RowHead>
                  {opensTasks && entry.taskId && entry.assignmentId ? (
                    <TextLink href={`/tasks/${entry.taskId}/assignments/${entry.assignmentId}`}>
                      {entry.taskTitle}
                    </TextLink>
                  ) : (
                    entry.taskTitle
                  )}
                </RowHead>
                <Cell label="计分" align="end" className="whitespace-nowrap">
                  {formatPoints(entry.amountHundredths, { sign: true })} 分
                </Cell>
                <Cell label="事由">
                  {entry.reversesId ? <Badge tone="returned">冲销</Badge> : null} {entry.reason}
                </Cell>
                <Cell label="规则版本">
                  {ruleVersionWords(entry.ruleVersion)} · 第 {entry.generation} 次
                </Cell>
                <Cell label="事实">
                  {formatDay(entry.occurredOn)} · 第 {entry.factVersion} 版
                </Cell>
                <Cell label="经办" className="whitespace-nowrap">
                  {entry.byName ?? '系统'}
                </Cell>
                <Cell label="入账时间">{formatMoment(entry.at)}</Cell>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
      <Pager
        newerHref={newestHref}
        newerLabel="回到最新"
        olderHref={olderHref}
        olderLabel="更早的分录"
      />
    </div>
  )
}
