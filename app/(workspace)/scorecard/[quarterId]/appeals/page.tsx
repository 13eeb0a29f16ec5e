import type { Metadata } from 'next'
import { AppealTable } from '@/components/scorecard/appeals/appeal-table'
import { QuarterTabs } from '@/components/scorecard/quarter/quarter-tabs'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { formatDay, formatPeriod } from '@/lib/format'
import { forPage, pageId } from '@/lib/page'
import { appealList } from '@/lib/scorecard/appeals/appeal-queries'
import { quarterPlaces } from '@/lib/scorecard/quarter/quarter-places'
import { requireContext } from '@/lib/session'

export const metadata: Metadata = { title: '申诉' }

/** Appeals of a quarter, as far as the viewer may see them. */
export default async function AppealsPage({ params }: PageProps<'/scorecard/[quarterId]/appeals'>) {
  const quarterId = pageId((await params).quarterId)
  const ctx = await requireContext(`/scorecard/${quarterId}/appeals`)
  const list = await forPage(appealList(ctx, quarterId))
  return (
    <>
      <PageHeader
        title={`${formatPeriod(list.quarter.period)}申诉`}
        crumbs={[{ label: '党建指数', href: '/scorecard' }, { label: '申诉' }]}
        context={
          list.quarter.state === 'publication' && list.publicationEndsOn
            ? `公示和申诉到 ${formatDay(list.publicationEndsOn, ctx.now)} 为止`
            : '申诉在公示期内受理'
        }
        actions={
          list.mayFileFor ? (
            <LinkButton
              tone="primary"
              href={`/scorecard/${quarterId}/appeals/new?organisation=${list.mayFileFor}`}
            >
              提出申诉
            </LinkButton>
          ) : undefined
        }
      />
      <QuarterTabs
        quarterId={quarterId}
        current="appeals"
        has={await quarterPlaces(ctx, quarterId)}
      />
      <AppealTable quarterId={quarterId} rows={list.rows} now={ctx.now} />
    </>
  )
}
