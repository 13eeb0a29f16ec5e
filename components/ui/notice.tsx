import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { StatusIcon, type Tone } from './status-icon'

type NoticeTone = 'info' | 'done' | 'warning' | 'error' | 'gold'

const looks: Record<NoticeTone, { box: string; mark: Tone; word: string }> = {
  info: { box: 'border-soon/30 bg-soon-wash', mark: 'soon', word: 'text-soon' },
  done: { box: 'border-done/30 bg-done-wash', mark: 'done', word: 'text-done' },
  warning: { box: 'border-behind/30 bg-behind-wash', mark: 'behind', word: 'text-behind' },
  error: { box: 'border-late/40 bg-late-wash', mark: 'late', word: 'text-late' },
  gold: { box: 'border-gold/40 bg-gold-wash', mark: 'gold', word: 'text-gold-ink' },
}

type NoticeProps = {
  tone?: NoticeTone
  title?: ReactNode
  children?: ReactNode
  actions?: ReactNode
  /** Announced at once when it appears after an action. */
  live?: boolean
  className?: string
}

/** What happened, where it happened; stays until the page changes. Instead of a toast. */
export function Notice(props: NoticeProps) {
  const { tone = 'info', title, children, actions, live, className } = props
  const look = looks[tone]
  return (
    <div
      role={live ? (tone === 'error' ? 'alert' : 'status') : undefined}
      className={classNames('flex gap-2.5 rounded-card border px-4 py-3', look.box, className)}
    >
      <StatusIcon tone={look.mark} className={`mt-1 ${look.word}`} />
      <div className="min-w-0 flex-1">
        {title ? <p className={`font-semibold ${look.word}`}>{title}</p> : null}
        {children ? <div className="text-ink">{children}</div> : null}
        {actions ? <div className="mt-2 flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </div>
  )
}
