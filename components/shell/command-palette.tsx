'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type KeyboardEvent, use, useEffect, useId, useRef, useState } from 'react'
import { SearchIcon } from '../ui/icons'
import { PaletteList } from './palette-list'
import { matchEntries, type PaletteEntry } from './palette-match'
import { type PaletteResults, usePaletteResults } from './palette-results'

type CommandPaletteProps = {
  places: Promise<PaletteEntry[]>
  /** Answers `?q=` with `{ results: PaletteEntry[] }`, already limited to what the viewer may see. */
  fetchHref?: string
  searchHref: string
  query: string
  onQuery: (query: string) => void
  onClose: () => void
}

/** Goes anywhere from the keyboard: type words, pinyin or initials; arrows choose, Enter goes. */
export function CommandPalette(props: CommandPaletteProps) {
  const { places, fetchHref, searchHref, query, onQuery, onClose } = props
  const dialog = useRef<HTMLDialogElement>(null)
  const listId = useId()
  const router = useRouter()
  const [chosen, setChosen] = useState(0)
  const results = usePaletteResults(fetchHref, query)
  const options = optionsFor(use(places), results.entries, query, searchHref)
  const active = Math.min(chosen, options.length - 1)

  useEffect(() => {
    dialog.current?.showModal()
  }, [])

  function go(entry: PaletteEntry) {
    dialog.current?.close()
    onQuery('')
    router.push(entry.href as Route)
  }

  function onKeyDown(event: KeyboardEvent) {
    // Enter and arrows belong to the input method while characters are being composed.
    if (event.nativeEvent.isComposing) {
      return
    }
    const option = options[active]
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : options.length - 1
      setChosen((active + step) % Math.max(options.length, 1))
    } else if (event.key === 'Enter' && option) {
      event.preventDefault()
      go(option)
    }
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press on the backdrop; the keyboard has Escape
    <dialog
      ref={dialog}
      aria-label="快速前往"
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && dialog.current?.close()}
      className="mx-auto mt-[12dvh] mb-auto w-[calc(100%-2rem)] max-w-form overflow-hidden rounded-card border border-line bg-surface p-0 text-ink shadow-overlay"
    >
      <div className="flex items-center gap-2.5 border-line border-b px-4">
        <SearchIcon className="size-5 text-muted" />
        <input
          role="combobox"
          aria-expanded={options.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={options.length > 0 ? `${listId}-${active}` : undefined}
          aria-label="找任务、支部、制度、人，可用拼音或首字母"
          placeholder="找任务、支部、制度、人，可用拼音或首字母"
          autoComplete="off"
          value={query}
          onChange={(event) => {
            onQuery(event.target.value)
            setChosen(0)
          }}
          onKeyDown={onKeyDown}
          className="min-h-12 min-w-0 flex-1 bg-transparent text-lg outline-none"
        />
        <kbd className="rounded-sm border border-line-strong px-1.5 text-muted text-xs">Esc</kbd>
      </div>
      <PaletteList id={listId} options={options} active={active} onChoose={go} />
      <p role="status" className="border-line border-t px-4 py-2 text-muted text-sm">
        {statusLine(results, options.length)}
      </p>
    </dialog>
  )
}

function optionsFor(
  entries: PaletteEntry[],
  found: PaletteEntry[],
  query: string,
  searchHref: string,
): PaletteEntry[] {
  const local = matchEntries(entries, query)
  const seen = new Set(local.map((entry) => entry.href))
  const wanted = query.trim()
  const everywhere: PaletteEntry[] = wanted
    ? [
        {
          label: `查找“${wanted}”的全部结果`,
          href: `${searchHref}?q=${encodeURIComponent(wanted)}`,
          group: '查找',
        },
      ]
    : []
  return [...local, ...found.filter((entry) => !seen.has(entry.href)), ...everywhere]
}

function statusLine({ state }: PaletteResults, count: number): string {
  if (state === 'loading') {
    return '正在查找…'
  }
  if (state === 'failed') {
    return '暂时连不上，只列出了页面。可以按回车到查找页再试。'
  }
  return `${count} 项 · ↑ ↓ 选择 · 回车前往 · Esc 关闭`
}
