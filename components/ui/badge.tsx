import type { ReactNode } from 'react'
import type { Tone } from './status-icon'

/** A state as mark and word together (逾期 2 天); the colour is only a third hint. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`badge badge-${tone} mark-${tone}`}>{children}</span>
}
