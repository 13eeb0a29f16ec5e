import type { Metadata } from 'next'
import { ComparisonTable } from '@/components/scorecard/self/comparison-table'
import { SelfForm } from '@/components/scorecard/self/self-form'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { formatDay, formatMoment, formatPeriod } from '@/lib/format'
import { forPage, pageId } from '@/lib/page'
import { can } from '@/lib/policy'
import { comparison } from '@/lib/scorecard/self/comparison'
import { requireContext } from '@/lib/session'
import { saveSelfAction, submitSelfAction } from '../../actions'

export const metadata: Metadata = { title: '自评' }

/** 自评 of a branch: its leaders fill it in, everybody else who sees the score reads it. */
export default async function SelfPage(
  props: PageProps<'/scorecard/[quarterId]/self/[organisationId]'>,
) {
  const params = await props.params
  const quarterId = pageId(params.quarterId)
  const organisationId = pageId(params.organisationId)
  const ctx = await requireContext(`/scorecard/${quarterId}/self/${organisationId}`)
  const shown = await forPage(comparison(ctx, quarterId, organisationId))
  const { quarter, subject, submittedAt, selfDueOn } = shown
  const isOpen = quarter.state === 'self' && can(ctx.viewer, 'score.selfAssess', { organisationId })
  return (
    <>
      <PageHeader
        title={`${subject.name}自评`}
        crumbs={[
          { label: '党建指数', href: '/scorecard' },
          {
            label: formatPeriod(quarter.period),
            href: `/scorecard/${quarterId}/${organisationId}`,
          },
        ]}
        context={[
          quarter.scheme.name,
          quarter.state === 'self' && selfDueOn ? `${formatDay(selfDueOn, ctx.now)}前完成` : null,
          submittedAt ? `${formatMoment(submittedAt, ctx.now)} 已提交` : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      />
      {isOpen ? (
        <SelfForm shown={shown} save={saveSelfAction} submit={submitSelfAction} />
      ) : (
        <div className="space-y-4">
          {quarter.state === 'open' ? <Notice>自评还没有开始。</Notice> : null}
          <ComparisonTable shown={shown} presentLabel="现在" />
        </div>
      )}
    </>
  )
}
