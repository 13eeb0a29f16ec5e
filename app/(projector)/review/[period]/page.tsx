import type { Metadata, Route } from 'next'
import { notFound, redirect } from 'next/navigation'
import { MeetingScreen } from '@/components/review/meeting-screen'
import { forPage } from '@/lib/page'
import { meetingPack } from '@/lib/review/meeting-pack'
import { reviewPeriod } from '@/lib/review/schema'
import { requireContext } from '@/lib/session'

export const metadata: Metadata = { title: '评议会' }

/** 评议会 on the wall: the whole meeting in one answer, nothing is loaded later. */
export default async function ReviewPage(props: PageProps<'/review/[period]'>) {
  const { period } = await props.params
  if (!reviewPeriod.safeParse(period).success) {
    notFound()
  }
  const ctx = await requireContext(`/review/${period}`)
  const pack = await forPage(meetingPack(ctx, period))
  if (!pack) {
    redirect(`/review/${period}/prepare` as Route)
  }
  return (
    <div data-theme="projector">
      <MeetingScreen pack={pack} notesHref={`/review/${period}/notes`} />
    </div>
  )
}
