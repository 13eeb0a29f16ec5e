'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { type ButtonSize, type ButtonTone, buttonClass } from './button'
import { classNames } from './class-names'

type MoreMenuProps = {
  trigger: ReactNode
  'aria-label'?: string
  tone?: ButtonTone
  size?: ButtonSize
  /** Links and forms, one under the other. */
  children: ReactNode
  align?: 'start' | 'end'
}

/** A fold-out list of links and forms; opens without scripts, closes on Escape or a press outside. */
export function MoreMenu(props: MoreMenuProps) {
  const { trigger, tone = 'secondary', size, children, align = 'end' } = props
  const details = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    function close(event: Event) {
      const node = details.current
      const escaped = event instanceof KeyboardEvent && event.key === 'Escape'
      const outside = event.type === 'pointerdown' && !node?.contains(event.target as Node)
      if (node?.open && (escaped || outside)) {
        node.open = false
        if (escaped) {
          node.querySelector('summary')?.focus()
        }
      }
    }
    document.addEventListener('pointerdown', close)
    document.addEventListener('keydown', close)
    return () => {
      document.removeEventListener('pointerdown', close)
      document.removeEventListener('keydown', close)
    }
  }, [])
  return (
    <details ref={details} className="relative inline-block">
      <summary className={buttonClass(tone, size)} aria-label={props['aria-label']}>
        {trigger}
      </summary>
      <div
        className={classNames(
          'absolute z-30 mt-1 min-w-44 rounded-card border border-line bg-surface p-1.5 shadow-overlay',
          // Without scripts a dialog unfolds in here, and needs room.
          'has-[details[open]_dialog:not(:modal)]:w-72',
          align === 'end' ? 'end-0' : 'start-0',
        )}
      >
        {children}
      </div>
    </details>
  )
}
