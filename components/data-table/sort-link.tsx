import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'

export type SortState = {
  /** The same list in the next order. */
  href: string
  direction?: 'ascending' | 'descending'
}

const arrows = { ascending: '↑', descending: '↓' }

/** A column head that sorts by going to another address. */
export function SortLink({ href, direction, children }: SortState & { children: ReactNode }) {
  return (
    <Link
      href={href as Route}
      prefetch={false}
      scroll={false}
      className="inline-flex min-h-6 items-center gap-1 hover:text-ink"
    >
      {children}
      <span aria-hidden="true">{direction ? arrows[direction] : '↕'}</span>
    </Link>
  )
}
