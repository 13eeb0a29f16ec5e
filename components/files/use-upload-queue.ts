import { type Dispatch, useEffect, useReducer, useRef } from 'react'
import type { ClassificationStatement, StoredFile } from '@/lib/files/states'
import { sendFile } from './send-file'
import { reduceItems, startItems, type UploadEvent, type UploadItem } from './upload-items'

const atOnce = 2
const pausesMs = [2_000, 5_000, 15_000, 30_000, 60_000]

/**
 * Sends chosen files two at a time once their classification is stated; after a lost network it
 * tries again by itself, at once when the browser says that the line is back.
 */
export function useUploadQueue(
  statement: ClassificationStatement | '',
  initial: readonly StoredFile[],
): [UploadItem[], Dispatch<UploadEvent>] {
  const [items, dispatch] = useReducer(reduceItems, initial, startItems)
  const running = useRef(new Map<string, () => void>())

  useEffect(() => {
    if (statement === '' || statement === 'secret') {
      return
    }
    for (const item of items) {
      if (item.state === 'waiting' && item.file && running.current.size < atOnce) {
        if (!running.current.has(item.key)) {
          begin(item.key, item.file, statement, running.current, dispatch)
        }
      }
    }
  }, [items, statement])

  useRetries(items, dispatch)

  // A file taken off the list, or a page that is left, stops sending.
  useEffect(() => {
    const kept = new Set(items.map((item) => item.key))
    for (const [key, abort] of running.current) {
      if (!kept.has(key)) {
        abort()
      }
    }
  }, [items])
  useEffect(() => {
    const mine = running.current
    return () => {
      for (const abort of mine.values()) {
        abort()
      }
    }
  }, [])
  return [items, dispatch]
}

function begin(
  key: string,
  file: File,
  statement: ClassificationStatement,
  running: Map<string, () => void>,
  dispatch: Dispatch<UploadEvent>,
) {
  const sending = sendFile(file, statement, (sentBytes) =>
    dispatch({ type: 'progress', key, sentBytes }),
  )
  running.set(key, sending.abort)
  dispatch({ type: 'started', key })
  sending.result.then((result) => {
    running.delete(key)
    if (result.outcome === 'stored') {
      dispatch({ type: 'stored', key, stored: result.file })
    } else {
      dispatch({ type: result.outcome, key, message: result.message })
    }
  })
}

function useRetries(items: UploadItem[], dispatch: Dispatch<UploadEvent>) {
  const waiting = items.filter((item) => item.state === 'interrupted')
  const hasInterrupted = waiting.length > 0
  const tries = Math.max(0, ...waiting.map((item) => item.attempts))
  useEffect(() => {
    if (!hasInterrupted) {
      return
    }
    const retry = () => dispatch({ type: 'retry' })
    const pauseMs = pausesMs[tries - 1]
    const timer = pauseMs === undefined ? 0 : window.setTimeout(retry, pauseMs)
    window.addEventListener('online', retry)
    return () => {
      window.clearTimeout(timer)
      window.removeEventListener('online', retry)
    }
  }, [hasInterrupted, tries, dispatch])
}
