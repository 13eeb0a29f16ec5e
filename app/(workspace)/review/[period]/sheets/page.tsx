import type { Metadata, Route } from 'next'
import { notFound, redirect } from 'next/navigation'
import { ScoreSheets } from '@/components/review/score-sheets'
import { PageHeader } from '@/components/ui/page-header'
import { PrintButton } from '@/components/ui/print-button'
import { auditHead, formatHead } from '@/lib/audit-trail/head'
import { formatPeriod } from '@/lib/format'
import { forPage } from '@/lib/page'
import { meetingPack } from '@/lib/review/meeting-pack'
import { reviewPeriod } from '@/lib/review/schema'
import { requireContext } from '@/lib/session'

export const metadata: Metadata = { title: '评议得分单' }

/** 得分单 of every branch on the agenda, one sheet of paper each. */
export default async function SheetsPage(props: PageProps<'/review/[period]/sheets'>) {
  const { period } = await props.params
  if (!reviewPeriod.safeParse(period).success) {
    notFound()
  }
  const ctx = await requireContext(`/review/${period}/sheets`)
  const pack = await forPage(meetingPack(ctx, period))
  if (!pack) {
    redirect(`/review/${period}/prepare` as Route)
  }
  return (
    <>
      <div className="no-print">
        <PageHeader
          title={`${formatPeriod(period)}评议得分单`}
          crumbs={[
            { label: '党建指数', href: `/scorecard?period=${period}` },
            { label: '评议会', href: `/review/${period}/prepare` },
          ]}
          context={`${pack.branches.length} 个支部，各印一张；按评议快照，未经审定。`}
          actions={<PrintButton>全部打印</PrintButton>}
        />
      </div>
      <ScoreSheets pack={pack} auditHead={formatHead(await auditHead(ctx.db))} />
    </>
  )
}
