import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PrintHeader } from '@/components/ui/print-header'
import { TextLink } from '@/components/ui/text-link'
import type { AuditHead } from '@/lib/audit-trail/head'
import { formatPeriod } from '@/lib/format'
import type { BranchScore, UnscoredItem } from '@/lib/scorecard/branch-score'
import { standingOf } from '@/lib/scorecard/states'
import { FoldTable } from './fold-table'
import { LedgerTable } from './ledger-table'
import { StandingBadge } from './standing-badge'

type BranchScoreSheetProps = {
  branchName: string
  period: string
  score: BranchScore
  olderHref: string | undefined
  newestHref: string | undefined
  printedAt: string
  auditHead: AuditHead
}

/** One branch in one quarter: the sum as it is reckoned, the ledger under it, what has no points. */
export function BranchScoreSheet(props: BranchScoreSheetProps) {
  const { branchName, period, score, printedAt, auditHead } = props
  const standing = standingOf({
    entries: score.fold.steps.filter((step) => step.kind === 'entry').length,
    totalHundredths: score.fold.totalHundredths,
    unevaluated: score.unscored.filter((item) => item.state === 'unevaluated').length,
    notApplicable: score.unscored.filter((item) => item.state === 'not_applicable').length,
  })
  const isScored = standing === 'scored' || standing === 'zero'
  return (
    <div className="space-y-4">
      <PrintHeader
        issuer={branchName}
        title={`${formatPeriod(period)}任务评价得分单`}
        printedAt={printedAt}
        checkLine={`审计链头 ${auditHead.seq}:${auditHead.hash}`}
      />
      <Card title="合计怎么来的" aside={<StandingBadge standing={standing} />} flush={isScored}>
        {isScored ? (
          <FoldTable fold={score.fold} opensTasks={score.opensTasks} />
        ) : (
          <p className="text-muted">
            本季度还没有得分分录，不等于零分。评价完成后，这里会逐条列出每一分的来处。
          </p>
        )}
      </Card>
      <Unscored items={score.unscored} opensTasks={score.opensTasks} />
      {score.entries.length > 0 ? (
        <LedgerTable
          entries={score.entries}
          opensTasks={score.opensTasks}
          olderHref={props.olderHref}
          newestHref={props.newestHref}
        />
      ) : (
        <EmptyState title={`${formatPeriod(period)}还没有分录`}>
          任务评价后会自动入账，每条分录都能点回到它的任务和材料。
        </EmptyState>
      )}
      {isScored ? (
        <p className="text-muted text-sm">
          合计由未冲销的分录逐条相加得出，可当场复算。更正时先冲销、再记新分录，原分录一直保留。
        </p>
      ) : null}
    </div>
  )
}

function Unscored({ items, opensTasks }: { items: UnscoredItem[]; opensTasks: boolean }) {
  if (items.length === 0) {
    return null
  }
  return (
    <Card title="没有得分的事项" aside={`${items.length} 项`}>
      <ul className="divide-y divide-line">
        {items.map((item) => (
          <li key={item.assignmentId} className="flex flex-wrap justify-between gap-2 py-2">
            {opensTasks ? (
              <TextLink href={`/tasks/${item.taskId}/assignments/${item.assignmentId}`}>
                {item.title}
              </TextLink>
            ) : (
              item.title
            )}
            <StandingBadge standing={item.state} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
