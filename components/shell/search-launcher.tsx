'use client'

import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { SearchIcon } from '../ui/icons'
import type { PaletteEntry } from './palette-match'

function loadPalette() {
  return import('./command-palette')
}

const CommandPalette = lazy(() =>
  loadPalette().then((module) => ({ default: module.CommandPalette })),
)

type SearchLauncherProps = {
  entries: PaletteEntry[]
  fetchHref?: string
  /** The page of all results; the box is a plain GET form to it where scripts fail. */
  searchHref: string
}

/** The search box in the top bar; ⌘K or Ctrl-K opens the palette, whose code comes only then. */
export function SearchLauncher({ entries, fetchHref, searchHref }: SearchLauncherProps) {
  const [open, setOpen] = useState(false)
  const [query, setQuery] = useState('')
  const box = useRef<HTMLInputElement>(null)

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        box.current?.focus()
        setOpen(true)
      }
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])

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
          onFocus={() => void loadPalette()}
          onClick={() => setOpen(true)}
          onKeyDown={(event) => event.key === 'ArrowDown' && setOpen(true)}
          className="min-h-6 min-w-0 flex-1 bg-transparent outline-none"
        />
        <kbd className="whitespace-nowrap rounded-sm border border-line-strong bg-surface px-1.5 text-muted text-xs">
          Ctrl K
        </kbd>
      </form>
      {open ? (
        <Suspense fallback={null}>
          <CommandPalette
            entries={entries}
            fetchHref={fetchHref}
            searchHref={searchHref}
            query={query}
            onQuery={setQuery}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      ) : null}
    </search>
  )
}
