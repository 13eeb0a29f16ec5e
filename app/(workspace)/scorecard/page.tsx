import type { Metadata } from 'next'
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
import { dayOf, quarterOf } from '@/lib/period'
import { branchScore } from '@/lib/scorecard/branch-score'
import { recentQuarters, scorePageSize, scoreRows, visibleBranches } from '@/lib/scorecard/queries'
import { scorecardQuery } from '@/lib/scorecard/schema'
import { requireContext } from '@/lib/session'

export const metadata: Metadata = { title: '党建指数' }

/** Score entries by branch and quarter: the list of branches, or one branch down to its entries. */
export default async function ScorecardPage({ searchParams }: PageProps<'/scorecard'>) {
  const ctx = await requireContext('/scorecard')
  const query = scorecardQuery.parse(await searchParams)
  const period = query.period ?? quarterOf(dayOf(ctx.now))
  const branches = await visibleBranches(ctx, period)
  const chosen = query.organisation ?? (branches.length === 1 ? branches[0]?.id : undefined)
  if (query.organisation && !branches.some((one) => one.id === query.organisation)) {
    notFound()
  }
  const filter = (
    <ScoreFilter
      period={period}
      periods={recentQuarters(ctx.now)}
      organisationId={chosen}
      organisations={branches}
    />
  )
  const time = `截至 ${formatMoment(ctx.now)}`

  if (branches.length === 0) {
    return (
      <>
        <PageHeader title="党建指数" context={`${formatPeriod(period)} · ${time}`} />
        {filter}
        <EmptyState title="没有您可以查看的支部">
          得分只对本支部党员、支部班子和上级党务干部公开。如果您刚转入支部，请联系支部党务专责核对名册。
        </EmptyState>
      </>
    )
  }
  return chosen ? (
    <OneBranch ctx={ctx} period={period} branches={branches} chosen={chosen} after={query.after}>
      {filter}
    </OneBranch>
  ) : (
    <AllBranches ctx={ctx} period={period} branches={branches} after={query.after}>
      {filter}
    </AllBranches>
  )
}

type Branches = Awaited<ReturnType<typeof visibleBranches>>
type PartProps = {
  ctx: ViewerContext
  period: string
  branches: Branches
  after: string | undefined
  children: React.ReactNode
}

async function AllBranches({ ctx, period, branches, after, children }: PartProps) {
  const start = after ? branches.findIndex((one) => one.id === after) + 1 : 0
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
      <ScoreTable
        period={period}
        rows={await scoreRows(ctx, period, shown)}
        nextHref={hasMore && last ? `/scorecard?period=${period}&after=${last.id}` : undefined}
      />
    </>
  )
}

async function OneBranch(props: PartProps & { chosen: string }) {
  const { ctx, period, branches, chosen, after, children } = props
  const branch = branches.find((one) => one.id === chosen)
  const [score, head] = await Promise.all([
    branchScore(ctx, period, chosen, after),
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
      {children}
      <BranchScoreSheet
        branchName={branch?.name ?? ''}
        period={period}
        score={score}
        olderHref={
          score.next
            ? `/scorecard?period=${period}&organisation=${chosen}&after=${score.next}`
            : undefined
        }
        newestHref={after ? `/scorecard?period=${period}&organisation=${chosen}` : undefined}
        printedAt={formatMoment(ctx.now)}
        auditHead={head}
      />
    </>
  )
}
