'use client'

import { lazy, type RefObject, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { SearchIcon } from '../ui/icons'
import type { PaletteEntry } from './palette-match'
import { loadPlaces } from './palette-results'

function loadPalette() {
  return import('./command-palette')
}

const CommandPalette = lazy(() =>
  loadPalette().then((module) => ({ default: module.CommandPalette })),
)

type SearchLauncherProps = {
  /** Answers what the palette finds, see usePaletteResults. */
  fetchHref: string
  /** The page of all results; the box is a plain GET form to it where scripts fail. */
  searchHref: string
}

/** The search box in the top bar; ⌘K or Ctrl-K opens the palette, whose code and places come only then. */
export function SearchLauncher({ fetchHref, searchHref }: SearchLauncherProps) {
  const [query, setQuery] = useState('')
  const box = useRef<HTMLInputElement>(null)
  const { open, places, prepare, show, hide } = usePalette(fetchHref, box)

  return (
    <search className="w-full max-w-92">
      <form
        action={searchHref}
        method="get"
        className="flex min-h-target items-center gap-2 rounded-control border border-line-strong bg-paper px-3 focus-within:border-edge has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2"
      >
        <SearchIcon className="size-4 text-muted" />
        <input
          ref={box}
          type="search"
          name="q"
          value={query}
          aria-label="查找"
          aria-keyshortcuts="Control+K Meta+K"
          placeholder="找任务、支部、制度、人…"
          autoComplete="off"
          onChange={(event) => setQuery(event.target.value)}
          onFocus={prepare}
          onClick={show}
          onKeyDown={(event) => event.key === 'ArrowDown' && show()}
          className="min-h-6 min-w-0 flex-1 bg-transparent outline-none"
        />
        <kbd className="whitespace-nowrap rounded-sm border border-line-strong bg-surface px-1.5 text-muted text-xs">
          Ctrl K
        </kbd>
      </form>
      {open && places ? (
        <Suspense fallback={null}>
          <CommandPalette
            places={places}
            fetchHref={fetchHref}
            searchHref={searchHref}
            query={query}
            onQuery={setQuery}
            onClose={() => void hide()}
          />
        </Suspense>
      ) : null}
    </search>
  )
}

/** Whether the palette is open, and the places it starts from, loaded when the box is first used. */
function usePalette(fetchHref: string, box: RefObject<HTMLInputElement | null>) {
  const [open, setOpen] = useState(false)
  const [places, setPlaces] = useState<Promise<PaletteEntry[]>>()

  const prepare = useCallback(() => {
    void loadPalette()
    setPlaces((known) => known ?? loadPlaces(fetchHref))
  }, [fetchHref])

  const show = useCallback(() => {
    prepare()
    setOpen(true)
  }, [prepare])

  // What could not be loaded is asked for again the next time.
  async function hide() {
    setOpen(false)
    if ((await places)?.length === 0) {
      setPlaces(undefined)
    }
  }

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        box.current?.focus()
        show()
      }
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [box, show])

  return { open, places, prepare, show, hide }
}
