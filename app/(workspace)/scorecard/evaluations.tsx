import { notFound } from 'next/navigation'
import { BranchScoreSheet } from '@/components/scorecard/branch-score-sheet'
import { ScoreFilter } from '@/components/scorecard/score-filter'
import { ScoreTable } from '@/components/scorecard/score-table'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { PrintButton } from '@/components/ui/print-button'
import { auditHead } from '@/lib/audit-trail/head'
import type { ViewerContext } from '@/lib/context'
import { formatMoment, formatPeriod } from '@/lib/format'
import type { OrganisationOnDay } from '@/lib/organisation/schema'
import type { BoardAddress } from '@/lib/scorecard/board/schema'
import { branchScore } from '@/lib/scorecard/branch-score'
import { scorePageSize, scoreRows } from '@/lib/scorecard/queries'

type EvaluationsProps = {
  ctx: ViewerContext
  query: BoardAddress
  period: string
  periods: readonly string[]
  branches: OrganisationOnDay[]
  /** What stands above the list: how to open the quarter. */
  children?: React.ReactNode
}

/** A quarter that was never opened under a scheme: points of 评价 by branch, or one branch's. */
export function Evaluations(props: EvaluationsProps) {
  const { ctx, query, period, branches } = props
  const chosen = query.organisation ?? (branches.length === 1 ? branches[0]?.id : undefined)
  if (query.organisation && !branches.some((one) => one.id === query.organisation)) {
    notFound()
  }
  const filter = (
    <ScoreFilter
      period={period}
      periods={props.periods}
      organisationId={chosen}
      organisations={branches}
    />
  )
  if (branches.length === 0) {
    return (
      <>
        <PageHeader
          title="党建指数"
          context={`${formatPeriod(period)} · 截至 ${formatMoment(ctx.now)}`}
        />
        {filter}
        <EmptyState title="没有您可以查看的支部">
          得分只对本支部党员、支部班子和上级党务干部公开。如果您刚转入支部，请联系支部党务专责核对名册。
        </EmptyState>
      </>
    )
  }
  return chosen ? (
    <OneBranch {...props} chosen={chosen} filter={filter} />
  ) : (
    <AllBranches {...props} filter={filter} />
  )
}

type PartProps = EvaluationsProps & { filter: React.ReactNode }

async function AllBranches({ ctx, period, branches, query, filter, children }: PartProps) {
  const start = query.after ? branches.findIndex((one) => one.id === query.after) + 1 : 0
  const shown = branches.slice(start, start + scorePageSize)
  const last = shown.at(-1)
  const hasMore = start + scorePageSize < branches.length
  return (
    <>
      <PageHeader
        title="党建指数"
        context={`${formatPeriod(period)} · 任务评价分录合计 · 截至 ${formatMoment(ctx.now)}`}
      />
      {children}
      {filter}
      <ScoreTable
        period={period}
        rows={await scoreRows(ctx, period, shown)}
        nextHref={hasMore && last ? `/scorecard?period=${period}&after=${last.id}` : undefined}
      />
    </>
  )
}

async function OneBranch(props: PartProps & { chosen: string }) {
  const { ctx, period, branches, chosen, query, filter } = props
  const branch = branches.find((one) => one.id === chosen)
  const [score, head] = await Promise.all([
    branchScore(ctx, period, chosen, query.after),
    auditHead(ctx.db),
  ])
  return (
    <>
      <div className="no-print">
        <PageHeader
          title={branch?.name}
          crumbs={
            branches.length > 1
              ? [{ label: '党建指数', href: `/scorecard?period=${period}` }]
              : [{ label: '党建指数' }]
          }
          context={`${formatPeriod(period)} · 截至 ${formatMoment(ctx.now)}`}
          actions={<PrintButton>打印得分单</PrintButton>}
        />
      </div>
      {filter}
      <BranchScoreSheet
        branchName={branch?.name ?? ''}
        period={period}
        score={score}
        olderHref={
          score.next
            ? `/scorecard?period=${period}&organisation=${chosen}&after=${score.next}`
            : undefined
        }
        newestHref={query.after ? `/scorecard?period=${period}&organisation=${chosen}` : undefined}
        printedAt={formatMoment(ctx.now)}
        auditHead={head}
      />
    </>
  )
}
