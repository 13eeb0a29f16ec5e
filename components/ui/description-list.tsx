import type { ReactNode } from 'react'

export type Description = { term: string; detail: ReactNode }

/** Names and their values: two columns on a desk, one under the other on a phone. */
export function DescriptionList({ items }: { items: Description[] }) {
  return (
    <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[max-content_minmax(0,1fr)]">
      {items.map((item) => (
        <div key={item.term} className="sm:contents">
          <dt className="text-muted">{item.term}</dt>
          <dd className="min-w-0 whitespace-pre-line">{item.detail}</dd>
        </div>
      ))}
    </dl>
  )
}
