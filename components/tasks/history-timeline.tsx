import { FileList } from '@/components/ui/file-list'
import type { Tone } from '@/components/ui/status-icon'
import { Timeline, type TimelineItem } from '@/components/ui/timeline'
import { formatMoment, formatPoints } from '@/lib/format'
import { entryChannelLabels, gradeLabels } from '@/lib/tasks/states'
import type { HistoryEvent, ProxyNote } from '@/lib/tasks/timeline'
import { HandedInText } from './handed-in-text'

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

/** The line of an event; in front of it the node, where the task has several. */
function lineOf(event: HistoryEvent): Line {
  const line = wordsOf(event)
  const node = 'nodeTitle' in event && event.nodeTitle ? `“${event.nodeTitle}” ` : ''
  return { ...line, title: `${node}${line.title}` }
}

function wordsOf(event: HistoryEvent): Line {
  switch (event.kind) {
    case 'dispatched':
      return { title: '下达', tone: 'neutral', detail: `回执 ${event.number}` }
    case 'accepted':
      return {
        title: `签收${channelOf(event)}${event.isRejected ? ' · 未予确认' : ''}`,
        tone: event.isRejected ? 'paused' : 'done',
        detail: <ProxyLine note={event} />,
      }
    case 'delegated':
      return { title: `委托 ${event.toName} 承办`, tone: 'done', detail: event.note }
    case 'urged':
      return { title: '催办', tone: 'behind', detail: event.words }
    case 'submitted':
      if (event.isRejected) {
        return {
          title: `提交第 ${event.version} 版${channelOf(event)} · 未予确认`,
          tone: 'paused',
          detail: <Submission event={event} />,
        }
      }
      return {
        title: `提交第 ${event.version} 版${channelOf(event)} · ${event.isOnTime ? '按时' : '逾期提交'}`,
        tone: event.isOnTime ? 'done' : 'late',
        detail: <Submission event={event} />,
      }
    case 'entry_rejected':
      return {
        title: `代录的${event.entry === 'acceptance' ? '签收' : '报告'}不予确认：${event.reason}`,
        tone: 'returned',
      }
    case 'changed':
      return changeOf(event)
    case 'returned':
      return { title: `退回：${event.reason}`, tone: 'returned' }
    case 'approved':
      return { title: '审核通过', tone: 'done', detail: event.remark }
    case 'step_evaluated':
      return {
        title: `节点评价：${gradeLabels[event.grade]}${event.version > 1 ? `（第 ${event.version} 次，更正前一次）` : ''}`,
        tone: 'gold',
        detail: event.remark,
      }
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

function changeOf(event: Extract<HistoryEvent, { kind: 'changed' }>): Line {
  const detail = event.reason
  switch (event.change) {
    case 'cancelled':
      return { title: '撤销', tone: 'paused', detail }
    case 'not_applicable':
      return { title: '认定不适用', tone: 'paused', detail }
    case 'transferred':
      return {
        title: `由${event.fromName ?? '原党组织'}移交${event.toName ?? '另一党组织'}`,
        tone: 'neutral',
        detail,
      }
    case 'delegation_withdrawn':
      return { title: '收回委托', tone: 'neutral', detail }
    case 'withdrawn':
      return { title: '撤回', tone: 'paused', detail }
    case 'declined':
      return { title: '同意退办', tone: 'paused', detail: <Answered event={event} /> }
    case 'reassigned':
      return {
        title: `改派${event.toName ?? ''}`,
        tone: 'paused',
        detail: <Answered event={event} />,
      }
    case 'completed_by_others':
      return { title: '本支部已达到完成人数', tone: 'done', detail }
  }
}

/** What was answered, then what had been asked: the two are different people's words. */
function Answered({
  event: { answer, reason },
}: {
  event: { answer: string | null; reason: string }
}) {
  return (
    <>
      {answer ? <p className="text-ink">{answer}</p> : null}
      <p>申请原因：{reason}</p>
    </>
  )
}

function channelOf(note: ProxyNote): string {
  return note.channel === 'online' ? '' : `（${entryChannelLabels[note.channel]}，代录）`
}

function ProxyLine({ note }: { note: ProxyNote }) {
  if (note.channel === 'online') {
    return null
  }
  if (note.isRejected) {
    return (
      <p>
        {note.recordedByName} 代录：{note.proxyReason}。未予确认，不作数。
      </p>
    )
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
      <p className="whitespace-pre-line text-ink">
        <HandedInText>{event.text}</HandedInText>
      </p>
      <FileList files={event.files.map((file) => ({ ...file, href: `/api/files/${file.id}` }))} />
      <ProxyLine note={event} />
    </div>
  )
}
