import { useEffect, useState } from 'react'
import type { PaletteEntry } from './palette-match'

export type PaletteResults = {
  state: 'idle' | 'loading' | 'ready' | 'failed'
  entries: PaletteEntry[]
}

const idle: PaletteResults = { state: 'idle', entries: [] }
const pauseMs = 150

/**
 * What the server finds for a query: GET `fetchHref?q=…` answering `{ results: PaletteEntry[] }`.
 * Waits for a pause in typing; a newer query cancels the older one.
 */
export function usePaletteResults(fetchHref: string | undefined, query: string): PaletteResults {
  const [results, setResults] = useState(idle)
  useEffect(() => {
    const wanted = query.trim()
    if (!fetchHref || wanted === '') {
      setResults(idle)
      return
    }
    const abort = new AbortController()
    setResults((before) => ({ ...before, state: 'loading' }))
    const timer = setTimeout(() => {
      load(`${fetchHref}?q=${encodeURIComponent(wanted)}`, abort.signal).then(
        (entries) => setResults({ state: 'ready', entries }),
        () => {
          if (!abort.signal.aborted) {
            setResults({ state: 'failed', entries: [] })
          }
        },
      )
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [fetchHref, query])
  return results
}

/** Where one can go, for an empty query: asked once, when the palette opens; offline there is none. */
export function loadPlaces(fetchHref: string): Promise<PaletteEntry[]> {
  return load(fetchHref).catch(() => [])
}

async function load(address: string, signal?: AbortSignal): Promise<PaletteEntry[]> {
  const response = await fetch(address, { signal, headers: { accept: 'application/json' } })
  if (!response.ok) {
    throw new Error(`palette ${response.status}`)
  }
  const body: { results: PaletteEntry[] } = await response.json()
  return body.results
}
