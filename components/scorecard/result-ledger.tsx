import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Cell, HeadCell } from '@/components/ui/table'
import { formatDay, formatMoment } from '@/lib/format'
import type { LedgerLine } from '@/lib/scorecard/ledger/schema'
import { EntryState, EvidenceList, entryAmount } from './entry-detail'

/** The ledger of a branch in a quarter, reversals included, newest first. */
export function ResultLedger({ entries, now }: { entries: LedgerLine[]; now: Date }) {
  if (entries.length === 0) {
    return (
      <EmptyState title="还没有分录">
        应开展的事项到期、任务办结或者部门评分之后会自动入账，每条都能点回依据。
      </EmptyState>
    )
  }
  return (
    <Card title="分录" aside={`${entries.length} 条，原样保留，新的在前`} flush>
      <table className="table-dense">
        <caption className="sr-only">分录，新的在前</caption>
        <thead>
          <tr>
            <HeadCell>事由</HeadCell>
            <HeadCell align="end">计分</HeadCell>
            <HeadCell>规则</HeadCell>
            <HeadCell>依据</HeadCell>
            <HeadCell>日期</HeadCell>
            <HeadCell>经办和入账</HeadCell>
          </tr>
        </thead>
        <tbody>
          {entries.map((line) => (
            <tr key={line.id} id={`entry-${line.id}`} className="align-top">
              <th scope="row" className="max-lg:break-keep">
                {line.reason} <EntryState state={line.state} />
              </th>
              <Cell label="计分" align="end">
                {entryAmount(line)}
              </Cell>
              <Cell label="规则">
                <span className="text-sm">{line.ruleSentence || line.ruleVersion}</span>
              </Cell>
              <Cell label="依据">
                <EvidenceList evidence={line.evidence} />
              </Cell>
              <Cell label="日期">{line.occurredOn ? formatDay(line.occurredOn, now) : '—'}</Cell>
              <Cell label="经办和入账">
                <span className="text-sm">
                  {line.handlerName ?? '系统自动核对'} · {formatMoment(line.at, now)}
                  {line.factVersion ? ` · 事实第 ${line.factVersion} 版` : ''}
                </span>
              </Cell>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}
