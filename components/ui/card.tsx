import type { ReactNode } from 'react'
import { classNames } from './class-names'

type CardProps = {
  title?: ReactNode
  /** At the right of the title: a badge, a date, a link. */
  aside?: ReactNode
  children: ReactNode
  /** `urgent` for the one thing to do first, `gold` for 定稿 and awards. */
  tone?: 'plain' | 'urgent' | 'gold'
  /** Leaves the inner margin to the content (tables, lists). */
  flush?: boolean
  headingLevel?: 2 | 3
  id?: string
  className?: string
}

const tones = {
  plain: 'border-line bg-surface',
  urgent: 'border-brand/30 bg-surface shadow-raised',
  gold: 'border-gold/40 bg-gold-wash',
}

/** A sheet of related content with an optional title line. */
export function Card(props: CardProps) {
  const { title, aside, children, tone = 'plain', flush, headingLevel = 2, id, className } = props
  const Heading = `h${headingLevel}` as const
  return (
    <section
      id={id}
      className={classNames('min-w-0 rounded-card border', tones[tone], className)}
      data-keep
    >
      {title || aside ? (
        <header
          className={classNames(
            'flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-3',
            flush && 'border-line border-b',
          )}
        >
          {title ? <Heading className="text-lg">{title}</Heading> : null}
          {aside ? <div className="text-muted text-sm">{aside}</div> : null}
        </header>
      ) : null}
      <div className={flush ? undefined : classNames('px-4 pb-4', !title && !aside && 'pt-4')}>
        {children}
      </div>
    </section>
  )
}
