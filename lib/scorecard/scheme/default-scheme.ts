import { schemeParts } from './default-indicators'
import { discipline, judgement, type LeafText, office, rule } from './default-rule'
import type { Indicator, SchemeDocument } from './schema'

/** Built-in example: a quarterly scheme for the branches of a power-grid information company. */

const plain = {
  ...{ capHundredths: null, floorHundredths: null, classes: null, basis: null },
  ...{ department: null, notApplicable: 'scale' as const, rules: [], children: [] },
}

function leafOf(text: LeafText, key: string, code: string): Indicator {
  return {
    ...{ ...plain, key, code, name: text.name, fullHundredths: text.full },
    startHundredths: text.isEarned ? 0 : text.full,
    ...{ floorHundredths: 0, capHundredths: text.full, classes: text.classes ?? null },
    ...{ department: text.department ?? office, basis: text.basis ?? null },
    rules: text.rules.map((make, at) => make(`${key}-r${at + 1}`)),
  }
}

function partOf(name: string, leaves: LeafText[], position: number): Indicator {
  const children = leaves.map((leaf, at) =>
    leafOf(leaf, `i${position}-${at + 1}`, `${position}.${at + 1}`),
  )
  const full = leaves
    .filter((leaf) => leaf.classes === undefined || leaf.classes.includes('I'))
    .reduce((sum, leaf) => sum + leaf.full, 0)
  const shared = { ...plain, startHundredths: 0, floorHundredths: 0, capHundredths: full }
  return {
    ...shared,
    key: `i${position}`,
    code: String(position),
    name,
    fullHundredths: full,
    children,
  }
}

const levels = [
  { name: '公司级', hundredths: 100 },
  { name: '省级', hundredths: 200 },
  { name: '国家级', hundredths: 300 },
]

const bonus: Indicator = {
  ...{ ...plain, key: 'bonus', code: '6', name: '加分项', fullHundredths: null },
  ...{ startHundredths: 0, floorHundredths: 0, capHundredths: 500, department: office },
  rules: [
    rule('党建工作受到表彰', judgement, { op: 'by_level', levels })('bonus-r1'),
    rule('承担试点任务并形成成果', judgement, { op: 'add_per_event', hundredths: 100 })('bonus-r2'),
    rule(
      '任务评价给出的分值',
      { kind: 'evaluation' },
      {
        ...{ op: 'add_discretion', toHundredths: 200 },
      },
    )('bonus-r3'),
  ],
}

const veto: Indicator = {
  ...{
    ...plain,
    key: 'veto',
    code: '7',
    name: '一票否决',
    fullHundredths: null,
    startHundredths: 0,
  },
  department: discipline,
  rules: [
    rule('支部班子成员违纪违法被立案', judgement, {
      ...{ op: 'veto', effect: { kind: 'grade', grade: '较差' } },
    })('veto-r1'),
    rule('发生负有责任的安全事故或网络安全事件', judgement, {
      ...{ op: 'veto', effect: { kind: 'ceiling', grade: '一般' } },
    })('veto-r2'),
    rule('考核材料弄虚作假', judgement, { op: 'veto', effect: { kind: 'no_award' } })('veto-r3'),
  ],
}

/** The built-in example scheme, ready to be copied into a year and published. */
export const defaultScheme: SchemeDocument = {
  name: '党支部党建指数考核办法',
  basis: '公司党委党支部考核评价办法',
  indicators: [
    ...schemeParts.map(({ name, leaves }, at) => partOf(name, leaves, at + 1)),
    bonus,
    veto,
  ],
  grading: {
    bands: [
      { grade: '优秀', fromHundredths: 9000 },
      { grade: '良好', fromHundredths: 8000 },
      { grade: '一般', fromHundredths: 6000 },
      { grade: '较差', fromHundredths: 0 },
    ],
    shares: {
      isOn: false,
      grades: [
        { grade: '优秀', atMostPercentHundredths: 2000 },
        { grade: '良好', atMostPercentHundredths: 5000 },
        { grade: '一般', atMostPercentHundredths: 3000 },
        { grade: '较差', atMostPercentHundredths: 10_000 },
      ],
    },
  },
  yearly: { method: 'mean' },
}
