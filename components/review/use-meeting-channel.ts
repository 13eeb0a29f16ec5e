import { useCallback, useEffect, useRef } from 'react'

/** What the wall and the second window say to each other. */
export type MeetingMessage =
  /** The wall shows this branch, or none. */
  | { kind: 'at'; branchId: string | null; number: number | null }
  /** The second window has been opened and asks where the wall is. */
  | { kind: 'where' }
  /** The second window turns the pages of the wall. */
  | { kind: 'move'; by: 1 | -1 }

/** Keeps two windows of one meeting in step, without a server. */
export function useMeetingChannel(
  meetingId: string,
  hear: (message: MeetingMessage) => void,
): (message: MeetingMessage) => void {
  const channel = useRef<BroadcastChannel | null>(null)
  const present = useRef(hear)
  present.current = hear

  useEffect(() => {
    if (typeof BroadcastChannel === 'undefined') {
      return
    }
    const opened = new BroadcastChannel(`review-${meetingId}`)
    opened.onmessage = (event: MessageEvent<MeetingMessage>) => present.current(event.data)
    channel.current = opened
    return () => opened.close()
  }, [meetingId])

  return useCallback((message: MeetingMessage) => channel.current?.postMessage(message), [])
}
