import type { Metadata, Route } from 'next'
import { notFound, redirect } from 'next/navigation'
import { NotesScreen } from '@/components/review/notes-screen'
import { forPage } from '@/lib/page'
import { meetingNotes } from '@/lib/review/meeting-notes'
import { reviewPeriod } from '@/lib/review/schema'
import { requireContext } from '@/lib/session'

export const metadata: Metadata = { title: '主讲人备注' }

/** The presenter's own window: notes, what comes next, the time; in step with the wall. */
export default async function NotesPage(props: PageProps<'/review/[period]/notes'>) {
  const { period } = await props.params
  if (!reviewPeriod.safeParse(period).success) {
    notFound()
  }
  const ctx = await requireContext(`/review/${period}/notes`)
  const notes = await forPage(meetingNotes(ctx, period))
  if (!notes) {
    redirect(`/review/${period}/prepare` as Route)
  }
  return <NotesScreen notes={notes} />
}
