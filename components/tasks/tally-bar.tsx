import type { AssignmentState } from '@/db/enums'

const parts: { states: AssignmentState[]; look: string; word: string }[] = [
  {
    states: ['approved', 'evaluated', 'not_applicable', 'cancelled'],
    look: 'bg-done',
    word: '办完',
  },
  { states: ['submitted'], look: 'bg-gold/55', word: '待审核' },
  { states: ['accepted', 'returned'], look: 'bg-muted', word: '办理中' },
  { states: ['issued'], look: 'bg-line', word: '未签收' },
]

/** How many copies of a task stand where: a bar, and the same in words. */
export function TallyBar({ tallies }: { tallies: Partial<Record<AssignmentState, number>> }) {
  const counts = parts.map((part) => ({
    ...part,
    count: part.states.reduce((sum, state) => sum + (tallies[state] ?? 0), 0),
  }))
  const total = counts.reduce((sum, part) => sum + part.count, 0)
  if (total === 0) {
    return <span className="text-muted">未下达</span>
  }
  const present = counts.filter((part) => part.count > 0)
  const words = present.map((part) => `${part.word} ${part.count}`)
  return (
    <div>
      <div aria-hidden="true" className="flex h-2 max-w-64 overflow-hidden rounded-full bg-sunken">
        {present.map((part) => (
          <span
            key={part.word}
            className={part.look}
            style={{ width: `${(part.count / total) * 100}%` }}
          />
        ))}
      </div>
      <p className="mt-0.5 text-muted text-sm">{[`共 ${total}`, ...words].join(' · ')}</p>
    </div>
  )
}
