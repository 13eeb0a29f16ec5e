import type { AssignmentChangeKind, EntryChannel, Grade } from '@/db/enums'
import type { LoadedAssignment } from './load'

/** One dated line of an assignment's history, with its person. Components word it. */
export type HistoryEvent = { key: string; at: Date; personName: string | null } & (
  | { kind: 'dispatched'; number: string }
  | ({ kind: 'accepted' } & ProxyNote)
  | { kind: 'delegated'; toName: string; note: string | null }
  | { kind: 'urged'; words: string | null }
  | ({
      kind: 'submitted'
      submissionId: string
      version: number
      text: string
      isOnTime: boolean
      files: { id: string; name: string; sizeBytes: number; mediaType: string }[]
    } & ProxyNote &
      AtNode)
  | { kind: 'entry_rejected'; entry: 'acceptance' | 'submission'; reason: string }
  | {
      kind: 'changed'
      change: AssignmentChangeKind
      reason: string
      /** Of 退办 and 改派, whose reason is the branch's: what the office said to it, if anything. */
      answer: string | null
      fromName: string | null
      toName: string | null
    }
  | ({ kind: 'returned'; reason: string } & AtNode)
  | ({ kind: 'approved'; remark: string | null } & AtNode)
  | ({ kind: 'step_evaluated'; grade: Grade; remark: string; version: number } & AtNode)
  | {
      kind: 'evaluated'
      grade: Grade
      pointsHundredths: number | null
      remark: string
      version: number
    }
  | { kind: 'ended'; reason: string | null }
)

/** Which node it is about; the title is null where the task has only one. */
interface AtNode {
  stepId: string
  nodeTitle: string | null
}

/** How an entry reached us, and who wrote it down if that was somebody else. */
export interface ProxyNote {
  channel: EntryChannel
  recordedByName: string | null
  recordedAt: Date
  proxyReason: string | null
  confirmedByName: string | null
  isConfirmed: boolean
  /** 不予确认: it stays on record and does not count. */
  isRejected: boolean
}

/** Newest first; what happened at one moment keeps the order of the work. */
export function sortHistory(events: readonly HistoryEvent[]): HistoryEvent[] {
  return events
    .map((event, index) => ({ event, index }))
    .sort((a, b) => b.event.at.getTime() - a.event.at.getTime() || b.index - a.index)
    .map(({ event }) => event)
}

/** The grade that stands now, or null before any evaluation. */
export function latestGrade(newestFirst: readonly HistoryEvent[]): Grade | null {
  const last = newestFirst.find((event) => event.kind === 'evaluated')
  return last?.kind === 'evaluated' ? last.grade : null
}

export type SubmittedEvent = Extract<HistoryEvent, { kind: 'submitted' }>

/** The last hand-in of a step that stands, or null before any. */
export function latestSubmission(
  newestFirst: readonly HistoryEvent[],
  stepId: string,
): SubmittedEvent | null {
  const last = newestFirst.find(
    (event) => event.kind === 'submitted' && event.stepId === stepId && !event.isRejected,
  )
  return last?.kind === 'submitted' ? last : null
}

/** The node of a step by name, where the task has several. */
export function nodeOf(
  { steps }: Pick<LoadedAssignment, 'steps'>,
  stepId: string,
): { stepId: string; nodeTitle: string | null } {
  const found = steps.find(({ step }) => step.id === stepId)
  return { stepId, nodeTitle: steps.length > 1 && found ? found.node.title : null }
}
