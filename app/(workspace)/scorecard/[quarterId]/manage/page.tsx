import type { Metadata } from 'next'
import { BlockerList } from '@/components/scorecard/quarter/blocker-list'
import { QuarterRecord, SetAsideList } from '@/components/scorecard/quarter/quarter-record'
import { QuarterSteps } from '@/components/scorecard/quarter/quarter-steps'
import { StepForm } from '@/components/scorecard/quarter/step-form'
import { UnscoredTable } from '@/components/scorecard/quarter/unscored-table'
import { LinkTabs } from '@/components/ui/link-tabs'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { formatDay, formatPeriod } from '@/lib/format'
import { forPage, pageId } from '@/lib/page'
import { type QuarterOverview, quarterOverview } from '@/lib/scorecard/quarter/quarter-overview'
import { quarterStateWords } from '@/lib/scorecard/quarter/states'
import { requireContext } from '@/lib/session'
import { scoreTabs } from '../../score-tabs'
import { resolveSetAsideAction, treatUnscoredAction } from '../actions'
import { nextStep } from './next-step'

export const metadata: Metadata = { title: '季度考核进度' }

/** A quarter as the office moves it: the steps, what is in the way, the one button that comes next. */
export default async function ManageQuarterPage({
  params,
}: PageProps<'/scorecard/[quarterId]/manage'>) {
  const quarterId = pageId((await params).quarterId)
  const ctx = await requireContext(`/scorecard/${quarterId}/manage`)
  const overview = await forPage(quarterOverview(ctx, quarterId))
  const { quarter } = overview
  const { period } = quarter
  const { ask, waits } = nextStep(overview, ctx.now)
  const treats = ['preliminary', 'verification', 'meeting'].includes(quarter.state)
  return (
    <>
      <PageHeader
        title={`${formatPeriod(quarter.period)}考核进度`}
        crumbs={[
          { label: '党建指数', href: '/scorecard' },
          { label: '季度', href: '/scorecard/quarters' },
        ]}
        context={contextOf(overview)}
        // A form of its own for each step: the dialog of the one just taken closes with it.
        actions={ask ? <StepForm key={ask.label} quarterId={quarterId} ask={ask} /> : undefined}
      />
      <div className="mb-4">
        <LinkTabs label="党建指数" items={scoreTabs(ctx.viewer, { quarterId, period }, 'manage')} />
      </div>
      <div className="space-y-4">
        <QuarterSteps overview={overview} now={ctx.now} />
        <p className="text-muted">{quarterStateWords[quarter.state]}</p>
        {waits ? <Notice>{waits}</Notice> : null}
        {quarter.state === 'frozen' ? (
          <Notice tone="gold" title="已定稿">
            {`${quarter.minutesNumber ?? ''}，${quarter.approvedOn ? formatDay(quarter.approvedOn) : ''}审定。`}
          </Notice>
        ) : null}
        <BlockerList overview={overview} />
        {quarter.state === 'open' || quarter.state === 'self' ? null : (
          <UnscoredTable
            overview={overview}
            treat={treats ? treatUnscoredAction : null}
            now={ctx.now}
          />
        )}
        <SetAsideList rows={overview.setAsides} resolve={resolveSetAsideAction} now={ctx.now} />
        <QuarterRecord snapshots={overview.snapshots} moves={overview.moves} now={ctx.now} />
      </div>
    </>
  )
}

function contextOf({ quarter, schemeName, branches, submitted }: QuarterOverview): string {
  return [
    schemeName,
    quarter.revision > 1 ? `第 ${quarter.revision} 修订版` : null,
    `${branches} 个支部`,
    quarter.state === 'open' ? null : `${submitted} 个已自评`,
  ]
    .filter(Boolean)
    .join(' · ')
}
