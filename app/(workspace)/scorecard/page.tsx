import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { TextLink } from '@/components/ui/text-link'
import { formatPeriod } from '@/lib/format'
import { dayOf, quarterOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { quarterList } from '@/lib/scorecard/board/quarter-list'
import { boardAddress } from '@/lib/scorecard/board/schema'
import { recentQuarters, visibleBranches } from '@/lib/scorecard/queries'
import { requireContext } from '@/lib/session'
import { BoardPage } from './board-page'
import { Evaluations } from './evaluations'

export const metadata: Metadata = { title: '党建指数' }

/** 党建指数: the board of a quarter for staff; its people find their own branch. */
export default async function ScorecardPage({ searchParams }: PageProps<'/scorecard'>) {
  const ctx = await requireContext('/scorecard')
  const address = boardAddress.parse(await searchParams)
  const present = quarterOf(dayOf(ctx.now))
  const branches = await visibleBranches(ctx, address.period ?? present)
  const ids = branches.map((one) => one.id)
  const quarters = await quarterList(ctx, ids)
  const period = address.period ?? quarters[0]?.period ?? present
  const quarter = quarters.find((one) => one.period === period)
  const opened = quarters.map((one) => one.period)
  const periods = [...new Set([...opened, ...recentQuarters(ctx.now)])].sort().reverse()
  const isStaff = can(ctx.viewer, 'score.viewBoard')
  if (quarter && address.organisation) {
    redirect(
      `/scorecard/${quarter.quarterId}/${ids.includes(address.organisation) ? address.organisation : notFound()}`,
    )
  }
  if (quarter && isStaff) {
    return <BoardPage ctx={ctx} quarter={quarter} address={address} periods={periods} />
  }
  if (quarter) {
    const [only] = branches
    if (only && branches.length === 1) {
      redirect(`/scorecard/${quarter.quarterId}/${only.id}`)
    }
    return (
      <>
        <PageHeader title="党建指数" context={formatPeriod(period)} />
        <Card title="您可以查看的支部">
          <ul className="divide-y divide-line">
            {branches.map((one) => (
              <li key={one.id} className="py-2">
                <TextLink href={`/scorecard/${quarter.quarterId}/${one.id}`}>{one.name}</TextLink>
              </li>
            ))}
          </ul>
        </Card>
      </>
    )
  }
  return (
    <Evaluations ctx={ctx} query={address} period={period} periods={periods} branches={branches}>
      {isStaff && period === present ? <FirstUse period={period} /> : null}
    </Evaluations>
  )
}

/** Before the quarter is opened: what to do, and what is shown meanwhile. */
function FirstUse({ period }: { period: string }) {
  return (
    <Notice
      className="mb-4"
      title={`${formatPeriod(period)}还没有打开`}
      actions={
        <>
          <LinkButton href="/scorecard/quarters">打开季度</LinkButton>
          <LinkButton href="/scorecard/schemes">考核办法</LinkButton>
        </>
      }
    >
      先在“考核办法”里发布本年度的一版，再打开季度；打开以后，这里就是各支部的看板。下面先列出任务评价的分录。
    </Notice>
  )
}
