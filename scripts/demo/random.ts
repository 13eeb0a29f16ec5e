/** A small seeded generator: the same seed gives the same demo organisation everywhere. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next: () => number
  /** A whole number, both ends included. */
  int: (from: number, to: number) => number
  chance: (probability: number) => boolean
  /** @throws Error when the list is empty */
  pick: <T>(list: readonly T[]) => T
}

/** A generator of its own for each purpose, so that one more question here changes nothing there. */
export function seeded(purpose: string): Random {
  let state = hashOf(purpose)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => {
      if (list.length === 0) {
        throw new Error('Nothing to pick from')
      }
      return list[int(0, list.length - 1)] as (typeof list)[number]
    },
  }
}

function hashOf(text: string): number {
  let hash = 2_166_136_261
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619)
  }
  return hash | 0
}
