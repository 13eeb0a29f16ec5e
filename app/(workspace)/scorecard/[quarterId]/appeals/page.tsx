import type { Metadata } from 'next'
import { AppealTable } from '@/components/scorecard/appeals/appeal-table'
import { LinkButton } from '@/components/ui/button'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'
import { formatDay, formatPeriod } from '@/lib/format'
import { forPage, pageId } from '@/lib/page'
import { appealList } from '@/lib/scorecard/appeals/appeal-queries'
import { requireContext } from '@/lib/session'
import { scoreTabs } from '../../score-tabs'

export const metadata: Metadata = { title: '申诉' }

/** Appeals of a quarter, as far as the viewer may see them. */
export default async function AppealsPage({ params }: PageProps<'/scorecard/[quarterId]/appeals'>) {
  const quarterId = pageId((await params).quarterId)
  const ctx = await requireContext(`/scorecard/${quarterId}/appeals`)
  const list = await forPage(appealList(ctx, quarterId))
  const tabs = scoreTabs(ctx.viewer, { quarterId, period: list.quarter.period }, 'appeals')
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
      {tabs.length > 0 ? (
        <div className="mb-4">
          <LinkTabs label="党建指数" items={tabs} />
        </div>
      ) : null}
      <AppealTable quarterId={quarterId} rows={list.rows} now={ctx.now} />
    </>
  )
}
