import { createHash } from 'node:crypto'
import type { ClassPlan } from '../engine/prepare-scheme'
import { drawTotals, makeDraws } from '../honesty/draws'
import { aboveShare, classRooms, rankIntervals, toldApart } from '../honesty/intervals'
import { reckon } from '../honesty/reckoned'
import { notApplicable, type SimulationInput, usualNoise } from '../honesty/settings'
import type { IndicatorCell } from '../ledger/schema'

/** One branch of a class, compared with the others. */
export interface ComparedMember {
  id: string
  totalHundredths: number
  cells: Record<string, IndicatorCell>
  /** How many things were owed behind the mark of an indicator. */
  owed: ReadonlyMap<string, number>
}

export interface HonestRank {
  /** 档, from 1. */
  band: number
  interval: { low: number; high: number }
  rankInterval: { low: number; high: number }
}

const kept = new Map<string, Map<string, HonestRank>>()
const mostKept = 48

/**
 * How far the ranks of a class can be trusted: bands of what is not told apart, and intervals of
 * score and rank (docs/scorecard.md). The same members give the same answer; the last few are kept,
 * since drawing takes a hundred milliseconds.
 */
export function honestRanks(
  plan: ClassPlan,
  members: readonly ComparedMember[],
): Map<string, HonestRank> {
  if (members.length === 0) {
    return new Map()
  }
  const input = inputOf(plan, members)
  const key = keyOf(input, members)
  const known = kept.get(key)
  if (known) {
    return known
  }
  const ranks = drawn(input, members)
  kept.set(key, ranks)
  if (kept.size > mostKept) {
    kept.delete(kept.keys().next().value ?? '')
  }
  return ranks
}

/** The indicators that carry marks themselves: the leaves of the class. */
function leavesOf(plan: ClassPlan) {
  return plan.nodes.filter((node) => node.children.length === 0)
}

/** What the simulation reads of a class. What nobody has scored counts as its start, as in totals. */
export function inputOf(plan: ClassPlan, members: readonly ComparedMember[]): SimulationInput {
  const leaves = leavesOf(plan)
  const marks = members.flatMap(({ cells }) =>
    leaves.map(({ indicator }) => {
      const cell = cells[indicator.key]
      return cell?.state === 'not_applicable'
        ? notApplicable
        : (cell?.total ?? indicator.startHundredths)
    }),
  )
  return {
    branches: members.length,
    indicators: leaves.length,
    weights: Int32Array.from(
      leaves,
      (node) => node.fullHundredths ?? node.indicator.capHundredths ?? 0,
    ),
    marks: Int32Array.from(marks),
    owed: Int32Array.from(
      members.flatMap(({ owed }) => leaves.map(({ indicator }) => owed.get(indicator.key) ?? 0)),
    ),
    classes: new Int32Array(members.length),
    bands: [],
    noise: usualNoise,
  }
}

function keyOf(input: SimulationInput, members: readonly ComparedMember[]): string {
  const hash = createHash('sha256')
  for (const array of [input.weights, input.marks, input.owed]) {
    hash.update(String(array.length)).update(new Uint8Array(array.buffer))
  }
  for (const { id, totalHundredths } of members) {
    hash.update(`${id} ${totalHundredths} `)
  }
  return hash.digest('base64')
}

function drawn(input: SimulationInput, members: readonly ComparedMember[]) {
  const draws = makeDraws(input)
  drawTotals(draws, input, input.weights, input.owed)
  // What limits of upper levels took from a total is taken from every draw of it.
  const plain = reckon(input, input.weights, input.classes).totals
  const shifts = members.map((one, at) => one.totalHundredths - (plain[at] ?? 0))
  for (let at = 0; at < draws.totals.length; at += 1) {
    draws.totals[at] = (draws.totals[at] ?? 0) + (shifts[at % members.length] ?? 0)
  }
  const ranks = rankIntervals(draws, classRooms(input.classes))
  const bands = bandsOf(members, (one, other) => aboveShare(draws, one, other))
  return new Map(
    members.map(({ id }, at): [string, HonestRank] => [
      id,
      {
        band: bands[at] ?? 1,
        interval: spanOf(draws.totals, at, members.length),
        rankInterval: { low: ranks.low[at] ?? 1, high: ranks.high[at] ?? members.length },
      },
    ]),
  )
}

function spanOf(totals: Int32Array, branch: number, branches: number) {
  const own = new Int32Array(totals.length / branches)
  for (let draw = 0; draw < own.length; draw += 1) {
    own[draw] = totals[draw * branches + branch] ?? 0
  }
  own.sort()
  const at = (percent: number) => own[Math.floor(((own.length - 1) * percent) / 100)] ?? 0
  return { low: at(5), high: at(95) }
}

/** As `tieBands`, down the totals as they stand: the first that is told apart opens the next band. */
function bandsOf(
  members: readonly ComparedMember[],
  isAbove: (one: number, other: number) => number,
): number[] {
  const total = (at: number) => members[at]?.totalHundredths ?? 0
  const order = [...members.keys()].sort((a, b) => total(b) - total(a) || a - b)
  const bands = members.map(() => 1)
  let first = order[0] ?? 0
  let band = 1
  for (const at of order) {
    if (total(at) !== total(first) && isAbove(first, at) >= toldApart) {
      first = at
      band += 1
    }
    bands[at] = band
  }
  return bands
}
