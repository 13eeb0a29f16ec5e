import type { ReactNode } from 'react'
import { StatusIcon, type Tone } from './status-icon'

const looks: Record<Tone, string> = {
  neutral: 'badge',
  returned: 'badge',
  paused: 'badge',
  soon: 'badge badge-soon',
  behind: 'badge badge-behind',
  late: 'badge badge-late',
  done: 'badge badge-done',
  gold: 'badge badge-gold',
}

/** A state as mark and word together (逾期 2 天); the colour is only a third hint. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={looks[tone]}>
      <StatusIcon tone={tone} />
      {children}
    </span>
  )
}
