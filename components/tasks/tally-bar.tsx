import type { CSSProperties } from 'react'
import { type TallyFigures, tallyOf } from './tally-words'

/** How many copies of a task stand where: a bar (app/status.css), and the same in words. */
export function TallyBar({ tallies, waiting }: TallyFigures) {
  const { words, bar } = tallyOf({ tallies, waiting })
  if (!bar) {
    return <span className="text-muted">{words}</span>
  }
  const end = (share: number) => `${Math.round(share * 1000) / 10}%`
  // One property for the three parts: fifty rows of three take their time and bytes.
  const parts = `var(--d) ${end(bar.done)},var(--s) 0 ${end(bar.submitted)},var(--w) 0 ${end(bar.working)}`
  return (
    <p className="tally" style={{ '--parts': parts } as CSSProperties}>
      {words}
    </p>
  )
}
