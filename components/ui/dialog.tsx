'use client'

import { type ReactNode, type Ref, useId } from 'react'
import { CloseIcon } from './icons'

type DialogProps = {
  ref?: Ref<HTMLDialogElement>
  title: ReactNode
  children: ReactNode
  onClose?: () => void
  /** Shown in the flow of the page before scripts run (see Disclosure dialogs). */
  inline?: boolean
}

/**
 * The browser's own modal dialog: focus stays inside, Escape closes, focus returns.
 * Open it with `ref.current?.showModal()`.
 */
export function Dialog({ ref, title, children, onClose, inline }: DialogProps) {
  const titleId = useId()
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press on the backdrop; the keyboard has Escape
    <dialog
      ref={ref}
      open={inline || undefined}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) {
          event.currentTarget.close()
        }
      }}
      className="static my-2 w-full max-w-form rounded-card border border-line bg-surface p-0 text-ink modal:fixed modal:m-auto modal:max-h-[85dvh] modal:w-[calc(100%-2rem)] modal:overflow-y-auto modal:shadow-overlay"
    >
      <header className="flex items-center justify-between gap-4 border-line border-b px-4 py-3">
        <h2 id={titleId} className="text-lg">
          {title}
        </h2>
        <button
          type="button"
          aria-label="关闭"
          onClick={(event) => event.currentTarget.closest('dialog')?.close()}
          className="grid size-target-small shrink-0 place-items-center rounded-control text-muted hover:bg-sunken"
        >
          <CloseIcon />
        </button>
      </header>
      <div className="px-4 py-4">{children}</div>
    </dialog>
  )
}
