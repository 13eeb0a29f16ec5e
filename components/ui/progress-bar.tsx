import { classNames } from './class-names'

type ProgressBarProps = {
  /** What it measures; read aloud with the figures. */
  label: string
  value: number
  max: number
  /** The figures as words, e.g. 4 步已完成 2 步. */
  text?: string
  tone?: 'done' | 'brand' | 'plain'
}

const fills = { done: 'bg-done', brand: 'bg-brand', plain: 'bg-muted' }

/** How much of something is done, as a bar with its figures in words. */
export function ProgressBar({ label, value, max, text, tone = 'done' }: ProgressBarProps) {
  const share = max > 0 ? Math.min(100, Math.max(0, (value / max) * 100)) : 0
  return (
    <div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={value}
        aria-valuetext={text}
        className="h-1.5 overflow-hidden rounded-full bg-sunken"
      >
        <div className={`h-full ${fills[tone]}`} style={{ width: `${share}%` }} />
      </div>
      {text ? <p className="mt-1.5 text-muted text-sm">{text}</p> : null}
    </div>
  )
}

type TimeBarProps = {
  /** Shares of one scale, any unit: the branch's own time, the reviewer's, and the whole. */
  assignee: number
  reviewer: number
  whole: number
  /** The durations in words: 承办 5 天，审核 1 天. */
  text: string
  overdue?: boolean
}

/** Time used, the branch's own and the reviewer's kept apart. */
export function TimeBar({ assignee, reviewer, whole, text, overdue }: TimeBarProps) {
  const scale = Math.max(whole, assignee + reviewer, 1)
  return (
    <div
      role="img"
      aria-label={text}
      title={text}
      className="flex h-2 w-full min-w-24 max-w-40 overflow-hidden rounded-full bg-sunken"
    >
      <span
        className={classNames('h-full', overdue ? 'bg-late' : 'bg-muted')}
        style={{ width: `${(assignee / scale) * 100}%` }}
      />
      <span className="h-full bg-gold/55" style={{ width: `${(reviewer / scale) * 100}%` }} />
    </div>
  )
}
