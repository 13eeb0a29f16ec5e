import type { ReactNode } from 'react'
import { StatusIcon, type Tone } from './status-icon'

const looks: Record<Tone, string> = {
  neutral: 'bg-sunken text-soft',
  returned: 'bg-sunken text-soft',
  paused: 'bg-sunken text-soft',
  soon: 'bg-soon-wash text-soon',
  behind: 'bg-behind-wash text-behind',
  late: 'bg-late text-on-late',
  done: 'bg-done-wash text-done',
  gold: 'bg-gold-wash text-gold-ink',
}

/** A state as mark and word together (逾期 2 天); the colour is only a third hint. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={`inline-flex items-center gap-1 whitespace-nowrap rounded-full px-2.5 py-0.5 text-sm ${looks[tone]}`}
    >
      <StatusIcon tone={tone} />
      {children}
    </span>
  )
}
