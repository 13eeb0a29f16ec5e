/** The tones a state can have. `behind` is 落后序时进度, `soon` 临近时限, `late` 逾期. */
export type Tone = 'neutral' | 'soon' | 'behind' | 'late' | 'done' | 'gold' | 'paused' | 'returned'

const shapes: Record<Tone, string> = {
  neutral: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11',
  soon: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M8 5.2V8l1.9 1.3',
  behind: 'M8 2.2 14.2 13H1.8zM8 6.4v3M8 11.2v.1',
  late: 'm4 4 8 8m0-8-8 8',
  done: 'm3 8.6 3.2 3.2L13 4.6',
  gold: 'M8 2.2 9.8 6l4.1.5-3 2.8.8 4.1L8 11.4l-3.7 2 .8-4.1-3-2.8L6.2 6z',
  paused: 'M5.5 3.5v9m5-9v9',
  returned: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11',
}

/** The mark of a tone: shapes differ, so the state can be told without colour. */
export function StatusIcon({ tone, className }: { tone: Tone; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      className={className ? `mark ${className}` : 'mark'}
    >
      <path d={shapes[tone]} />
      {tone === 'returned' ? <path d="M8 2.5a5.5 5.5 0 1 0 0 11z" className="filled" /> : null}
    </svg>
  )
}
