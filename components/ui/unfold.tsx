import type { ReactNode } from 'react'
import { ChevronRightIcon } from './icons'

type UnfoldProps = {
  /** The line that is always there; pressing it shows the rest. */
  label: ReactNode
  open?: boolean
  children: ReactNode
}

/** Details behind a line with an arrow; works without scripts. */
export function Unfold({ label, open, children }: UnfoldProps) {
  return (
    <details open={open} className="group">
      <summary className="inline-flex min-h-target items-center gap-1.5 font-medium hover:underline">
        <ChevronRightIcon className="size-4 text-muted group-open:rotate-90" />
        {label}
      </summary>
      {children}
    </details>
  )
}
