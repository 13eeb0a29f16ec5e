import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { DecisionTable } from '@/components/review/decision-table'
import {
  MeetingSteps,
  NotesCard,
  PrepareForm,
  RenewSnapshotForm,
} from '@/components/review/prepare-forms'
import { Button, buttonClass, LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { StatStrip } from '@/components/ui/stat-strip'
import { TextLink } from '@/components/ui/text-link'
import { formatDay, formatMoment, formatPeriod } from '@/lib/format'
import { forPage } from '@/lib/page'
import { type Preparation, preparation } from '@/lib/review/preparation'
import { reviewPeriod } from '@/lib/review/schema'
import { meetingStateLabels } from '@/lib/review/states'
import { checkCode, quarterStateLabels } from '@/lib/scorecard/quarter/states'
import { requireContext } from '@/lib/session'
import {
  closeMeetingAction,
  openMeetingAction,
  prepareMeetingAction,
  renewSnapshotAction,
  saveNoteAction,
} from '../../actions'

export const metadata: Metadata = { title: '准备评议会' }

/** 准备评议会: day, order, notes, and what to look at before. */
export default async function PreparePage(props: PageProps<'/review/[period]/prepare'>) {
  const { period } = await props.params
  if (!reviewPeriod.safeParse(period).success) {
    notFound()
  }
  const here = `/review/${period}/prepare`
  const ctx = await requireContext(here)
  const { note } = await props.searchParams
  const given = await forPage(preparation(ctx, period))
  const { snapshot, meeting, canHold } = given
  const isInMeeting = given.quarter.state === 'meeting'
  return (
    <>
      <PageHeader
        title={`${formatPeriod(period)}评议会`}
        crumbs={[{ label: '党建指数', href: `/scorecard?period=${period}` }]}
        context={contextOf(given, ctx.now)}
        actions={<HeadActions given={given} />}
      />
      {snapshot ? (
        <>
          <ChecksStrip given={given} />
          {canHold && isInMeeting && meeting?.state !== 'opened' && given.checks.later > 0 ? (
            <Notice tone="warning" className="mb-4">
              快照之后台账又有 {given.checks.later} 条分录，评议会仍按快照。
              <RenewSnapshotForm quarterId={given.quarter.id} action={renewSnapshotAction} />
            </Notice>
          ) : null}
          {canHold && isInMeeting && (!meeting || meeting.state === 'prepared') ? (
            <PrepareForm preparation={given} action={prepareMeetingAction} />
          ) : null}
          {canHold && meeting ? (
            <NotesCard
              meetingId={meeting.id}
              notes={given.notes}
              open={typeof note === 'string' ? note : undefined}
              here={here}
              action={saveNoteAction}
              isClosed={meeting.state === 'closed'}
            />
          ) : null}
        </>
      ) : (
        <EmptyState title="还不能准备评议会">
          本季度现在是“{quarterStateLabels[given.quarter.state]}
          ”，反馈核对期满、转入评议后留存评议快照，再来准备。
          <TextLink href={`/scorecard/${given.quarter.id}/manage`}>看季度办理</TextLink>
        </EmptyState>
      )}
      <Card
        title={
          given.earlier.period ? `${formatPeriod(given.earlier.period)}评议会的决定` : '上次的决定'
        }
        flush
      >
        <DecisionTable caption="上次评议会的决定" rows={given.earlier.decisions} />
      </Card>
    </>
  )
}

function contextOf({ snapshot, meeting }: Preparation, now: Date): string {
  const on = snapshot
    ? `评议快照 ${snapshot.name} · 校验 ${checkCode(snapshot.sha256)} · 截至 ${formatMoment(new Date(snapshot.at), now)}`
    : '还没有评议快照'
  return meeting
    ? `${meetingStateLabels[meeting.state]} · ${formatDay(meeting.heldOn, now)}${meeting.place ? ` · ${meeting.place}` : ''} · ${on}`
    : on
}

function HeadActions({ given }: { given: Preparation }) {
  const { meeting, previous, quarter, canHold } = given
  const base = `/review/${quarter.period}`
  return (
    <>
      {meeting || previous ? <LinkButton href={`${base}/minutes`}>会议纪要</LinkButton> : null}
      {meeting || previous ? (
        // Another window and a whole page: it must go on by itself once the network is gone.
        <a href={base} target="_blank" rel="noreferrer" className={buttonClass('primary')}>
          打开投影
        </a>
      ) : (
        <Button disabled>打开投影</Button>
      )}
      {canHold && meeting ? (
        <MeetingSteps meeting={meeting} actions={{ openMeetingAction, closeMeetingAction }} />
      ) : null}
    </>
  )
}

function ChecksStrip({ given }: { given: Preparation }) {
  const { agenda, leftOut, checks } = given
  return (
    <div className="mb-4">
      <StatStrip
        label="会前检查"
        items={[
          { value: agenda.length, unit: '个', label: '列入议程' },
          { value: leftOut.length, unit: '个', label: '未列入' },
          {
            value: checks.unscored,
            unit: '个',
            label: '有未评的支部',
            tone: checks.unscored > 0 ? 'late' : undefined,
          },
          { value: checks.vetoed, unit: '个', label: '有一票否决' },
          { value: checks.setAside, unit: '条', label: '搁置未处理' },
          { value: checks.later, unit: '条', label: '快照后的分录' },
        ]}
      />
    </div>
  )
}
