import type { Metadata } from 'next'
import { ActivityActs } from '@/components/activities/activity-acts'
import { ActivitySheet } from '@/components/activities/activity-sheet'
import { AnsweredDuties } from '@/components/activities/answered-duties'
import { PendingSteps } from '@/components/activities/pending-steps'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { PrintHeader } from '@/components/ui/print-header'
import { TextLink } from '@/components/ui/text-link'
import { type ActivityPage, activityPage } from '@/lib/activities/activity-page'
import { auditHead } from '@/lib/audit-trail/head'
import { formatMoment } from '@/lib/format'
import { forPage, pageId } from '@/lib/page'
import { requireContext } from '@/lib/session'
import { withdrawActivityAction } from '../actions'

export const metadata: Metadata = { title: '活动纪实' }

/** One record, as it prints on A4, with what it counts for. */
export default async function ActivityDetailPage(props: PageProps<'/activities/[activityId]'>) {
  const activityId = pageId((await props.params).activityId)
  const ctx = await requireContext(`/activities/${activityId}`)
  const [page, head] = await Promise.all([
    forPage(activityPage(ctx, activityId)),
    auditHead(ctx.db),
  ])
  return (
    <>
      <PrintHeader
        issuer={page.organisationName}
        title="活动纪实"
        printedAt={formatMoment(ctx.now)}
        checkLine={`审计链 ${head.seq}:${head.hash}`}
      />
      <div className="no-print">
        <PageHeader
          title={page.activity.title}
          crumbs={[{ label: '活动纪实', href: '/activities' }, { label: page.organisationName }]}
          context={`${page.recordedByName} 于 ${formatMoment(page.activity.recordedAt, ctx.now)} 记录`}
          actions={
            <ActivityActs
              activityId={activityId}
              canAmend={page.canAmend}
              duties={page.duties.length}
              withdraw={withdrawActivityAction}
            />
          }
        />
      </div>
      <div className="space-y-4">
        <Standing page={page} now={ctx.now} />
        <PendingSteps steps={page.pending} />
        <ActivitySheet page={page} />
        <div className="max-w-form print:hidden">
          <AnsweredDuties duties={page.duties} />
        </div>
      </div>
    </>
  )
}

function Standing({ page, now }: { page: ActivityPage; now: Date }) {
  const { activity, correctedById, warning } = page
  if (correctedById) {
    return (
      <Notice tone="warning" title="这份已经更正">
        原因：{activity.withdrawReason}。
        <TextLink href={`/activities/${correctedById}`}>看更正后的一份</TextLink>
      </Notice>
    )
  }
  if (activity.withdrawnAt) {
    return (
      <Notice tone="warning" title="这份已经撤回">
        {formatMoment(activity.withdrawnAt, now)} 撤回，原因：{activity.withdrawReason}
      </Notice>
    )
  }
  return (
    <>
      {warning ? <Notice tone="warning">{warning}</Notice> : null}
      {activity.correctsId ? (
        <Notice>
          这是更正后的一份。
          <TextLink href={`/activities/${activity.correctsId}`}>看更正前的</TextLink>
        </Notice>
      ) : null}
    </>
  )
}
