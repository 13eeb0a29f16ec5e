import { describe, expect, test } from 'vitest'
import { drawTotals, makeDraws } from './draws'
import { classRooms, rankIntervals } from './intervals'
import { seeded } from './random'
import {
  createSimulation,
  notApplicable,
  notInClass,
  type SimulationInput,
  usualNoise,
} from './states'

const bands = [
  { grade: '优秀', fromHundredths: 9_000 },
  { grade: '良好', fromHundredths: 8_000 },
]

function input(weights: number[], rows: number[][], more: Partial<SimulationInput> = {}) {
  return {
    branches: rows.length,
    indicators: weights.length,
    weights: Int32Array.from(weights),
    marks: Int32Array.from(rows.flat()),
    owed: new Int32Array(rows.length * weights.length),
    classes: new Int32Array(rows.length),
    bands,
    noise: { ...usualNoise, draws: 400 },
    ...more,
  }
}

const run = (given: SimulationInput) => createSimulation(given).run(null, null, null)
const list = (array: Int32Array) => [...array]

describe('scores under other settings', () => {
  test('first settings give the marks added up, ranks 1, 2, 2, 4 and half-open grades', () => {
    const result = run(
      input(
        [5_000, 5_000],
        [
          [5_000, 4_001],
          [4_500, 4_499],
          [4_000, 4_999],
          [1, 0],
        ],
      ),
    )
    expect(list(result.totals)).toEqual([9_001, 8_999, 8_999, 1])
    expect(list(result.ranks)).toEqual([1, 2, 2, 4])
    expect(list(result.grades)).toEqual([0, 1, 1, 2])
    expect(result.moved).toEqual([])
    const edge = run(input([10_000], [[9_000], [8_999], [8_000], [7_999]]))
    expect(list(edge.grades)).toEqual([0, 1, 1, 2])
  })

  test('a mark moves with its weight, half a hundredth away from zero, also below zero', () => {
    const simulation = createSimulation(
      input(
        [200, 9_800],
        [
          [101, 0],
          [-101, 0],
        ],
      ),
    )
    const result = simulation.run(Int32Array.from([100, 9_900]), null, null)
    expect(list(result.totals)).toEqual([51, -51])
  })

  test('what does not apply leaves the full marks; another class has the line not at all', () => {
    const given = input(
      [3_000, 7_000],
      [
        [notApplicable, 5_000],
        [3_000, notInClass],
        [notApplicable, notApplicable],
      ],
    )
    expect(list(run(given).totals)).toEqual([7_143, 3_000, 0])
  })

  test('moves name rank, grade and total before and after, of those that moved only', () => {
    const given = input(
      [5_000, 5_000],
      [
        [5_000, 3_500],
        [3_500, 5_000],
        [2_000, 2_000],
      ],
    )
    const result = createSimulation(given).run(Int32Array.from([6_000, 4_000]), null, null)
    expect(result.moved).toEqual([
      {
        branch: 0,
        totalBefore: 8_500,
        totalAfter: 8_800,
        rankBefore: 1,
        rankAfter: 1,
        gradeBefore: 1,
        gradeAfter: 1,
      },
      {
        branch: 1,
        totalBefore: 8_500,
        totalAfter: 8_200,
        rankBefore: 1,
        rankAfter: 2,
        gradeBefore: 1,
        gradeAfter: 1,
      },
    ])
    const harder = createSimulation(given).run(null, null, [{ grade: '好', fromHundredths: 4_000 }])
    expect(harder.moved.map((move) => [move.branch, move.gradeBefore, move.gradeAfter])).toEqual([
      [0, 1, 0],
      [1, 1, 0],
      [2, 2, 0],
    ])
  })

  test('arrays that do not fit, and negative weights, are refused', () => {
    const given = input([100], [[1], [2]])
    expect(() => createSimulation({ ...given, branches: 3 })).toThrow('do not hold')
    expect(() => createSimulation(given).run(Int32Array.from([1, 2]), null, null)).toThrow()
    expect(() => createSimulation(given).run(Int32Array.from([-1]), null, null)).toThrow('negative')
    expect(() => createSimulation({ ...given, noise: { ...usualNoise, draws: 1 } })).toThrow('20')
  })
})

describe('rank intervals', () => {
  test('without noise every interval is the rank itself', () => {
    const still = { ...usualNoise, draws: 50, weightPercent: 0, isMeasured: false }
    const rows = [
      [5_000, 4_001],
      [4_500, 4_499],
      [4_000, 4_999],
      [1, 0],
    ]
    const { intervals, ranks } = run(input([5_000, 5_000], rows, { noise: still }))
    expect(list(intervals.low)).toEqual(list(ranks))
    expect(list(intervals.high)).toEqual(list(ranks))
  })

  test('ranks by counting agree with ranks by sorting in every draw', () => {
    const random = seeded(3)
    const rows = Array.from({ length: 23 }, () => [0, 1, 2].map(() => Math.floor(random() * 3_000)))
    const given = input([3_000, 3_000, 4_000], rows, {
      classes: Int32Array.from(rows, (_, at) => at % 3),
      owed: new Int32Array(rows.length * 3).fill(5),
    })
    const draws = makeDraws(given)
    drawTotals(draws, given, given.weights, given.owed)
    const { low, high } = rankIntervals(draws, classRooms(given.classes))
    for (let branch = 0; branch < rows.length; branch += 1) {
      const ranks = Array.from({ length: draws.count }, (_, draw) => {
        const at = (one: number) => draws.totals[draw * rows.length + one] ?? 0
        const rivals = rows.map((_, one) => one).filter((one) => one % 3 === branch % 3)
        return 1 + rivals.filter((one) => at(one) > at(branch)).length
      }).sort((a, b) => a - b)
      expect(low[branch]).toBe(ranks[Math.ceil(draws.count / 20) - 1])
      expect(high[branch]).toBe(ranks[Math.ceil((19 * draws.count) / 20) - 1])
    }
  })

  test('every total of every draw is the shares times the weights of that draw', () => {
    // Odd numbers of draws and of branches: the loop takes two of each at once.
    const rows = [
      [1_000, 200, 30],
      [10, 2_000, 300],
      [900, 0, 4_000],
    ]
    const noise = { ...usualNoise, draws: 21, isMeasured: false }
    const given = input([1_000, 2_000, 4_000], rows, { noise })
    const draws = makeDraws(given)
    drawTotals(draws, given, given.weights, given.owed)
    for (let draw = 0; draw < 21; draw += 1) {
      const weights = [...draws.weights.subarray(draw * 3, draw * 3 + 3)]
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(7_000, 6)
      const share = (row: number[], at: number) => (row[at] ?? 0) / (given.weights[at] ?? 1)
      const sums = rows.map((row) =>
        weights.reduce((sum, one, at) => sum + one * share(row, at), 0),
      )
      expect([...draws.totals.subarray(draw * 3, draw * 3 + 3)]).toEqual(sums.map(Math.round))
    }
  })

  test('a mark that stands on four things is less sure than one that stands on sixty', () => {
    const rows = [[8_000], [7_600], [7_400], [7_200], [7_000], [6_800]]
    const width = (owed: number) => {
      const { intervals } = run(input([10_000], rows, { owed: new Int32Array(6).fill(owed) }))
      return list(intervals.high).map((high, at) => high - (intervals.low[at] ?? 0))
    }
    const few = width(4)
    const many = width(60)
    few.forEach((one, at) => {
      expect(one).toBeGreaterThanOrEqual(many[at] ?? 0)
    })
    expect(few.reduce((a, b) => a + b)).toBeGreaterThan(many.reduce((a, b) => a + b))
    expect(width(0)).toEqual([0, 0, 0, 0, 0, 0])
  })

  test('the same seed gives the same intervals, also after other runs; classes do not mix', () => {
    const rows = [
      [3_000, 4_000],
      [4_000, 3_100],
      [4_500, 2_400],
      [5_000, 5_000],
      [10, 10],
    ]
    const given = input([5_000, 5_000], rows, { classes: Int32Array.from([0, 0, 0, 1, 1]) })
    const simulation = createSimulation(given)
    const once = simulation.run(null, null, null)
    simulation.run(Int32Array.from([9_000, 1_000]), null, null)
    expect(simulation.run(null, null, null)).toEqual(once)
    expect(run(given)).toEqual(once)
    expect(list(once.ranks)).toEqual([2, 1, 3, 1, 2])
    expect(list(once.intervals.high).slice(3)).toEqual([1, 2])
  })

  test('the numbers drawn are the stated ones', () => {
    const random = seeded(1)
    const drawn = [random(), random(), random()].map((one) => one * 4_294_967_296)
    expect(drawn).toEqual([2_693_262_067, 11_749_833, 2_265_367_787])
  })
})

describe('above, and 档', () => {
  test('shares of two branches make the whole, equal ones half', () => {
    const simulation = createSimulation(
      input(
        [5_000, 5_000],
        [
          [5_000, 3_000],
          [3_000, 5_000],
          [1, 1],
          [1, 1],
        ],
      ),
    )
    simulation.run(null, null, null)
    expect(simulation.aboveShare(0, 1) + simulation.aboveShare(1, 0)).toBe(10_000)
    expect(simulation.aboveShare(0, 2)).toBe(10_000)
    expect(simulation.aboveShare(2, 3)).toBe(5_000)
  })

  test('a band ends at the first that its leader is above in 95 % of the draws', () => {
    const rows = [
      [5_000, 4_000],
      [4_000, 4_990],
      [3_000, 3_000],
      [2_990, 3_000],
      [2_000, 2_000],
    ]
    const simulation = createSimulation(input([5_000, 5_000], rows))
    const { tiers } = simulation.run(null, null, null)
    expect(simulation.aboveShare(0, 1)).toBeLessThan(9_500)
    expect(list(tiers)).toEqual([1, 1, 2, 3, 4])
    const owed = new Int32Array(10).fill(200)
    expect(list(run(input([5_000, 5_000], rows, { owed })).tiers).slice(2, 4)).toEqual([2, 2])
  })
})
