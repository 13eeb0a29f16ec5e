import { invalid } from '@/lib/errors'
import type { SnapshotContent } from '@/lib/scorecard/quarter/schema'

type Scored = SnapshotContent['organisations']

/** By class, then by code: an order that says nothing about who is ahead. */
export function usualAgenda(organisations: Scored): string[] {
  const keyOf = (one: Scored[number]) => `${one.class ?? '~'} ${one.code}`
  return [...organisations]
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0))
    .map((one) => one.id)
}

/**
 * The agenda as it was asked for, or the usual one.
 * @throws DomainError invalid for an empty one, a branch twice, or one that is not in the snapshot
 */
export function checkedAgenda(asked: readonly string[] | undefined, organisations: Scored) {
  const known = new Set(organisations.map((one) => one.id))
  const agenda = asked ? [...asked] : usualAgenda(organisations)
  if (agenda.length === 0) {
    throw invalid('议程里还没有支部，没有保存。请至少列入一个支部。', { agenda: '请列入支部' })
  }
  if (new Set(agenda).size < agenda.length) {
    throw invalid('议程里有支部列了两次，没有保存。请刷新后再排。', { agenda: '有支部重复' })
  }
  if (agenda.some((id) => !known.has(id))) {
    throw invalid('议程里有支部不在评议快照中，没有保存。请刷新后再排。', {
      agenda: '有支部不在快照中',
    })
  }
  return agenda
}
