import type { ReactNode } from 'react'

type EmptyStateProps = {
  title: string
  /** What to do first, or how to widen the search. */
  children?: ReactNode
  actions?: ReactNode
}

/** Nothing here yet, or nothing that matches: says which, and what to do. */
export function EmptyState({ title, children, actions }: EmptyStateProps) {
  return (
    <div className="rounded-card border border-line-strong border-dashed bg-surface px-6 py-10 text-center">
      <p className="font-semibold text-lg">{title}</p>
      {children ? <div className="mx-auto mt-1 max-w-reading text-muted">{children}</div> : null}
      {actions ? <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  )
}
