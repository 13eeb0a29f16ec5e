import type { CSSProperties } from 'react'
import type { AssignmentState } from '@/db/enums'

type Tallies = Partial<Record<AssignmentState, number>>

/** How many copies of a task stand where: a bar (app/status.css), and the same in words. */
export function TallyBar({ tallies }: { tallies: Tallies }) {
  const of = (...states: AssignmentState[]) =>
    states.reduce((sum, state) => sum + (tallies[state] ?? 0), 0)
  const done = of('approved', 'evaluated', 'not_applicable', 'cancelled')
  const submitted = of('submitted')
  const paused = of('paused')
  const working = of('accepted', 'returned') + paused
  const issued = of('issued')
  const total = done + submitted + working + issued
  if (total === 0) {
    return <span className="text-muted">未下达</span>
  }
  const part = (word: string, count: number) => (count > 0 ? ` · ${word} ${count}` : '')
  const end = (count: number) => `${Math.round((count / total) * 1000) / 10}%`
  // One property for the three parts: fifty rows of three take their time and bytes.
  const parts = `var(--d) ${end(done)},var(--s) 0 ${end(done + submitted)},var(--w) 0 ${end(done + submitted + working)}`
  return (
    <p className="tally" style={{ '--parts': parts } as CSSProperties}>
      {`共 ${total}${part('办完', done)}${part('待审核', submitted)}${part('办理中', working - paused)}${part('暂停', paused)}${part('未签收', issued)}`}
    </p>
  )
}
