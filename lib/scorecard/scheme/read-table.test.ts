import { describe, expect, test } from 'vitest'
import type { JsonRecord } from './json-node'
import { exactHundredths, marksOf, percentOf, rangeOf } from './marks'
import { readTable } from './read-table'
import { indicatorsOf, schemeDocumentSchema } from './schema'
import published from './testing/published-tables.json'
import variants from './testing/variant-tables.json'

const tables = [...published.tables, ...variants.tables] as JsonRecord[]

function read(id: string) {
  const table = tables.find((one) => one.id === id)
  if (!table) {
    throw new Error(id)
  }
  return readTable(table, 1)
}

const level = (id: string, code: string) =>
  indicatorsOf(read(id).document).find((one) => one.code === code)
const rule = (id: string, key: string) =>
  indicatorsOf(read(id).document)
    .flatMap((one) => one.rules)
    .find((one) => one.key === key)

test('whatever is read is a document that can be kept', () => {
  for (const [at, table] of tables.entries()) {
    const { document } = readTable(table, at + 1)
    expect(schemeDocumentSchema.safeParse(document).success, document.name).toBe(true)
  }
})

describe('marks of the levels', () => {
  test('deductions begin full, what is earned begins at nothing, levels below take theirs out', () => {
    const inner = (id: string, code: string) => {
      const found = level(id, code)
      return [
        found?.fullHundredths,
        found?.startHundredths,
        found?.floorHundredths,
        found?.capHundredths,
      ]
    }
    // Items without marks take from the level above; bonus may pass the full marks.
    expect(inner('T01', '1')).toEqual([1000, 1000, 0, null])
    expect(inner('T01', '1.1')).toEqual([null, 0, null, null])
    expect(inner('T08', '1')).toEqual([1000, 0, 0, 1000])
    expect(inner('T08', '1.1')).toEqual([500, 500, 0, 500])
    expect(inner('T02', '1.1')).toEqual([500, 0, 0, 500])
    // Steps of 4 marks are earned, the other 2 are kept unless the rule takes them.
    expect(inner('T10', '2.3')).toEqual([600, 200, 0, 600])
    expect(inner('V08-class2', '3')).toEqual([null, 0, 0, 1000])
    expect(inner('V08-class2', '4')).toEqual([null, 0, -2000, 0])
    // A flat table of deductions has the marks of the whole.
    expect(inner('V02-flat', '1')).toEqual([10_000, 10_000, 0, 10_000])
  })

  test('parts for one class share the marks of the level above', () => {
    // One has a level with marks under it, the other takes those of the level above.
    expect(level('V07-class', '2.1')).toMatchObject({ classes: ['I'], fullHundredths: null })
    expect(level('V07-class', '2.1.1')).toMatchObject({ classes: ['I'], fullHundredths: 4000 })
    expect(level('V07-class', '2.3')).toMatchObject({ classes: ['III'], fullHundredths: 4000 })
    expect(level('V07-class', '2')).toMatchObject({ startHundredths: 0 })
    expect(level('V08-class2', '2.2')).toMatchObject({ classes: ['II'] })
    expect(level('M9', '1.2')).toMatchObject({ classes: ['II'], fullHundredths: 5000 })
    expect(level('M9', '2.3')?.rules).toHaveLength(2)
    expect(level('M9', '2.1')?.rules).toHaveLength(1)
  })
})

describe('rules', () => {
  test('parts, tiers and bands in their spellings', () => {
    expect(rule('T02', 'i1-1-r1')).toMatchObject({
      parts: ['大会', '支委会', '小组会', '党课'].map((name) => ({ name, hundredths: 100 })),
    })
    // Four elements of one mark fill four marks: each is judged on its own.
    expect(rule('T02', 'i1-2-r1')).toMatchObject({ op: 'score_each' })
    expect(rule('V05-share2', 'i1-r2')).toMatchObject({ op: 'all_or_nothing', hundredths: 300 })
    expect(rule('V03-negative', 'i1-1-r1')).toMatchObject({
      tiers: [{ hundredths: 1000 }, { hundredths: 500 }, { when: '不满意', hundredths: -500 }],
    })
    expect(rule('V03-negative', 'i2-r1')).toMatchObject({
      bands: [
        { from: 0, to: 500, hundredths: 7000 },
        { from: 500, to: 1000, hundredths: 5000 },
        { from: 1000, to: null, hundredths: -1000 },
      ],
    })
    expect(rule('V03-negative', 'i2-r2')).toMatchObject({
      bands: [{ to: 8000 }, { from: 8000, to: 9500 }, { from: 9500, to: null }],
    })
    expect(rule('V03-negative', 'i2-r5')).toMatchObject({
      bands: [
        { from: 100, to: 200, hundredths: -100 },
        { from: 200, to: 300, hundredths: -200 },
        { from: 300, to: null, hundredths: -500 },
      ],
    })
    expect(rule('V03-negative', 'i2-r6')).toMatchObject({ op: 'tiered' })
    expect(rule('V04-share', 'i1-r1')).toMatchObject({ tiers: [{ when: 'A 前10%' }, {}, {}, {}] })
  })

  test('rates as percent and as ratio', () => {
    const rate = { thresholdPercentHundredths: 9000 }
    expect(rule('T10', 'i3-2-r2')).toMatchObject({ ...rate, stepPercentHundredths: 1000 })
    expect(rule('V01-deep', 'i1-1-1-1-2-r1')).toMatchObject({ ...rate, stepPercentHundredths: 500 })
  })

  test('bonus by level, criticism by level, doubling after urging', () => {
    expect(rule('T07', 'general-r4')).toMatchObject({ op: 'by_level' })
    expect(rule('T07', 'general-r5')).toMatchObject({
      levels: [
        { name: '镇', hundredths: -100 },
        { name: '县部门', hundredths: -200 },
        { name: '县委县府', hundredths: -400 },
        { name: '市以上', hundredths: -800 },
      ],
    })
    expect(rule('T07', 'general-r1')).toMatchObject({ hundredths: 100, isDoubledAfterUrging: true })
    expect(rule('V14-lists', 'i2-r1')).toMatchObject({ isDoubledAfterUrging: true })
    expect(rule('T07', 'i1-4-r3')).toMatchObject({ hundredths: 50, capHundredths: 200 })
  })

  test('an open figure stays open, a range makes a range, another full is converted', () => {
    expect(rule('T01', 'i3-2-r1')).toMatchObject({ hundredths: null })
    expect(rule('V02-flat', 'i1-r2')).toMatchObject({ fromHundredths: 10, toHundredths: 50 })
    expect(rule('M3', 'i1-r1')).toMatchObject({ fromHundredths: 100, toHundredths: 600 })
    expect(rule('V01-deep', 'i2-r1')).toMatchObject({
      ...{ theirFullHundredths: 12_000, toHundredths: 4000 },
    })
  })
})

describe('vetoes', () => {
  test.each([
    ['T10', 'i2-2-r1', { kind: 'grade', grade: '三类' }],
    ['T10', 'i2-4-r1', { kind: 'no_award' }],
    ['T10', 'veto-r1', { kind: 'grade', grade: '三类' }],
    ['T10', 'veto-r2', { kind: 'no_award' }],
    ['T07', 'veto-r1', { kind: 'no_award' }],
    ['V04-share', 'veto-r2', { kind: 'ceiling', grade: 'C' }],
    ['M1', 'i3-r2', { kind: 'grade', grade: '无星' }],
    ['M9', 'i3-r1', { kind: 'ceiling', grade: '合格' }],
  ])('%s %s', (id, key, effect) => {
    expect(rule(id, key)).toMatchObject({ op: 'veto', effect })
  })
})

describe('grades', () => {
  const bands = (id: string) =>
    read(id).document.grading.bands.map((band) => [band.grade, band.fromHundredths])
  const shares = (id: string) =>
    read(id).document.grading.shares?.grades.map((one) => one.atMostPercentHundredths)

  test('bands are half-open, gaps are closed', () => {
    const closed = [
      ['优秀', 9000],
      ['良好', 7600],
    ]
    expect(bands('V02-flat')).toEqual([...closed, ['较差', 0]])
    expect(bands('M3')).toEqual([...closed, ['差', 0]])
    expect(bands('V03-negative')[0]).toEqual(['优秀', 9001])
    expect(bands('V06-share3')).toEqual([
      ['红榜', 9000],
      ['合格', 6000],
      ['蓝榜', 0],
    ])
    expect(bands('V08-class2').map(([, from]) => from)).toEqual([9500, 9000, 8000, 0])
    expect(bands('M2').map(([grade]) => grade)).toEqual(['green', 'yellow', 'red'])
  })

  test('shares and quantiles', () => {
    expect(shares('V04-share')).toEqual([1000, 3000, 4000, 2000])
    expect(shares('M4')).toEqual([1000, 3000, 4000, 2000])
    expect(shares('V05-share2')).toEqual([1500, 5000, 10_000])
    expect(shares('V06-share3')).toEqual([2000, 7000])
    expect(shares('M5')).toEqual([1500, 5000, 3000])
    expect(bands('M5')).toEqual([
      ['优秀', 6000],
      ['差', 0],
    ])
  })

  test('names without figures are kept and noted', () => {
    const { document, notes } = read('T10')
    expect(document.grading.shares?.isOn).toBe(false)
    expect(notes).toContain('等次（一类、二类、三类）没有分数线，发布前请填写')
  })

  test('quarters make a year', () => {
    expect(read('M10').document.yearly).toEqual({
      ...{ method: 'weights', thousandths: [200, 200, 300, 300] },
    })
    const summed = readTable({ name: '表', period: '季度25×4累加', dims: [] }, 1)
    expect(summed.document.yearly).toEqual({ method: 'sum' })
  })
})

describe('figures', () => {
  test.each([
    ['0.1', 10],
    ['0.05', 5],
    ['2.50', 250],
    ['-3', -300],
    ['0.10', 10],
    ['1.230', 123],
  ])('%s', (text, hundredths) => {
    expect(exactHundredths(text)).toBe(hundredths)
  })

  test('ways to write them', () => {
    expect(marksOf('2分')).toBe(200)
    expect(marksOf('每次扣0.5分')).toBe(50)
    expect(marksOf('-1')).toBe(-100)
    expect(marksOf('酌情')).toBeNull()
    expect(marksOf(null)).toBeNull()
    expect(() => marksOf(0.125)).toThrow('多于两位小数')
    expect(() => marksOf(0.1 + 0.2)).toThrow('多于两位小数')
    expect(() => marksOf('1或2')).toThrow('不是一个数')
    expect(() => marksOf({})).toThrow('读不懂')
    expect(rangeOf('1—3分')).toEqual({ from: 100, to: 300 })
    expect(rangeOf([-3, -1])).toEqual({ from: 100, to: 300 })
    expect(percentOf('90%')).toBe(9000)
    expect(percentOf(0.855, true)).toBe(8550)
    expect(percentOf(0.5)).toBe(50)
  })
})
