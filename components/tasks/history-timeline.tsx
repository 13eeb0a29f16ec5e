import { FileList } from '@/components/ui/file-list'
import type { Tone } from '@/components/ui/status-icon'
import { Timeline, type TimelineItem } from '@/components/ui/timeline'
import { formatMoment, formatPoints } from '@/lib/format'
import { entryChannelLabels, gradeLabels } from '@/lib/tasks/states'
import type { HistoryEvent, ProxyNote } from '@/lib/tasks/timeline'

type HistoryTimelineProps = {
  events: HistoryEvent[]
  now: Date
  /** Whose turn it is, as the first line; null when nobody has anything left to do. */
  turn: { title: string; detail: string } | null
}

/** Everything that happened to an assignment, each change a dated line with its person. */
export function HistoryTimeline({ events, now, turn }: HistoryTimelineProps) {
  const items = events.map((event): TimelineItem => {
    const { title, tone, detail } = lineOf(event)
    return {
      key: event.key,
      title,
      tone,
      detail,
      person: event.personName,
      at: formatMoment(event.at, now),
      dateTime: event.at.toISOString(),
    }
  })
  const current: TimelineItem[] = turn
    ? [{ key: 'turn', title: turn.title, detail: turn.detail, tone: 'soon', current: true }]
    : []
  return <Timeline label="办理经过" items={[...current, ...items]} />
}

interface Line {
  title: string
  tone: Tone
  detail?: React.ReactNode
}

function lineOf(event: HistoryEvent): Line {
  switch (event.kind) {
    case 'dispatched':
      return { title: '下达', tone: 'neutral', detail: `回执 ${event.number}` }
    case 'accepted':
      return { title: `签收${channelOf(event)}`, tone: 'done', detail: <ProxyLine {...event} /> }
    case 'delegated':
      return { title: `委托 ${event.toName} 承办`, tone: 'done', detail: event.note }
    case 'urged':
      return { title: '催办', tone: 'behind', detail: event.words }
    case 'submitted':
      return {
        title: `提交第 ${event.version} 版${channelOf(event)} · ${event.isOnTime ? '按时' : '逾期提交'}`,
        tone: event.isOnTime ? 'done' : 'late',
        detail: <Submission event={event} />,
      }
    case 'returned':
      return { title: `退回：${event.reason}`, tone: 'returned' }
    case 'approved':
      return { title: '审核通过', tone: 'done', detail: event.remark }
    case 'evaluated':
      return {
        title: `评价：${gradeLabels[event.grade]}${event.pointsHundredths === null ? '（不计分）' : `，${formatPoints(event.pointsHundredths, { sign: true })} 分`}${event.version > 1 ? `（第 ${event.version} 次，更正前一次）` : ''}`,
        tone: 'gold',
        detail: event.remark,
      }
    case 'ended':
      return { title: '结束', tone: 'paused', detail: event.reason }
  }
}

function channelOf(note: ProxyNote): string {
  return note.channel === 'online' ? '' : `（${entryChannelLabels[note.channel]}，代录）`
}

function ProxyLine(note: ProxyNote) {
  if (note.channel === 'online') {
    return null
  }
  const confirmed = note.isConfirmed
    ? `${note.confirmedByName} 已确认，按实际时间计算`
    : '待下达人确认，确认后按实际时间计算'
  return (
    <p>
      {note.recordedByName} 代录：{note.proxyReason}。{confirmed}。
    </p>
  )
}

function Submission({ event }: { event: Extract<HistoryEvent, { kind: 'submitted' }> }) {
  return (
    <div className="space-y-2">
      <p className="whitespace-pre-line text-ink">{event.text}</p>
      <FileList files={event.files.map((file) => ({ ...file, href: `/api/files/${file.id}` }))} />
      <ProxyLine {...event} />
    </div>
  )
}
