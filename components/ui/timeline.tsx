import type { ReactNode } from 'react'
import type { Tone } from './status-icon'

export type TimelineItem = {
  key: string
  title: ReactNode
  /** Who, formatted: 王敏（组织委员，受托）. */
  person?: ReactNode
  /** The moment as shown, and as a machine reads it (ISO 8601). */
  at?: string
  dateTime?: string
  detail?: ReactNode
  tone?: Tone
  /** Whose turn it is now. */
  current?: boolean
}

const dots: Record<Tone, string> = {
  neutral: 'bg-line-strong',
  paused: 'bg-line-strong',
  returned: 'bg-soft',
  soon: 'bg-soon',
  behind: 'bg-behind',
  late: 'bg-late',
  done: 'bg-done',
  gold: 'bg-gold',
}

/** Dated lines with their person, newest or next first, as the caller orders them. */
export function Timeline({ items, label }: { items: TimelineItem[]; label: string }) {
  return (
    <ol aria-label={label} className="relative">
      {items.map((item) => (
        <li
          key={item.key}
          aria-current={item.current ? 'step' : undefined}
          className="relative border-line border-s-2 pb-4 ps-5 last:border-transparent last:pb-0"
        >
          <span
            aria-hidden="true"
            className={`absolute top-[0.45em] -start-[0.4rem] size-2.5 rounded-full ring-2 ring-surface ${dots[item.tone ?? 'neutral']}`}
          />
          <p className={item.current ? 'font-semibold' : undefined}>{item.title}</p>
          {item.person || item.at ? (
            <p className="text-muted text-sm">
              {item.person}
              {item.person && item.at ? ' · ' : null}
              {item.at ? <time dateTime={item.dateTime}>{item.at}</time> : null}
            </p>
          ) : null}
          {item.detail ? <div className="text-muted text-sm">{item.detail}</div> : null}
        </li>
      ))}
    </ol>
  )
}
