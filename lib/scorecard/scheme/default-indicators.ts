import {
  discipline,
  each,
  judgement,
  type LeafText,
  once,
  owed,
  present,
  rule,
  safety,
  tasks,
  union,
} from './default-rule'

/** Indicators of the built-in scheme, part by part. */

const statute = '《中国共产党支部工作条例（试行）》'

export const schemeParts: { name: string; leaves: LeafText[] }[] = [
  {
    name: '组织建设',
    leaves: [
      {
        ...{ name: '班子健全和按期换届', full: 600, basis: `${statute}第二十条` },
        rules: [once('任期届满未按期换届，也未报批延期', 400), once('委员缺额满三个月未增补', 200)],
      },
      {
        ...{ name: '支委会议事', full: 500, basis: `${statute}第十二条` },
        rules: [each('每缺一次支委会', owed('committee_meeting'), 150)],
      },
      {
        ...{ name: '党务公开', full: 400, basis: '《中国共产党党务公开条例（试行）》' },
        rules: [each('应公开事项未按期公开', judgement, 100)],
      },
      {
        ...{ name: '党风廉政和作风', full: 500, department: discipline },
        rules: [
          rule('作风纪律检查发现问题，按情节', judgement, {
            ...{ op: 'deduct_range', fromHundredths: 50, toHundredths: 200 },
          }),
          rule('问题线索隐瞒不报', judgement, { op: 'zero_item' }),
        ],
      },
    ],
  },
  {
    name: '组织生活',
    leaves: [
      {
        ...{ name: '支部党员大会', full: 500, basis: `${statute}第十一条` },
        rules: [each('每缺一次党员大会', owed('members_meeting'), 300)],
      },
      {
        ...{ name: '党小组会', full: 300, basis: `${statute}第十三条` },
        rules: [each('每缺一次党小组会', owed('group_meeting'), 100)],
      },
      {
        ...{ name: '党课', full: 400, basis: `${statute}第十四条` },
        rules: [each('未按期上党课', owed('party_lecture'), 200)],
      },
      {
        ...{ name: '主题党日', full: 500, basis: `${statute}第十六条` },
        rules: [each('每缺一次主题党日', owed('party_day'), 200)],
      },
      {
        ...{ name: '组织生活会、民主评议和谈心谈话', full: 500, basis: `${statute}第十七至十九条` },
        rules: [
          each('未按期召开组织生活会', owed('life_meeting'), 300),
          each('未按期开展民主评议党员', owed('appraisal'), 300),
          each('应开展的谈心谈话未开展', owed('talk'), 100),
        ],
      },
      {
        ...{ name: '到会情况', full: 400 },
        rules: [
          rule('党员大会和主题党日的到会率', present('members_meeting', 'party_day'), {
            ...{ op: 'rate_step', thresholdPercentHundredths: 8000, stepPercentHundredths: 500 },
            ...{ hundredths: 100, countsPartSteps: true },
          }),
        ],
      },
    ],
  },
  {
    name: '党员管理',
    leaves: [
      {
        ...{ name: '发展党员', full: 400, basis: '《中国共产党发展党员工作细则》' },
        rules: [once('发展程序缺项或倒置', 300), each('发展材料不完整', judgement, 50)],
      },
      {
        ...{ name: '党费收缴', full: 300, basis: '《关于中国共产党党费收缴、使用和管理的规定》' },
        rules: [
          rule('党费核定或上缴逾期', judgement, { op: 'deduct_late', hundredths: 100 }),
          once('基数核定有误', 200),
        ],
      },
      {
        ...{ name: '组织关系和党员名册', full: 200 },
        rules: [each('名册与实际不符', judgement, 50)],
      },
      {
        ...{ name: '集中学习', full: 400 },
        isEarned: true,
        rules: [
          rule(
            '本季度集中学习次数',
            { kind: 'reported', key: '集中学习次数' },
            {
              ...{ op: 'band', unit: '次' },
              bands: [
                { from: null, to: 100, hundredths: 0 },
                { from: 100, to: 300, hundredths: 200 },
                { from: 300, to: null, hundredths: 400 },
              ],
            },
          ),
        ],
      },
      {
        ...{ name: '困难党员和职工关爱', full: 300, department: union },
        isEarned: true,
        rules: [
          rule('走访慰问、诉求回应、建档', judgement, {
            op: 'score_each',
            parts: [
              { name: '困难党员走访', hundredths: 100 },
              { name: '职工诉求有回应', hundredths: 100 },
              { name: '帮扶档案齐全', hundredths: 100 },
            ],
          }),
        ],
      },
    ],
  },
  {
    name: '融入中心',
    leaves: [
      {
        ...{ name: '系统运行安全', full: 1000, department: safety, classes: ['I'] },
        rules: [
          each('责任范围内信息系统异常停运', judgement, 300),
          each('违章作业', judgement, 200),
        ],
      },
      {
        ...{ name: '项目建设和研发质量', full: 1000, department: safety, classes: ['II'] },
        rules: [each('里程碑延误', judgement, 200), each('上线后严重缺陷', judgement, 200)],
      },
      {
        ...{ name: '管理服务质效', full: 1000, department: safety, classes: ['III'] },
        rules: [
          rule('服务对象评议档次', judgement, {
            op: 'tiered',
            tiers: [
              { when: '满意', hundredths: 1000 },
              { when: '基本满意', hundredths: 700 },
              { when: '不满意', hundredths: -100 },
            ],
          }),
        ],
        isEarned: true,
      },
      {
        ...{ name: '党员责任区和示范岗', full: 300 },
        isEarned: true,
        rules: [
          rule('有台账、有成效、有评议', judgement, {
            ...{ op: 'all_or_nothing', hundredths: 300, parts: ['有台账', '有成效', '有评议'] },
          }),
        ],
      },
      {
        ...{ name: '经营业绩联动', full: 700 },
        isEarned: true,
        rules: [
          rule(
            '所在部门业绩考核得分',
            { kind: 'import' },
            {
              ...{ op: 'import', theirFullHundredths: 10_000, toHundredths: 700 },
            },
          ),
        ],
      },
    ],
  },
  {
    name: '重点任务',
    leaves: [
      {
        ...{ name: '年度重点任务节点', full: 1000 },
        rules: [each('节点逾期或未完成', tasks('plan'), 300, { isDoubledAfterUrging: true })],
      },
      {
        ...{ name: '党委交办任务', full: 600 },
        rules: [each('任务逾期或未完成', tasks('indicator'), 200, { isDoubledAfterUrging: true })],
      },
      {
        ...{ name: '材料报送', full: 200 },
        rules: [rule('材料逾期', judgement, { op: 'deduct_late', hundredths: 50 })],
      },
    ],
  },
]
