import type { ReactNode } from 'react'

type FormBesideProps = {
  children: ReactNode
  /** What the fields come to, or what they are for: beside them on a desk, under them on a phone. */
  aside: ReactNode
  /** The button that sends, after both. */
  foot: ReactNode
}

/** A form on a wide screen: the fields at a readable measure, and what they come to beside them. */
export function FormBeside({ children, aside, foot }: FormBesideProps) {
  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(20rem,2fr)] lg:grid-rows-[auto_1fr] lg:items-start">
      <div className="min-w-0 space-y-4">{children}</div>
      <div className="min-w-0 space-y-4 lg:sticky lg:col-start-2 lg:row-span-2 lg:row-start-1 lg:top-[calc(var(--spacing-topbar)+1rem)]">
        {aside}
      </div>
      <div className="lg:col-start-1">{foot}</div>
    </div>
  )
}
