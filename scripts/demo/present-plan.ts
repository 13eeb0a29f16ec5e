import type { Standing } from './life'
import { recurring } from './texts/recurring'
import { campaigns, yearly } from './texts/seasonal'
import { statisticsText } from './texts/statistics'
import type { TaskText } from './texts/task-text'

/** A task of the last weeks, set by working days before (−) and after the seed. */
export interface PresentTask {
  key: string
  text: TaskText
  /** Working days before the seed; part of a day allowed. */
  issuedBefore: number
  /** Working days from the seed to the due day; negative when it has passed. */
  dueAfter: number
  /** Where the copy of the demo's own branch is to stand; by chance unless given. */
  hero?: Standing
  /** Branches that have signed for it and are late by now. */
  overdue?: readonly string[]
  /** Branches whose report waits for review. */
  waiting?: readonly string[]
  /** Whom the secretary of that branch lets do it. */
  heroDelegate?: string
  /** The hero's first evaluation is corrected later. */
  isCorrected?: boolean
  /** Words of an urging, and how many working days ago. */
  urges?: { before: number; words?: string }[]
  cancelled?: { before: number; reason: string }
  /** A branch that has signed for it and asks for more time, or that another do it. */
  asks?: { branch: string; before: number; reason: string; to?: string }
  /** Persons instead of branches, by number or name. */
  persons?: readonly string[]
  /** Uses the saved group instead of the text's audience. */
  isForGroup?: boolean
}

/** Name and branches of the saved choice of recipients. */
export const savedGroup = {
  name: '一线保电支部（度夏度冬）',
  branches: [
    'telecom',
    'systems',
    'control',
    'security',
    'cloud',
    'datacentre',
    'cable',
    'substation',
  ],
}

const termText: TaskText = {
  title: () => '换届准备工作落实',
  requirement: () =>
    '任期将于近期届满的党支部，请提前做好换届准备：一是召开支委会研究换届事宜，向上级党组织报送换届请示；二是核对党员名册，确定有选举权的党员人数；三是酝酿下届支委会委员候选人预备人选，充分听取党员意见；四是因故需提前或延期换届的，写明理由报批，延期不超过1年。选举在党员大会上以无记名投票方式进行，票决材料留存支部，本系统不举行投票。请上传换届请示（盖章前的文稿即可）。',
  basis: () => '《中国共产党基层组织选举工作条例》第四条、第五条',
  to: ['vehicles', 'cable', 'metering'],
  isEvidenceRequired: true,
  minutes: 90,
  reports: [
    '{支部}于{日}召开支委会研究换届事宜，请示已拟好见附件；有选举权的党员{应到}人，名册已核对；候选人预备人选正在酝酿，拟于下月召开党员大会。',
  ],
  faults: ['请示中没有写下届支委会名额和委员分工设置，请补充。'],
}

const summaryText: TaskText = {
  title: ({ quarter }) => `${quarter}党总支工作小结和下步打算`,
  requirement: () =>
    '请各党总支报告所属支部重点任务完成情况、存在的共性问题和下步打算。数据以系统已有记录为准，不再要求支部另行报送；报告控制在800字以内。',
  basis: ({ year }) => `西岭信通党〔${year}〕4号`,
  to: ['operations', 'services', 'retirees'],
  minutes: 60,
  reports: [
    '所属支部本季度任务总体完成较好。共性问题：外勤支部集中学习参加率偏低，拟采取分段学习、送学到站。',
  ],
  faults: ['共性问题写得不具体，请点到支部和事项。'],
}

const informationText: TaskText = {
  title: () => '党员基本信息核对（本人）',
  requirement: () =>
    '请核对本人在党员名册中的姓名、入党时间、所在支部和手机号是否正确。正确的回复“无误”；有误的写明应改为什么，由支部组织委员核实后更正。不需要填写身份证号和家庭情况。',
  basis: () => '党员名册年度核对',
  to: 'all',
  minutes: 5,
  reports: ['无误。', '手机号已更换，其余无误，新号码已告知组织委员。', '无误，谢谢组织。'],
  faults: [],
}

const cancelledText: TaskText = {
  title: () => '赴红色教育基地开展现场教学（分批）',
  requirement: () =>
    '各党支部按分批安排赴红色教育基地开展现场教学，每批不超过20人，当日往返。请报送参加人数、带队负责人和用车需求。',
  basis: ({ year }) => `西岭信通党〔${year}〕9号`,
  to: [
    'office1',
    'office2',
    'finance',
    'materials',
    'planning',
    'safety',
    'customer',
    'dataservice',
  ],
  minutes: 20,
  reports: ['拟参加{实到}人，带队负责人为支部书记，用车1辆。'],
  faults: [],
}

const fireText: TaskText = {
  title: () => '冬春季消防安全自查（党员责任区）',
  requirement: () =>
    '请对办公区、机房、库房、车辆开展消防自查：灭火器压力和有效期、疏散通道、电动车充电、取暖设备使用。发现问题当场整改，并按责任区列出清单上传。没有问题的写“未发现”。',
  basis: ({ year }) => `西岭信通安〔${year}〕31号`,
  department: '安全监察部',
  to: 'working',
  isEvidenceRequired: true,
  minutes: 60,
  reports: recurring.safety.reports,
  faults: recurring.safety.faults,
}

/** The tasks that are alive at the moment of the seed, so that every screen has something to show. */
export function presentTasks(quarter: number): PresentTask[] {
  return [
    {
      key: 'safety',
      text: recurring.safety,
      issuedBefore: 14.2,
      dueAfter: -3,
      overdue: ['security', 'vehicles'],
      hero: 'returned',
      urges: [
        { before: 3.5, words: '请按时报送隐患排查清单，未发现隐患的如实填写即可。' },
        { before: 1.2 },
      ],
    },
    {
      key: 'dues',
      text: recurring.dues,
      issuedBefore: 13.1,
      dueAfter: -6,
      isCorrected: true,
      urges: [{ before: 5.2 }],
    },
    {
      key: 'campaign',
      text: campaigns[quarter - 1] ?? fireText,
      issuedBefore: 12.4,
      dueAfter: 6,
      hero: 'accepted',
      heroDelegate: '王敏',
      isForGroup: true,
      asks: {
        branch: 'substation',
        before: 1.4,
        to: 'emergency',
        reason: '本支部骨干集中参加变电站改造，值守力量不足，建议改由应急通信党支部承担。',
      },
    },
    { key: 'term', text: termText, issuedBefore: 11.1, dueAfter: 8 },
    { key: 'visit', text: recurring.visit, issuedBefore: 10.7, dueAfter: 5 },
    {
      key: 'themeDay2',
      text: recurring.themeDay,
      issuedBefore: 9.4,
      dueAfter: 2,
      hero: 'accepted',
    },
    {
      key: 'integrity',
      text: recurring.integrity,
      issuedBefore: 8.6,
      dueAfter: -1,
      overdue: ['logistics'],
      urges: [{ before: 0.9, words: '警示教育报告今天到期，请尽快提交。' }],
    },
    {
      key: 'cancelled',
      text: cancelledText,
      issuedBefore: 8.2,
      dueAfter: 4,
      cancelled: {
        before: 8.1,
        reason: '近期保电任务集中，为减轻基层负担，改为各支部就近自行安排',
      },
    },
    { key: 'summary', text: summaryText, issuedBefore: 7.5, dueAfter: 3 },
    {
      key: 'development',
      text: recurring.development,
      issuedBefore: 6.2,
      dueAfter: 7,
      hero: 'submitted',
    },
    {
      key: 'information',
      text: informationText,
      issuedBefore: 4.6,
      dueAfter: 5,
      persons: ['DY001', 'ZW001', '乔振华', '史俊杰'],
    },
    {
      key: 'yearly',
      text: yearly[quarter - 1] ?? summaryText,
      issuedBefore: 2.8,
      dueAfter: 16,
      hero: 'issued',
    },
    {
      key: 'statistics',
      text: statisticsText,
      issuedBefore: 8.9,
      dueAfter: 1,
      hero: 'accepted',
      // The issuer's own branch: somebody else reviews it.
      waiting: ['office1', 'office2'],
      asks: {
        branch: 'emergency',
        before: 0.6,
        reason: '组织委员外出参加应急演练，志愿服务人次要等其返回核对，申请顺延。',
      },
    },
    { key: 'fire', text: fireText, issuedBefore: 0.12, dueAfter: 10, hero: 'issued' },
  ]
}
