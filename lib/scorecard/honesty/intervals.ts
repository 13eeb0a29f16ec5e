import type { Draws } from './draws'

/** Ranks that a branch reaches in 5 % and stays within in 95 % of the draws: best and worst. */
export interface Intervals {
  low: Int32Array
  high: Int32Array
}

/** Branches of one class, and room to count them. */
export interface ClassRoom {
  members: Int32Array
  /** How often each member held each rank: member × members + rank − 1. */
  held: Int32Array
  /** How many members have each total of a draw, from the lowest one up. */
  counted: Int32Array
}

/** Branches by class. */
export function classRooms(classes: Int32Array): ClassRoom[] {
  return [...new Set(classes)].map((one) => {
    const members = Int32Array.from([...classes.keys()].filter((at) => classes[at] === one))
    return {
      members,
      held: new Int32Array(members.length * members.length),
      counted: new Int32Array(4_096),
    }
  })
}

/** Rank intervals of every branch within its class, from totals that have been drawn. */
export function rankIntervals(draws: Draws, rooms: readonly ClassRoom[]): Intervals {
  const intervals = {
    low: new Int32Array(draws.branches),
    high: new Int32Array(draws.branches),
  }
  for (const room of rooms) {
    room.held.fill(0)
    for (let draw = 0; draw < draws.count; draw += 1) {
      countRanks(room, draws.totals, draw * draws.branches)
    }
    readIntervals(room, draws.count, intervals)
  }
  return intervals
}

/** Ranks of one draw by counting: one more than there are members with a higher total. */
function countRanks(room: ClassRoom, totals: Int32Array, row: number): void {
  const { members, held } = room
  const size = members.length
  let least = 2_147_483_647
  let most = -2_147_483_648
  for (let at = 0; at < size; at += 1) {
    const total = totals[row + (members[at] as number)] as number
    least = total < least ? total : least
    most = total > most ? total : most
  }
  const width = most - least + 1
  if (room.counted.length < width) {
    room.counted = new Int32Array(2 * width)
  }
  const { counted } = room
  counted.fill(0, 0, width)
  for (let at = 0; at < size; at += 1) {
    const place = (totals[row + (members[at] as number)] as number) - least
    counted[place] = (counted[place] as number) + 1
  }
  let above = 0
  for (let place = width - 1; place >= 0; place -= 1) {
    const here = counted[place] as number
    counted[place] = above
    above += here
  }
  for (let at = 0; at < size; at += 1) {
    const rank = counted[(totals[row + (members[at] as number)] as number) - least] as number
    held[at * size + rank] = (held[at * size + rank] as number) + 1
  }
}

/** The rank at which 5 % of the draws are reached, and the one at which 95 % are. */
function readIntervals(
  { members, held }: ClassRoom,
  draws: number,
  { low, high }: Intervals,
): void {
  const size = members.length
  members.forEach((branch, at) => {
    let sum = 0
    for (let rank = 0; rank < size; rank += 1) {
      const before = sum
      sum += held[at * size + rank] as number
      if (20 * before < draws && 20 * sum >= draws) {
        low[branch] = rank + 1
      }
      if (20 * before < 19 * draws && 20 * sum >= 19 * draws) {
        high[branch] = rank + 1
      }
    }
  })
}

/** In how many draws in ten thousand one branch has more than another; half of equal ones count. */
export function aboveShare(draws: Draws, one: number, other: number): number {
  let doubled = 0
  for (let draw = 0; draw < draws.count; draw += 1) {
    const row = draw * draws.branches
    const difference = (draws.totals[row + one] as number) - (draws.totals[row + other] as number)
    doubled += difference > 0 ? 2 : difference === 0 ? 1 : 0
  }
  return Math.round((doubled * 5_000) / draws.count)
}

/** From this share on, in ten thousand, one branch counts as told apart from another. */
export const toldApart = 9_500

/**
 * 档: down the class by score, a band goes on as long as its first branch is above the next in less
 * than 95 % of the draws; the first that is told apart opens the next band. Numbered from 1.
 */
export function tieBands(
  draws: Draws,
  rooms: readonly ClassRoom[],
  totals: Int32Array,
): Int32Array {
  const bands = new Int32Array(draws.branches)
  for (const { members } of rooms) {
    const order = [...members].sort((a, b) => (totals[b] ?? 0) - (totals[a] ?? 0) || a - b)
    let first = order[0] ?? 0
    let band = 1
    for (const branch of order) {
      const isEqual = totals[branch] === totals[first]
      if (!isEqual && aboveShare(draws, first, branch) >= toldApart) {
        first = branch
        band += 1
      }
      bands[branch] = band
    }
  }
  return bands
}
