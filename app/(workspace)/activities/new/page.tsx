import type { Metadata } from 'next'
import { RecordForm } from '@/components/activities/record-form'
import { RecordStart } from '@/components/activities/record-start'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { recordForm } from '@/lib/activities/record-form'
import { recordAddress } from '@/lib/activities/schema'
import { formatPeriod } from '@/lib/format'
import { forPage } from '@/lib/page'
import { dayOf } from '@/lib/period'
import { requireContext } from '@/lib/session'
import { recordActivityAction } from '../actions'

export const metadata: Metadata = { title: '记一次活动' }

/** Recording an activity: first what and when, then the roster of that day and what was done. */
export default async function NewActivityPage({ searchParams }: PageProps<'/activities/new'>) {
  const ctx = await requireContext('/activities/new')
  const { organisation, kinds, on, group } = recordAddress.parse(await searchParams)
  const form = await forPage(
    recordForm(ctx, { organisationId: organisation, kinds, on, groupId: group }),
  )
  return (
    <>
      <PageHeader
        title="记一次活动"
        crumbs={[{ label: '活动纪实', href: '/activities' }]}
        context="由书记、委员或党务专责如实记录；名单按当天名册带出。"
      />
      <div className="space-y-4">
        <RecordStart form={form} today={dayOf(ctx.now)} action="/activities/new" />
        {form.problem ? (
          <Notice tone="warning" live>
            {form.problem}
          </Notice>
        ) : null}
        {form.periods.length > 0 ? (
          <Notice>
            保存后计入：{[...form.periods].map(formatPeriod).join('、')}的应开展事项。
          </Notice>
        ) : null}
        {form.expected ? (
          <RecordForm
            key={`${form.organisationId} ${form.heldOn} ${form.kinds.join()} ${form.groupId}`}
            save={recordActivityAction}
            hidden={{
              requestKey: form.requestKey,
              organisationId: form.organisationId,
              heldOn: form.heldOn,
              ...(form.groupId ? { groupId: form.groupId } : {}),
            }}
            kinds={form.kinds}
            expected={form.expected}
            values={{}}
            isLate={form.isLate}
            draftKey={`${ctx.viewer.personId}:activity:${form.organisationId}`}
          />
        ) : null}
      </div>
    </>
  )
}
