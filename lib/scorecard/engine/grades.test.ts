import { describe, expect, test } from 'vitest'
import type { Grading, VetoEffect } from '../scheme/schema'
import { type GradedMember, gradeClass } from './grades'
import { rankClass } from './ranks'
import { exampleScheme, seeded } from './testing/examples'

const bands = exampleScheme([]).grading
const shares = (isOn = true, ...percents: number[]): NonNullable<Grading['shares']> => ({
  isOn,
  grades: ['优秀', '良好', '一般', '较差'].slice(0, percents.length).map((grade, at) => ({
    grade,
    atMostPercentHundredths: (percents[at] ?? 0) * 100,
  })),
})

function members(...totals: number[]): GradedMember[] {
  return totals.map((totalHundredths, at) => ({
    id: `b${at + 1}`,
    totalHundredths,
    isComplete: true,
    isMergedAway: false,
    vetoes: [],
  }))
}

const gradesOf = (grading: Grading, list: GradedMember[]) =>
  [...gradeClass(grading, list).values()].map((one) => one.grade)
const vetoed = (totalHundredths: number, ...vetoes: VetoEffect[]): GradedMember[] =>
  members(totalHundredths).map((one) => ({ ...one, vetoes }))

describe('ranks within a class', () => {
  const ranksOf = (list: GradedMember[]) => [...rankClass(list)].map(([id, one]) => [id, one.rank])

  test('equal scores share a rank, and the next one is skipped: 1, 2, 2, 4', () => {
    const ranks = rankClass(members(8000, 9500, 7000, 8000))
    expect([...ranks].map(([id, one]) => [id, one.rank, one.tied])).toEqual([
      ['b2', 1, 1],
      ['b1', 2, 2],
      ['b4', 2, 2],
      ['b3', 4, 1],
    ])
  })

  test('a class of one is first, an empty one has no ranks', () => {
    expect(ranksOf(members(-50))).toEqual([['b1', 1]])
    expect(ranksOf([])).toEqual([])
  })

  test('whoever is incomplete or was merged away is not compared and takes no place', () => {
    const [first, second, third] = members(9900, 9000, 8000)
    if (!(first && second && third)) {
      throw new Error('Three members were made')
    }
    const list = [{ ...first, isComplete: false }, { ...second, isMergedAway: true }, third]
    expect(ranksOf(list)).toEqual([['b3', 1]])
    expect(gradesOf(bands, list)).toEqual(['良好'])
  })

  test('an amount that is no integer is refused', () => {
    expect(() => rankClass(members(1.5))).toThrow('1.5')
  })
})

describe('bands', () => {
  test('they are half-open: a grade begins at its marks', () => {
    expect(gradesOf(bands, members(9000, 8999, 8000, 7999, 6000, 5999, -300))).toEqual([
      '优秀',
      '良好',
      '良好',
      '一般',
      '一般',
      '较差',
      '较差',
    ])
  })

  test('90 / 76–89 / 75 without the gap between 75 and 76', () => {
    const grading: Grading = {
      bands: [
        { grade: '好', fromHundredths: 9000 },
        { grade: '较好', fromHundredths: 7600 },
        { grade: '一般', fromHundredths: 0 },
      ],
      shares: null,
    }
    expect(gradesOf(grading, members(8950, 7600, 7599, 7550, 7500, -1))).toEqual([
      '较好',
      '较好',
      '一般',
      '一般',
      '一般',
      null,
    ])
  })
})

describe('a forced distribution', () => {
  const only = (...percents: number[]): Grading => ({
    bands: [],
    shares: shares(true, ...percents),
  })

  test('at most the share, rounded down, counted from the top; the last grade takes the rest', () => {
    expect(gradesOf(only(20, 30, 50), members(10, 9, 8, 7, 6, 5, 4, 3, 2))).toEqual([
      '优秀',
      '良好',
      '良好',
      '良好',
      '一般',
      '一般',
      '一般',
      '一般',
      '一般',
    ])
  })

  test('a group of equal scores that does not fit in whole goes to the next grade', () => {
    expect(gradesOf(only(40, 40, 20), members(9, 8, 8, 7, 6))).toEqual([
      '优秀',
      '良好',
      '良好',
      '良好',
      '一般',
    ])
    expect(gradesOf(only(40, 60), members(5, 5, 5, 5))).toEqual(['良好', '良好', '良好', '良好'])
  })

  test('a class of one is not shared out: its band counts, and without bands it has no grade', () => {
    expect(gradesOf(only(40, 60), members(9900))).toEqual([null])
    const { shares } = only(40, 60)
    const bands = [{ grade: '优秀', fromHundredths: 9000 }]
    expect(gradesOf({ bands, shares }, members(9900))).toEqual(['优秀'])
  })

  test('off, it does nothing; on with bands, the worse of both counts', () => {
    const list = members(9500, 9400, 5000, 4000)
    expect(gradesOf({ ...bands, shares: shares(false, 25, 75) }, list)).toEqual(
      gradesOf(bands, list),
    )
    expect(gradesOf({ ...bands, shares: shares(true, 25, 75) }, list)).toEqual([
      '优秀',
      '良好',
      '较差',
      '较差',
    ])
  })

  test('a score that reaches no band has no grade, however high its place', () => {
    const grading: Grading = {
      bands: [{ grade: '优秀', fromHundredths: 9000 }],
      shares: shares(true, 50, 50),
    }
    expect(gradesOf(grading, members(9500, 8000))).toEqual(['优秀', null])
  })

  test('no grade is given to more than the share, whatever the scores', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = seeded(seed)
      const list = members(...Array.from({ length: random.int(0, 40) }, () => random.int(0, 15)))
      const grades = gradesOf(only(20, 30, 50), list)
      const count = (grade: string) => grades.filter((one) => one === grade).length
      expect(count('优秀') * 5).toBeLessThanOrEqual(list.length)
      expect((count('优秀') + count('良好')) * 2).toBeLessThanOrEqual(list.length)
      expect(gradesOf(only(20, 30, 50), list)).toEqual(grades)
    }
  })
})

describe('vetoes', () => {
  test('95 marks under a ceiling of 一般: the score stays, both grades are told', () => {
    const result = gradeClass(bands, vetoed(9500, { kind: 'ceiling', grade: '一般' })).get('b1')
    expect(result).toEqual({
      grade: '一般',
      scoreGrade: '优秀',
      steps: [
        { kind: 'band', grade: '优秀', veto: null },
        { kind: 'veto', grade: '一般', veto: { kind: 'ceiling', grade: '一般' } },
      ],
    })
  })

  test('a ceiling lifts nobody, and the heaviest of several counts', () => {
    expect(gradesOf(bands, vetoed(5000, { kind: 'ceiling', grade: '一般' }))).toEqual(['较差'])
    const several: VetoEffect[] = [
      { kind: 'ceiling', grade: '一般' },
      { kind: 'no_award' },
      { kind: 'ceiling', grade: '良好' },
      { kind: 'grade', grade: '较差' },
    ]
    const random = seeded(7)
    for (let round = 0; round < 20; round++) {
      expect(gradesOf(bands, vetoed(9500, ...random.shuffle(several)))).toEqual(['较差'])
    }
  })

  test('不得评先评优 takes the best grade only', () => {
    expect(gradesOf(bands, vetoed(9500, { kind: 'no_award' }))).toEqual(['良好'])
    expect(gradesOf(bands, vetoed(8500, { kind: 'no_award' }))).toEqual(['良好'])
    expect(gradesOf(bands, vetoed(9500, { kind: 'lower' }))).toEqual(['良好'])
    expect(gradesOf(bands, vetoed(0, { kind: 'lower' }))).toEqual(gradesOf(bands, members(0)))
  })

  test('a grade that is set stands where there are no bands; a ceiling then makes none', () => {
    const none: Grading = { bands: [], shares: shares(false, 20, 80) }
    expect(gradesOf(none, members(9000))).toEqual([null])
    expect(gradesOf(none, vetoed(9000, { kind: 'grade', grade: '良好' }))).toEqual(['良好'])
    expect(gradesOf(none, vetoed(9000, { kind: 'ceiling', grade: '良好' }))).toEqual([null])
    const limit: VetoEffect = { kind: 'ceiling', grade: '良好' }
    const set: VetoEffect = { kind: 'grade', grade: '优秀' }
    expect(gradesOf(none, vetoed(9000, limit, set))).toEqual(['良好'])
    expect(gradesOf(none, vetoed(9000, set, limit))).toEqual(['良好'])
  })

  test('they change neither scores nor ranks, nor the grades of others', () => {
    const plain = members(9500, 9400, 8000, 6000)
    const grading = { ...bands, shares: shares(true, 25, 75) }
    const other = plain.map((one, at) =>
      at === 0 ? { ...one, vetoes: [{ kind: 'no_award' } as const] } : one,
    )
    expect(rankClass(other)).toEqual(rankClass(plain))
    expect(gradesOf(grading, other).slice(1)).toEqual(gradesOf(grading, plain).slice(1))
  })
})
