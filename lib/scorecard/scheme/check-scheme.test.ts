import { describe, expect, test } from 'vitest'
import { checkRule } from './check-rule'
import { checkScheme } from './check-scheme'
import { defaultScheme } from './default-scheme'
import {
  type Indicator,
  indicatorsOf,
  isVetoOnly,
  type Rule,
  ruleSchema,
  type SchemeDocument,
} from './schema'

const sentences = (document: SchemeDocument) =>
  checkScheme(document).map((fault) => `${fault.path}：${fault.sentence}`)

/** The built-in scheme after a change. */
function changed(change: (document: SchemeDocument, at: (code: string) => Indicator) => void) {
  const document = structuredClone(defaultScheme)
  change(document, (code) => {
    const found = indicatorsOf(document).find((one) => one.code === code)
    if (!found) {
      throw new Error(code)
    }
    return found
  })
  return sentences(document)
}

const rule = (rest: Record<string, unknown>): Rule =>
  ruleSchema.parse({
    ...{ key: 'r', words: '情形', source: { kind: 'judgement' } },
    ...{ capHundredths: null, isDoubledAfterUrging: false, ...rest },
  })

describe('the built-in scheme', () => {
  test('can be published, has a hundred marks for each class, and reads what the system knows', () => {
    expect(sentences(defaultScheme)).toEqual([])
    const leaves = indicatorsOf(defaultScheme).filter((one) => one.children.length === 0)
    expect(leaves.length).toBeGreaterThanOrEqual(20)
    const rules = leaves.flatMap((one) => one.rules)
    expect(new Set(rules.map((one) => one.source.kind)).size).toBe(7)
    expect(new Set(leaves.map((one) => one.department)).size).toBe(4)
    expect(leaves.filter((one) => one.classes !== null)).toHaveLength(3)
  })
})

describe('what must be mended', () => {
  test.each<[string, Parameters<typeof changed>[0], RegExp]>([
    [
      'marks',
      (_, at) => Object.assign(at('5.1'), { fullHundredths: 900 }),
      /有 1\.00 分没有落到指标上/,
    ],
    [
      'total',
      (_, at) => Object.assign(at('5'), { fullHundredths: 2000 }),
      /合计 102\.00 分，应为 100\.00 分/,
    ],
    [
      'class',
      (_, at) => Object.assign(at('4.2'), { fullHundredths: 1100 }),
      /对Ⅱ类支部，下级指标合计 21\.00 分，超过本级满分/,
    ],
    ['no rule', (_, at) => at('1.3').rules.splice(0), /1\.3 党务公开：这个指标没有规则/],
    ['keys', (_, at) => Object.assign(at('1.2'), { key: 'i1-1' }), /指标标识“i1-1”出现了两次/],
    ['codes', (_, at) => Object.assign(at('1.2'), { code: '1.1' }), /指标编号“1\.1”出现了两次/],
    ['start', (_, at) => Object.assign(at('1.2'), { startHundredths: 9999 }), /起始分超过了满分/],
    ['limits', (_, at) => Object.assign(at('1.2'), { floorHundredths: 600 }), /最低分高于最高分/],
    ['empty', (document) => document.indicators.splice(0), /还没有指标/],
    ['bands', (document) => document.grading.bands.reverse(), /从好到差排列/],
    ['lowest', (document) => document.grading.bands.pop(), /低于 60\.00 分的没有等次/],
    ['no bands', (document) => document.grading.bands.splice(0), /还没有分数线/],
    [
      'shares',
      ({ grading }) => {
        const [first] = grading.shares?.grades ?? []
        Object.assign(first ?? {}, { atMostPercentHundredths: 9000 })
        Object.assign(grading.shares ?? {}, { isOn: true })
      },
      /比例合计 170\.00%，超过 100%/,
    ],
    [
      'weights',
      (document) =>
        Object.assign(document, { yearly: { method: 'weights', thousandths: [1, 2, 3, 4] } }),
      /权重合计 1\.00%，应为 100\.00%/,
    ],
    [
      'veto',
      (_, at) =>
        Object.assign(at('7').rules[0] ?? {}, { effect: { kind: 'grade', grade: '末等' } }),
      /7 一票否决 第 1 条：否决后的等次“末等”不在等次表里/,
    ],
    [
      'prohibited',
      (_, at) => Object.assign(at('1.2').rules[0] ?? {}, { words: '学习时长不足' }),
      /1\.2 支委会议事 第 1 条：学习、观看、在线的时长不得作为考核依据.*国办函〔2026〕12号/,
    ],
    [
      'persons',
      (_, at) => Object.assign(at('3.3'), { name: '党员积分' }),
      /3\.3 党员积分：这是给党员个人打分的表/,
    ],
  ])('%s', (name, change, expected) => {
    const found = changed(change)
    expect(found.join('\n'), name).toMatch(expected)
  })

  test('a veto must name a grade that there is, and one that limits', () => {
    const grade = (kind: string, name: string) =>
      checkRule(rule({ op: 'veto', effect: { kind, grade: name } }), ['优秀', '一般'])
    expect(grade('grade', '三类')[0]).toContain('“三类”不在等次表里')
    expect(grade('ceiling', '优秀')[0]).toContain('等于没有限制')
    expect(grade('ceiling', '一般')).toEqual([])
  })

  test('bands must meet', () => {
    const bands = (...list: [number | null, number | null][]) =>
      checkRule(
        rule({
          op: 'band',
          unit: '',
          bands: list.map(([from, to]) => ({ from, to, hundredths: 1 })),
        }),
        [],
      )[0]
    expect(bands([null, 5], [5, null])).toBeUndefined()
    expect(bands([5, null], [null, 5])).toBeUndefined()
    expect(bands([null, 6], [5, null])).toContain('重叠')
    expect(bands([null, 5], [6, null])).toContain('空档')
    expect(bands([5, 5])).toContain('起点不小于终点')
  })
})

describe('a source must tell what the operator reads', () => {
  const owed = { kind: 'obligation', activities: ['talk'] }
  const came = { kind: 'attendance', activities: ['talk'] }
  const rate = {
    thresholdPercentHundredths: 9000,
    stepPercentHundredths: 100,
    countsPartSteps: true,
  }
  test.each([
    [{ op: 'deduct_per_event', hundredths: 1, source: owed }, null],
    [{ op: 'deduct_per_event', hundredths: null, source: owed }, '请写明分值'],
    [{ op: 'add_per_event', hundredths: 1, source: owed }, '不能用'],
    [{ op: 'score_if', hundredths: 1, source: owed }, '不能用'],
    [{ op: 'tiered', tiers: [{ when: '好', hundredths: 1 }], source: owed }, '不能用'],
    [{ op: 'zero_item', source: owed }, null],
    [{ op: 'rate_step', ...rate, hundredths: 1, source: came }, null],
    [{ op: 'deduct_fixed', hundredths: 1, source: came }, '不能用'],
    [{ op: 'rate_step', ...rate, hundredths: 1, source: { kind: 'task', scope: 'plan' } }, null],
    [{ op: 'score_if', hundredths: 1, source: { kind: 'task', scope: 'plan' } }, null],
    [{ op: 'add_per_event', hundredths: 1, source: { kind: 'task', scope: 'plan' } }, '不能用'],
    [{ op: 'add_discretion', toHundredths: 1, source: { kind: 'evaluation' } }, null],
    [{ op: 'veto', effect: { kind: 'no_award' }, source: { kind: 'import' } }, '不能用'],
  ])('%o', (given, expected) => {
    const [sentence] = checkRule(rule(given), [])
    expect(sentence ?? null).toEqual(expected === null ? null : expect.stringContaining(expected))
  })
})

test('what only limits the grade is told apart from what bears marks', () => {
  const only = defaultScheme.indicators.filter(isVetoOnly).map((one) => one.name)
  expect(only).toEqual(['一票否决'])
})
