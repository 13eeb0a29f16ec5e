import { describe, expect, test } from 'vitest'
import { defaultScheme } from './default-scheme'
import { explainRule } from './explain-rule'
import { readTable } from './read-table'
import { indicatorsOf, type Rule, ruleSchema } from './schema'
import { opLabels } from './states'
import published from './testing/published-tables.json'
import { randomDocument } from './testing/random-document'

const shared = {
  ...{ key: 'r', words: '每少召开一次支委会', source: { kind: 'judgement' } },
  ...{ capHundredths: null, isDoubledAfterUrging: false },
}
const rule = (rest: Record<string, unknown>): Rule => ruleSchema.parse({ ...shared, ...rest })

describe('a rule in one sentence', () => {
  test.each([
    [
      {
        op: 'deduct_per_event',
        hundredths: 200,
        source: { kind: 'obligation', activities: ['committee_meeting'] },
      },
      '每少召开一次支委会：每发生一次减 2.00 分，减到本项 0 分为止；数据来自活动纪实（支委会），系统自动核对，补录与未开展同样计。',
    ],
    [
      { op: 'deduct_fixed', hundredths: null },
      '每少召开一次支委会：出现即减分一次，由评定部门写明分值，减到本项 0 分为止；由归口部门评定，并附依据。',
    ],
    [
      {
        op: 'tiered',
        tiers: [
          { when: '好', hundredths: 200 },
          { when: '差', hundredths: -100 },
        ],
      },
      '每少召开一次支委会：按档给分，好得 2.00 分、差减 1.00 分；由归口部门评定，并附依据。',
    ],
    [
      {
        ...{ op: 'band', unit: '%', source: { kind: 'reported', key: '完成率' } },
        bands: [
          { from: null, to: 8000, hundredths: 0 },
          { from: 8000, to: 9500, hundredths: 300 },
          { from: 9500, to: null, hundredths: 500 },
        ],
      },
      '每少召开一次支委会：按数值给分，不到 80%得 0.00 分、满 80%不到 95%得 3.00 分、满 95%得 5.00 分；数据来自已审核的填报项“完成率”。',
    ],
    [
      { op: 'add_capped', hundredths: 50, capHundredths: 200 },
      '每少召开一次支委会：每有一次加 0.50 分，本条累计不超过 2.00 分；由归口部门评定，并附依据。',
    ],
    [
      { op: 'veto', effect: { kind: 'ceiling', grade: '一般' } },
      '每少召开一次支委会：出现即等次最高为“一般”，得分不变；由归口部门评定，并附依据。',
    ],
    [
      { op: 'import', theirFullHundredths: 12_000, toHundredths: 4000, source: { kind: 'import' } },
      '每少召开一次支委会：把满分 120.00 分的外部成绩折算成 40.00 分；数据由归口部门用表格导入。',
    ],
    [
      {
        op: 'deduct_late',
        hundredths: 100,
        isDoubledAfterUrging: true,
        source: { kind: 'task', scope: 'plan' },
      },
      '每少召开一次支委会：每逾期一次减 1.00 分，经催办仍未落实的加倍，减到本项 0 分为止；数据来自年度重点任务，系统自动核对，等待审核的时间不算在内。',
    ],
  ])('%o', (given, sentence) => {
    expect(explainRule(rule(given), { floorHundredths: 0, fullHundredths: 500 })).toBe(sentence)
  })

  test('where nothing stops it, nothing says so', () => {
    const sentence = explainRule(rule({ op: 'deduct_fixed', hundredths: 100 }))
    expect(sentence).not.toContain('为止')
  })
})

test('every operator has one sentence without words of taking away, whatever the table says', () => {
  const documents = [
    defaultScheme,
    ...published.tables.map((table, at) => readTable(table, at + 1).document),
    ...Array.from({ length: 60 }, (_, seed) => randomDocument(seed)),
  ]
  const seen = new Set<string>()
  for (const indicator of documents.flatMap((document) => indicatorsOf(document))) {
    for (const one of indicator.rules) {
      seen.add(one.op)
      const sentence = explainRule({ ...one, words: '情形' }, indicator)
      expect(sentence).toMatch(/^情形：.{4,}；.{4,}。$/s)
      expect(sentence).not.toMatch(/undefined|null|NaN|挽回|争/)
    }
    for (const one of indicator.rules.map((rule) => ({ ...rule, words: '情形' }))) {
      const bare = one.op === 'tiered' || one.op === 'score_each' ? '' : explainRule(one, indicator)
      expect(bare).not.toContain('扣')
    }
  }
  expect([...seen].sort()).toEqual(Object.keys(opLabels).sort())
})
