import { classNames } from './class-names'

/** The tones a state can have. `behind` is 落后序时进度, `soon` 临近时限, `late` 逾期. */
export type Tone = 'neutral' | 'soon' | 'behind' | 'late' | 'done' | 'gold' | 'paused' | 'returned'

/** The mark of a tone, drawn by app/status.css. */
export function StatusIcon({ tone, className }: { tone: Tone; className?: string }) {
  return <span aria-hidden="true" className={classNames('mark', `mark-${tone}`, className)} />
}
