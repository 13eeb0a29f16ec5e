import { expect, test } from 'vitest'
import type { ReportValues } from './states'
import { definitionOf, field, sampleDefinition, sampleValues } from './testing'
import { validateReport } from './validate'

const check = (given: ReportValues) => validateReport(sampleDefinition(), given)

test('what is right is kept and computed, exactly', () => {
  expect(check(sampleValues)).toEqual({
    faults: {},
    values: { ...sampleValues, f3: '90.00', f8: '27' },
  })
})

test('numbers and days are read as people type them; nothing else comes in', () => {
  const { values, faults } = check({
    ...sampleValues,
    f1: ' ３０ 人',
    f2: '2,7',
    f5: '2026年9月10日',
    f3: '999',
    __proto__x: 'x',
    f99: '多出来的',
  })
  expect(faults).toEqual({})
  expect(values).toMatchObject({ f1: '30', f2: '27', f5: '2026-09-10', f3: '90.00' })
  expect(Object.keys(values)).not.toContain('f99')
})

test('each fault names its cell in a sentence', () => {
  const { faults } = check({
    f1: '501',
    f2: '2.5',
    f5: '2026-02-30',
    f6: '别的',
    f7: [{ c1: '', c2: '很多', c3: '' }, {}, { c1: '第三行', c2: '1', c3: '昨天' }],
  })
  expect(Object.keys(faults).sort()).toEqual(
    ['f1', 'f2', 'f5', 'f6', 'f7.0.c1', 'f7.0.c2', 'f7.2.c3'].sort(),
  )
  expect(faults.f1).toBe('不能大于 500人')
  expect(check({}).faults).toMatchObject({ f1: '请填写“应到人数”', f6: '请选择“形式”' })
})

test('missing is not zero: nothing is computed from what is not there', () => {
  const { values } = check({ ...sampleValues, f1: '', f7: [] })
  expect(values).not.toHaveProperty('f3')
  expect(check({ ...sampleValues, f1: '0' }).values).not.toHaveProperty('f3')
})

test('an identity number is refused wherever a text is', () => {
  const number = '110101 19900307 781X'
  expect(check({ ...sampleValues, f4: `张三 ${number}` }).faults).toHaveProperty('f4')
  expect(check({ ...sampleValues, f4: '编号 530100202609010000123' }).faults).toEqual({})
})

test('lists: choices of the form only, each once; people and organisations from their lists', () => {
  const definition = definitionOf(
    field('f1', 'choice', { choices: ['甲', '乙', '丙'], multiple: true }),
    field('f2', 'person'),
    field('f3', 'file', { required: false }),
  )
  const people = [{ id: 'p1', label: '王强' }]
  const good = validateReport(definition, { f1: ['甲', '乙', '甲'], f2: 'p1' }, { people })
  expect(good).toEqual({ values: { f1: ['甲', '乙'], f2: 'p1' }, faults: {} })
  const bad = validateReport(definition, { f1: ['丁'], f2: 'p2' }, { people })
  expect(Object.keys(bad.faults)).toEqual(['f1', 'f2'])
})

test('too many rows are refused, and too long a text', () => {
  const rows = Array.from({ length: 201 }, () => ({ c1: '一', c2: '1' }))
  expect(check({ ...sampleValues, f7: rows }).faults).toHaveProperty('f7')
  expect(check({ ...sampleValues, f4: '长'.repeat(2_001) }).faults).toHaveProperty('f4')
})

test('checked once, checked again is the same', () => {
  const once = check(sampleValues)
  expect(check(once.values)).toEqual(once)
})

test.each(['', '出席 /', '(1'])(
  'a formula still being written (%j) computes nothing',
  (expression) => {
    const definition = definitionOf(field('f1', 'computed', { label: '比例', expression }))
    expect(validateReport(definition, {})).toEqual({ values: {}, faults: {} })
  },
)
