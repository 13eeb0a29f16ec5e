import { describe, expect, test } from 'vitest'
import { definitionFaults } from './definition'
import { diffDefinitions } from './diff'
import { refusalOf } from './refused-words'
import { formDefinition } from './schema'
import { blankColumn } from './states'
import { definitionOf, field, sampleDefinition } from './testing'

const faultsOf = (...fields: Parameters<typeof definitionOf>) =>
  definitionFaults('季度报表', definitionOf(...fields))

test('a whole form has no fault and passes its schema unchanged', () => {
  expect(definitionFaults('季度报表', sampleDefinition())).toEqual({})
  expect(formDefinition.parse(sampleDefinition())).toEqual(sampleDefinition())
})

describe('votes, identity numbers and traces are refused', () => {
  const refused = [
    ...['支部委员选举', '表决情况', '票 决 结果', '民主测评', '民 主 测 评', '投 票人数'],
    ...['民\u3000主\u200b测·评', '（民主）测评', '得票数', '监票人', '选－举'],
    ...[
      '身份证号',
      '身 份 证',
      '公民身份号码',
      '学习时长',
      '登录次数',
      '点赞数',
      '在线时长（分钟）',
    ],
  ]
  test.each(refused)('%s', (words) => {
    expect(refusalOf(words)).toMatch(/[\u4e00-\u9fff]/)
    expect(definitionFaults(words, sampleDefinition())).toHaveProperty('name')
    expect(faultsOf(field('f1', 'text', { label: words }))).toHaveProperty(['fields.0.label'])
    const choice = field('f1', 'choice', { label: '方式', choices: ['其他', words] })
    expect(faultsOf(choice)).toHaveProperty(['fields.0.choices'])
    const table = field('f1', 'table', { label: '表', columns: [blankColumn('c1', words)] })
    expect(faultsOf(table)).toHaveProperty(['fields.0.columns.0.label'])
    expect(faultsOf(field('f1', 'text', { label: '说明', help: words }))).not.toEqual({})
  })

  test.each(['有表决权党员数', '党员大会次数', '选派人数', '举办场次', '培训学时', '换届日期'])(
    '%s is fine',
    (words) => {
      expect(refusalOf(words)).toBeNull()
    },
  )
})

test.each([
  ['no field', [], 'fields'],
  ['no label', [field('f1', 'text', { label: '' })], 'fields.0.label'],
  [
    'one label twice',
    [field('f1', 'text', { label: '甲' }), field('f2', 'text', { label: '甲' })],
    'fields.1.label',
  ],
  ['one key twice', [field('f1', 'text'), field('f1', 'text', { label: '乙' })], 'fields'],
  ['one choice', [field('f1', 'choice', { choices: ['甲', ''] })], 'fields.0.choices'],
  ['choices twice', [field('f1', 'choice', { choices: ['甲', '甲'] })], 'fields.0.choices'],
  ['a table without columns', [field('f1', 'table')], 'fields.0.columns'],
  ['bounds in reverse', [field('f1', 'number', { min: '10', max: '9.5' })], 'fields.0.max'],
  ['a bound that is no number', [field('f1', 'number', { min: '很多' })], 'fields.0.min'],
  ['no formula', [field('f1', 'computed')], 'fields.0.expression'],
  [
    'a formula over a text',
    [field('f1', 'text'), field('f2', 'computed', { expression: 'f1 + 1' })],
    'fields.1.expression',
  ],
  [
    'a formula over itself',
    [field('f1', 'computed', { expression: 'f1 + 1' })],
    'fields.0.expression',
  ],
  [
    'a formula over nothing there',
    [field('f1', 'computed', { expression: '别的 + 1' })],
    'fields.0.expression',
  ],
  [
    'wanted without a reason',
    [field('f1', 'text', { stillWanted: true })],
    'fields.0.stillWantedReason',
  ],
  [
    'a table from a known fact',
    [field('f1', 'table', { knownKey: 'x', columns: [blankColumn('c1', '甲')] })],
    'fields.0.knownKey',
  ],
  [
    'published twice',
    [field('f1', 'number', { publishKey: '次数' }), field('f2', 'number', { publishKey: '次数' })],
    'fields.1.publishKey',
  ],
] as const)('%s is named at its place', (_, fields, path) => {
  expect(faultsOf(...fields)).toHaveProperty([path])
})

test('the difference of two versions, in words', () => {
  const before = sampleDefinition()
  const [first, second, ...others] = structuredClone(before).fields
  if (!first || !second) {
    throw new Error('The sample has fields')
  }
  const after = {
    ...before,
    fields: [
      { ...second, label: '实际到会', required: false },
      first,
      ...others.filter((one) => one.key !== 'f4'),
      field('f9', 'text', { label: '备注' }),
    ],
  }
  expect(diffDefinitions(before, before)).toEqual([])
  expect(diffDefinitions(before, after).map((one) => one.words)).toEqual([
    '删去“主要做法”',
    '“实际到会”：名称由“实到人数”改为“实际到会”，改为选填',
    '增加“备注”',
    '调整了顺序',
  ])
})
