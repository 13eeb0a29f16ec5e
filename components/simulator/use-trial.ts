'use client'

import { useEffect, useRef, useState } from 'react'
import type { Trial, TrialData } from '@/lib/scorecard/simulator/schema'
import type { Asked, TrialAnswer } from './worker'

/**
 * Runs trials in a worker, the newest only: while one is under way the next one waits, and those in
 * between are left out.
 */
export function useTrial(data: TrialData, trial: Trial, pair: [number, number] | null) {
  const [answer, setAnswer] = useState<TrialAnswer | null>(null)
  const [isBroken, setBroken] = useState(false)
  const worker = useRef<Worker | null>(null)
  const waiting = useRef<Asked | null>(null)
  const isBusy = useRef(false)

  useEffect(() => {
    const made = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
    worker.current = made
    made.onmessage = ({ data: came }: MessageEvent<TrialAnswer>) => {
      setAnswer(came)
      const next = waiting.current
      waiting.current = null
      isBusy.current = next !== null
      if (next) {
        made.postMessage(next)
      }
    }
    made.onerror = () => setBroken(true)
    made.postMessage({ data } satisfies Asked)
    isBusy.current = false
    return () => {
      worker.current = null
      made.terminate()
    }
  }, [data])

  useEffect(() => {
    const asked: Asked = { trial, pair }
    if (isBusy.current) {
      waiting.current = asked
    } else if (worker.current) {
      isBusy.current = true
      worker.current.postMessage(asked)
    }
  }, [trial, pair])

  return { answer, isBroken }
}
