import type { Indicator, Rule, RuleSource, SchemeDocument } from '@/lib/scorecard/scheme/schema'

const judgement: RuleSource = { kind: 'judgement' }

type Bare<R = Rule> = R extends Rule
  ? Omit<R, 'words' | 'source' | 'capHundredths' | 'isDoubledAfterUrging'> & {
      source?: RuleSource
      capHundredths?: number
      isDoubledAfterUrging?: boolean
    }
  : never

function rule(bare: Bare): Rule {
  return {
    words: `规则 ${bare.key}`,
    ...{ source: judgement, capHundredths: null, isDoubledAfterUrging: false },
    ...bare,
  } as Rule
}

function indicator(key: string, more: Partial<Indicator>): Indicator {
  return {
    ...{ key, code: key, name: `指标 ${key}`, fullHundredths: 1_000, startHundredths: 0 },
    ...{ floorHundredths: 0, capHundredths: null, classes: null, department: null, basis: null },
    ...{ notApplicable: 'scale', rules: [], children: [] },
    ...more,
  }
}

const organised = indicator('a', {
  startHundredths: 1_000,
  rules: [
    rule({
      ...{ op: 'deduct_per_event', key: 'a1', hundredths: 100, capHundredths: 150 },
      source: { kind: 'obligation', activities: ['party_day', 'appraisal'] },
    }),
    rule({
      ...{ op: 'deduct_late', key: 'a2', hundredths: 50, isDoubledAfterUrging: true },
      source: { kind: 'task', scope: 'indicator' },
    }),
    rule({ op: 'deduct_fixed', key: 'a3', hundredths: 200 }),
    rule({
      ...{ op: 'rate_step', key: 'a4', thresholdPercentHundredths: 9_000 },
      ...{ stepPercentHundredths: 500, hundredths: 30, countsPartSteps: true },
      source: { kind: 'attendance', activities: ['members_meeting'] },
    }),
  ],
})

const given = indicator('b', {
  capHundredths: 1_000,
  rules: [
    rule({
      ...{ op: 'score_each', key: 'b1' },
      parts: [
        { name: '甲', hundredths: 300 },
        { name: '乙', hundredths: 200 },
      ],
    }),
    rule({
      ...{ op: 'score_if', key: 'b2', hundredths: 100 },
      source: { kind: 'task', scope: 'plan' },
    }),
    rule({ op: 'all_or_nothing', key: 'b3', hundredths: 150, parts: ['甲', '乙'] }),
    rule({
      ...{ op: 'tiered', key: 'b4' },
      tiers: [
        { when: '好', hundredths: 500 },
        { when: '差', hundredths: -100 },
      ],
    }),
    rule({
      ...{ op: 'band', key: 'b5', unit: '次', source: { kind: 'reported', key: '宣讲次数' } },
      bands: [
        { from: null, to: 300, hundredths: 0 },
        { from: 300, to: null, hundredths: 60 },
      ],
    }),
    rule({
      ...{ op: 'import', key: 'b6', theirFullHundredths: 300, toHundredths: 100 },
      source: { kind: 'import' },
    }),
  ],
})

const added = indicator('c', {
  ...{ fullHundredths: null, floorHundredths: null, capHundredths: 500 },
  rules: [
    rule({ op: 'add_per_event', key: 'c1', hundredths: 50 }),
    rule({
      ...{ op: 'add_range', key: 'c2', fromHundredths: 10, toHundredths: 100 },
      source: { kind: 'evaluation' },
    }),
    rule({ op: 'add_capped', key: 'c3', hundredths: 100, capHundredths: 150 }),
    rule({ op: 'add_discretion', key: 'c4', toHundredths: 80 }),
    rule({
      ...{ op: 'by_level', key: 'c5' },
      levels: [
        { name: '公司', hundredths: 200 },
        { name: '省', hundredths: 400 },
        { name: '通报', hundredths: -300 },
      ],
    }),
  ],
})

const limited = indicator('d', {
  ...{ fullHundredths: 1_500, startHundredths: 0 },
  children: [
    indicator('d.1', {
      startHundredths: 1_000,
      rules: [
        rule({ op: 'deduct_range', key: 'd1', fromHundredths: 10, toHundredths: 300 }),
        rule({ op: 'deduct_discretion', key: 'd2', toHundredths: null }),
        rule({ op: 'zero_item', key: 'd3' }),
        rule({ op: 'veto', key: 'd4', effect: { kind: 'ceiling', grade: '良好' } }),
      ],
    }),
    indicator('d.2', {
      ...{ fullHundredths: 500, startHundredths: 500 },
      rules: [rule({ op: 'deduct_per_event', key: 'd5', hundredths: null })],
    }),
    indicator('d.3', { classes: ['II'], rules: [rule({ op: 'zero_item', key: 'd6' })] }),
  ],
})

/** Every operator and every source, in one table of 35 points with additions. */
export const exampleDocument: SchemeDocument = {
  ...{ name: '试用办法', basis: null },
  indicators: [organised, given, added, limited],
  grading: {
    bands: [
      { grade: '优秀', fromHundredths: 2_900 },
      { grade: '良好', fromHundredths: 2_000 },
      { grade: '一般', fromHundredths: 1_000 },
    ],
    shares: null,
  },
  yearly: { method: 'sum' },
}
