import type { Metadata } from 'next'
import { OpenQuarterForm, QuarterList } from '@/components/scorecard/quarter/quarter-list'
import { PageHeader } from '@/components/ui/page-header'
import { forPage } from '@/lib/page'
import { authorize } from '@/lib/policy'
import { quartersOf } from '@/lib/scorecard/quarter/quarter-overview'
import { recentQuarters } from '@/lib/scorecard/queries'
import { requireContext } from '@/lib/session'
import { issuingOffice } from '@/lib/tasks/issuing-office'
import { openQuarterAction } from './actions'

export const metadata: Metadata = { title: '季度' }

/** The quarters of the index: where each stands, and opening the next. */
export default async function QuartersPage() {
  const ctx = await requireContext('/scorecard/quarters')
  await forPage(mayManage())
  const rows = await quartersOf(ctx)
  const known = new Set(rows.map((row) => row.period))
  const periods = recentQuarters(ctx.now).filter((period) => !known.has(period))
  return (
    <>
      <PageHeader
        title="季度"
        crumbs={[{ label: '党建指数', href: '/scorecard' }, { label: '季度' }]}
        context="自评、初评、核对、评议、公示、审定、定稿都在各季度里办理"
        actions={
          periods.length > 0 ? (
            <OpenQuarterForm periods={periods} open={openQuarterAction} />
          ) : undefined
        }
      />
      <QuarterList rows={rows} />
    </>
  )

  async function mayManage() {
    authorize(ctx.viewer, 'quarter.manage', issuingOffice(ctx))
  }
}
