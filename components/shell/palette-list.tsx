import { useEffect, useRef } from 'react'
import type { PaletteEntry } from './palette-match'

type PaletteListProps = {
  id: string
  options: PaletteEntry[]
  active: number
  onChoose: (entry: PaletteEntry) => void
}

/** The options of the command palette under their headings; the active one stays in view. */
export function PaletteList({ id, options, active, onChoose }: PaletteListProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, active])
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label="可以前往"
      className="max-h-[50dvh] overflow-y-auto p-2"
    >
      {options.map((option, position) => {
        const first = options[position - 1]?.group !== option.group
        return (
          <div key={option.href} role="presentation">
            {first ? (
              <p role="presentation" className="px-3 pt-2 pb-1 text-muted text-xs">
                {option.group}
              </p>
            ) : null}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the combobox */}
            {/* biome-ignore lint/a11y/useFocusableInteractive: focus stays in the combobox */}
            <div
              id={`${id}-${position}`}
              role="option"
              aria-selected={position === active}
              onClick={() => onChoose(option)}
              className="flex min-h-target cursor-pointer items-center justify-between gap-4 rounded-control px-3 aria-selected:bg-brand-wash aria-selected:text-brand-ink"
            >
              <span className="min-w-0 truncate">{option.label}</span>
              {option.detail ? (
                <span className="shrink-0 text-muted text-sm">{option.detail}</span>
              ) : null}
            </div>
          </div>
        )
      })}
    </div>
  )
}
