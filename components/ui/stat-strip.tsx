import type { ReactNode } from 'react'
import { classNames } from './class-names'
import type { Tone } from './status-icon'

export type Stat = {
  value: ReactNode
  unit?: string
  label: string
  /** A figure with a link is also the filter that lists what it counts. */
  href?: string
  current?: boolean
  /** Colours the figure only when it is worth a look (late, behind, done). */
  tone?: Tone
}

const figureTones: Partial<Record<Tone, string>> = {
  late: 'text-late',
  behind: 'text-behind',
  soon: 'text-soon',
  done: 'text-done',
  gold: 'text-gold-ink',
}

/** The row of figures under a title. Two columns on a phone, one row on a desk. */
export function StatStrip({ items, label }: { items: Stat[]; label: string }) {
  return (
    <ul
      aria-label={label}
      className="grid grid-cols-2 gap-px overflow-hidden rounded-card border border-line bg-line lg:auto-cols-fr lg:grid-flow-col lg:grid-cols-none print:auto-cols-fr print:grid-flow-col print:grid-cols-none"
    >
      {items.map((item, position) => (
        <li
          key={item.label}
          className={classNames(
            'min-w-0 bg-surface',
            item.current && 'shadow-[inset_0_-3px_0_var(--color-ink)]',
            items.length % 2 === 1 &&
              position === items.length - 1 &&
              'max-lg:col-span-2 print:col-span-1',
          )}
        >
          <Figure {...item} />
        </li>
      ))}
    </ul>
  )
}

function Figure({ value, unit, label, href, current, tone }: Stat) {
  const content = (
    <>
      <span className={classNames('block font-semibold text-2xl', tone && figureTones[tone])}>
        {value}
        {unit ? <span className="ps-1 font-normal text-sm">{unit}</span> : null}
      </span>
      <span className="block text-muted text-sm">{label}</span>
    </>
  )
  if (!href) {
    return <div className="px-4 py-3">{content}</div>
  }
  return (
    <a
      href={href}
      data-soft={href.startsWith('#') ? undefined : 'stay'}
      aria-current={current ? 'true' : undefined}
      className="block h-full px-4 py-3 -outline-offset-2 hover:bg-sunken"
    >
      {content}
    </a>
  )
}
