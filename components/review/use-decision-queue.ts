import { useCallback, useEffect, useRef, useState } from 'react'
import type { MeetingPack, PackDecision } from '@/lib/review/pack-schema'
import type { SyncedDecision } from '@/lib/review/schema'
import { changeQueue, type QueuedDecision, readQueue } from './decision-store'
import { sendDecisions } from './send-decisions'

const retryMs = 10_000

export interface DecisionQueue {
  /** Not yet with the server, in the order they were made. */
  waiting: QueuedDecision[]
  /** With the server: those of the page, and those synced since. */
  recorded: PackDecision[]
  /** What the last sync said; null when there is nothing to say. */
  message: string | null
  /** Saves a new decision, or a changed one with the same key. */
  save: (decision: QueuedDecision) => Promise<void>
  /** Takes back one that has not been synced. */
  drop: (requestKey: string) => Promise<void>
}

/**
 * Decisions are kept on this device first and then sent; what has not arrived is sent again when the
 * network is back, every ten seconds, and whenever the page is opened.
 */
export function useDecisionQueue(pack: MeetingPack): DecisionQueue {
  const { meetingId } = pack
  const [waiting, setWaiting] = useState<QueuedDecision[]>([])
  const [recorded, setRecorded] = useState(pack.decided)
  const [message, setMessage] = useState<string | null>(null)
  const isSending = useRef(false)
  const latest = useRef<QueuedDecision[]>([])

  /** Where the browser keeps nothing the queue lives in this window alone, and the page says so. */
  const change = useCallback(
    async (by: (queue: QueuedDecision[]) => QueuedDecision[]) => {
      const kept = await changeQueue(meetingId, by)
      latest.current = kept ?? by(latest.current)
      setWaiting(latest.current)
      if (kept === null) {
        setMessage('本机不能保存，同步之前请不要关闭这个窗口。')
      }
    },
    [meetingId],
  )

  const sync = useCallback(async () => {
    if (isSending.current) {
      return
    }
    isSending.current = true
    // Another window of this device may have written since.
    latest.current = (await readQueue(meetingId)) ?? latest.current
    setWaiting(latest.current)
    const sent = latest.current.filter((one) => one.refusal === null)
    if (sent.length === 0) {
      isSending.current = false
      return
    }
    const answer = await sendDecisions(meetingId, sent)
    isSending.current = false
    if (answer.kind === 'kept') {
      setMessage(answer.message)
      return
    }
    const results = new Map(answer.results.map((one) => [one.requestKey, one]))
    const arrived = sent.filter((one) => results.get(one.requestKey)?.state === 'recorded')
    setRecorded((known) => [...known, ...arrived.flatMap((one) => asRecorded(pack, known, one))])
    await change((queue) => queue.flatMap((one) => afterSync(one, results.get(one.requestKey))))
    setMessage(answer.results.find((one) => one.message !== null)?.message ?? null)
  }, [meetingId, pack, change])

  useEffect(() => {
    void sync()
    const again = () => void sync()
    const timer = setInterval(again, retryMs)
    window.addEventListener('online', again)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', again)
    }
  }, [sync])

  const save = async (decision: QueuedDecision) => {
    await change((queue) =>
      queue.some((one) => one.requestKey === decision.requestKey)
        ? queue.map((one) => (one.requestKey === decision.requestKey ? decision : one))
        : [...queue, decision],
    )
    void sync()
  }
  const drop = (requestKey: string) =>
    change((queue) => queue.filter((one) => one.requestKey !== requestKey))
  return { waiting, recorded, message, save, drop }
}

function afterSync(one: QueuedDecision, result: SyncedDecision | undefined): QueuedDecision[] {
  if (!result) {
    return [one]
  }
  return result.state === 'recorded' ? [] : [{ ...one, refusal: result.message ?? '没有记录' }]
}

function asRecorded(
  pack: MeetingPack,
  known: readonly PackDecision[],
  one: QueuedDecision,
): PackDecision[] {
  if (known.some((each) => each.requestKey === one.requestKey)) {
    return []
  }
  const { requestKey, organisationId, words, personName, dueOn } = one
  const branch = pack.branches.find((each) => each.id === organisationId)
  const organisationName = branch?.name ?? ''
  const about = { requestKey, organisationId, organisationName, words, personName, dueOn }
  return [{ ...about, kept: 'open', doneOn: null }]
}
