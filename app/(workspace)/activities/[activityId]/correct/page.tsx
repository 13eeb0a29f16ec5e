import type { Metadata, Route } from 'next'
import { forbidden, redirect } from 'next/navigation'
import { RecordForm } from '@/components/activities/record-form'
import { RecordStart } from '@/components/activities/record-start'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { type ActivityPage, activityPage } from '@/lib/activities/activity-page'
import { recordForm } from '@/lib/activities/record-form'
import { recordAddress } from '@/lib/activities/schema'
import { formatClock } from '@/lib/format'
import { forPage, pageId } from '@/lib/page'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { correctActivityAction } from '../../actions'

export const metadata: Metadata = { title: '更正活动纪实' }

/** 更正: the record once more, filled in; the old one stays readable. */
export default async function CorrectPage(props: PageProps<'/activities/[activityId]/correct'>) {
  const activityId = pageId((await props.params).activityId)
  const path = `/activities/${activityId}`
  const ctx = await requireContext(`${path}/correct`)
  const page = await forPage(activityPage(ctx, activityId))
  if (!can(ctx.viewer, 'activity.record', page.activity)) {
    forbidden()
  }
  if (!page.canAmend) {
    redirect(path as Route)
  }
  const { activity } = page
  const asked = recordAddress.parse(await props.searchParams)
  const isAsked = asked.kinds.length > 0
  const form = await forPage(
    recordForm(ctx, {
      organisationId: activity.organisationId,
      kinds: isAsked ? asked.kinds : page.kinds,
      on: asked.on ?? activity.heldOn,
      groupId: isAsked ? asked.group : (activity.groupId ?? undefined),
    }),
  )
  return (
    <>
      <PageHeader
        title="更正活动纪实"
        crumbs={[
          { label: '活动纪实', href: '/activities' },
          { label: activity.title, href: path },
        ]}
        context="更正后的一份代替原来的，原来的仍可查看。已经按时计入的不变。"
      />
      <div className="space-y-4">
        <RecordStart
          form={{ ...form, branches: [] }}
          today={dayOf(ctx.now)}
          action={`${path}/correct`}
        />
        {form.problem ? <Notice tone="warning">{form.problem}</Notice> : null}
        {form.expected ? (
          <RecordForm
            key={`${form.heldOn} ${form.kinds.join()} ${form.groupId}`}
            save={correctActivityAction}
            hidden={{
              requestKey: form.requestKey,
              activityId,
              heldOn: form.heldOn,
              ...(form.groupId ? { groupId: form.groupId } : {}),
            }}
            kinds={form.kinds}
            expected={form.expected}
            values={valuesOf(page)}
            isLate={form.isLate && form.heldOn !== activity.heldOn}
            isCorrection
            draftKey={`${ctx.viewer.personId}:activity:${activityId}`}
          />
        ) : null}
      </div>
    </>
  )
}

function valuesOf({ activity, attendance, files }: ActivityPage) {
  return {
    title: activity.title,
    place: activity.place,
    startTime: formatClock(activity.startsAt),
    endTime: activity.endsAt ? formatClock(activity.endsAt) : undefined,
    hostId: activity.hostId,
    recorderId: activity.recorderId,
    speaker: activity.speaker ?? undefined,
    content: activity.content,
    attendance: Object.fromEntries(
      attendance.map((one) => [one.personId, one.isPresent ? 'present' : (one.absence ?? 'other')]),
    ),
    notes: Object.fromEntries(attendance.map((one) => [one.personId, one.note ?? ''])),
    files,
  }
}
