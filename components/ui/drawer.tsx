import type { ReactNode } from 'react'
import { EscapeTo } from './escape-to'
import { CloseIcon } from './icons'

type DrawerProps = {
  title: ReactNode
  aside?: ReactNode
  /** The list without the drawer: the same address minus the open item. */
  closeHref: string
  /** Buttons at the foot. */
  actions?: ReactNode
  children: ReactNode
}

/** List on the left, one open item on the right; the list keeps its place and its filters. */
export function WithDrawer({ children, drawer }: { children: ReactNode; drawer?: ReactNode }) {
  if (!drawer) {
    return children
  }
  return (
    <div className="beside:grid beside:grid-cols-[minmax(0,1fr)_var(--spacing-drawer)] beside:items-start beside:gap-5">
      <div className="min-w-0">{children}</div>
      {drawer}
    </div>
  )
}

/**
 * One item beside its list. It lives in the address (`?open=…`), so it works without scripts;
 * where there is no room beside the list it lies over it.
 */
export function Drawer({ title, aside, closeHref, actions, children }: DrawerProps) {
  return (
    <aside
      aria-label="详情"
      className="fixed inset-y-0 end-0 z-40 flex w-full flex-col border-line border-s bg-surface shadow-overlay sm:max-w-[26rem] beside:sticky beside:top-[calc(var(--spacing-topbar)+1rem)] beside:z-auto beside:max-h-[calc(100dvh-var(--spacing-topbar)-2rem)] beside:rounded-card beside:border beside:shadow-none"
    >
      <EscapeTo href={closeHref} />
      <header className="flex items-center gap-3 border-line border-b px-4 py-3">
        <h2 className="min-w-0 flex-1 text-lg">{title}</h2>
        {aside}
        <a
          href={closeHref}
          data-soft="stay"
          aria-label="关闭详情"
          className="grid size-target-small shrink-0 place-items-center rounded-control text-muted hover:bg-sunken"
        >
          <CloseIcon />
        </a>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-4" tabIndex={0}>
        {children}
      </div>
      {actions ? (
        <footer className="grid auto-cols-fr grid-flow-col gap-2 border-line border-t px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
          {actions}
        </footer>
      ) : null}
    </aside>
  )
}
