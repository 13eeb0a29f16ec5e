import type { AssignmentState } from '@/db/enums'

export interface TallyFigures {
  tallies: Partial<Record<AssignmentState, number>>
  /** Steps that wait for review: with nodes side by side also of copies that are being worked on. */
  waiting: number
}

/**
 * How many copies of a task stand where, in words, and how much of the whole is done, handed in and
 * in hand, from 0 to 1, one on top of the other. What was 撤销 or is 不适用 is nobody's work any more:
 * it is named behind, and is neither done nor part of the whole. Null bar: there is nothing to do.
 */
export function tallyOf({ tallies, waiting }: TallyFigures): {
  words: string
  bar: { done: number; submitted: number; working: number } | null
} {
  const of = (...states: AssignmentState[]) =>
    states.reduce((sum, state) => sum + (tallies[state] ?? 0), 0)
  const done = of('approved', 'evaluated')
  const submitted = of('submitted')
  const paused = of('paused')
  const working = of('accepted', 'returned') + paused
  const issued = of('issued')
  const total = done + submitted + working + issued
  const part = (word: string, count: number, unit = '') =>
    count > 0 ? ` · ${word} ${count}${unit}` : ''
  const ended = `${part('不适用', of('not_applicable'))}${part('已撤销', of('cancelled'))}`
  if (total === 0) {
    return { words: ended === '' ? '未下达' : ended.slice(3), bar: null }
  }
  return {
    words: `共 ${total}${part('办完', done)}${part('待审核', waiting, waiting === submitted ? '' : ' 步')}${part('办理中', working - paused)}${part('暂停', paused)}${part('未签收', issued)}${ended}`,
    bar: {
      done: done / total,
      submitted: (done + submitted) / total,
      working: (done + submitted + working) / total,
    },
  }
}
