import { recurring } from './recurring'
import { campaigns, yearly } from './seasonal'
import type { TaskText } from './task-text'

export interface MilestonePlan {
  title: string
  quarter: 1 | 2 | 3 | 4
  /** Month and day, e.g. 07-01. */
  starts: string
  due: string
  measure: string
  /** Tasks of its quarter that serve it. */
  fedBy?: readonly TaskText[]
  /** Tasks of the present that serve it, by their key. */
  fedByKeys?: readonly string[]
  /** Said when it was declared done. */
  result: string
  /** Left open though its time has passed. */
  isLeftOpen?: boolean
  /** The due day as it was published, and why it moved. */
  moved?: { from: string; on: string; reason: string }
}

export interface ObjectivePlan {
  title: string
  measure: string
  department: string
  owner: string
  milestones: readonly MilestonePlan[]
}

const q2 = { quarter: 2, starts: '04-01', due: '06-30' } as const
const q3 = { quarter: 3, starts: '07-01', due: '09-30' } as const
const campaignOf = (quarter: number): TaskText[] => campaigns.slice(quarter - 1, quarter)
const yearlyOf = (quarter: number): TaskText[] => yearly.slice(quarter - 1, quarter)

/** 年度重点任务: five objectives, sixteen milestones. */
export const objectivePlans: readonly ObjectivePlan[] = [
  {
    title: '提高党内政治生活质量',
    measure: '主题党日按月开展，集中学习每季度覆盖全体在岗党员',
    department: '党建部',
    owner: '陈晓春',
    milestones: [
      {
        title: '印发年度学习计划和主题党日安排',
        quarter: 1,
        starts: '01-05',
        due: '03-20',
        measure: '学习计划印发，各支部完成对照安排',
        result: '学习计划已印发，三十个支部完成对照安排。',
      },
      {
        title: '二季度主题党日全覆盖',
        ...q2,
        measure: '三次主题党日全部开展，记录完整',
        fedBy: [recurring.themeDay],
        result: '三次主题党日均已开展，记录经审核。',
      },
      {
        title: '三季度主题党日和集中学习全覆盖',
        ...q3,
        measure: '三次主题党日和一次集中学习全部开展',
        fedBy: [recurring.themeDay, recurring.study],
        result: '按计划全部开展，外勤支部采取送学到站。',
      },
      {
        title: '四季度主题党日和集中学习全覆盖',
        quarter: 4,
        starts: '10-01',
        due: '12-31',
        measure: '三次主题党日和一次集中学习全部开展',
        fedBy: [recurring.themeDay, recurring.study],
        result: '按计划全部开展。',
      },
    ],
  },
  {
    title: '推进党支部标准化规范化建设',
    measure: '全部支部对照标准自查整改，到期支部按期换届',
    department: '党建部',
    owner: '孙雅琴',
    milestones: [
      {
        title: '修订标准化建设清单',
        quarter: 1,
        starts: '01-15',
        due: '03-31',
        measure: '清单经党委会审定后印发',
        result: '清单精简到二十六条，已经党委会审定印发。',
      },
      {
        title: '完成半年自查',
        quarter: 2,
        starts: '05-10',
        due: '06-25',
        measure: '三十个支部全部完成自查',
        fedBy: [...yearlyOf(2), recurring.assembly],
        result: '三十个支部全部完成自查，查出问题四十一个。',
      },
      {
        title: '自查问题整改验收',
        quarter: 3,
        starts: '07-05',
        due: '09-30',
        measure: '自查发现的问题全部整改并经党总支核验',
        fedBy: [recurring.assembly],
        result: '问题全部整改并核验。',
        isLeftOpen: true,
        moved: {
          from: '08-31',
          on: '08-21',
          reason: '迎峰度夏保电期间外勤支部集中整改有困难，经党委会同意顺延一个月',
        },
      },
      {
        title: '到期支部按期启动换届',
        quarter: 4,
        starts: '10-08',
        due: '12-15',
        measure: '任期届满的支部全部报送换届请示',
        fedByKeys: ['term'],
        result: '到期支部均已报送换届请示。',
      },
    ],
  },
  {
    title: '做好发展党员和党员教育管理',
    measure: '年度发展计划按期完成，手续齐全',
    department: '党建部',
    owner: '陈晓春',
    milestones: [
      {
        title: '二季度发展党员进度核对',
        ...q2,
        measure: '各支部进度核对完毕，手续问题当季补正',
        fedBy: [recurring.development],
        result: '进度核对完毕，两项手续问题已补正。',
      },
      {
        title: '三季度发展党员进度核对',
        ...q3,
        measure: '各支部进度核对完毕，手续问题当季补正',
        fedBy: [recurring.development],
        result: '进度核对完毕，没有新的手续问题。',
      },
      {
        title: '完成年度发展计划',
        quarter: 4,
        starts: '10-08',
        due: '12-20',
        measure: '年度发展计划全部完成',
        fedBy: [recurring.development],
        result: '年度发展计划全部完成。',
      },
    ],
  },
  {
    title: '深化“党建+安全生产”党员责任区',
    measure: '党员责任区全覆盖，排查问题闭环率百分之百',
    department: '安全监察部',
    owner: '程立新',
    milestones: [
      {
        title: '二季度责任区隐患排查',
        ...q2,
        measure: '责任区排查全覆盖，问题建账',
        fedBy: [recurring.safety, ...campaignOf(2)],
        result: '责任区排查全覆盖，问题全部建账销号。',
      },
      {
        title: '迎峰度夏责任区专项行动',
        ...q3,
        measure: '一线支部全部参加，问题闭环',
        fedBy: [recurring.safety, ...campaignOf(3)],
        result: '一线支部全部参加，发现的问题全部闭环。',
      },
      {
        title: '冬季安全和消防自查',
        quarter: 4,
        starts: '10-10',
        due: '12-05',
        measure: '机房、库房、车辆自查全覆盖',
        fedBy: [recurring.safety],
        fedByKeys: ['safety', 'fire'],
        result: '自查全覆盖，问题已整改。',
      },
    ],
  },
  {
    title: '抓实作风建设和为基层减负',
    measure: '警示教育每季度一次，报表比上年减少三成',
    department: '党建部',
    owner: '孙雅琴',
    milestones: [
      {
        title: '三季度警示教育',
        ...q3,
        measure: '各支部开展一次警示教育',
        fedBy: [recurring.integrity],
        result: '各支部均已开展，报告经审核。',
      },
      {
        title: '四季度警示教育',
        quarter: 4,
        starts: '10-15',
        due: '11-30',
        measure: '各支部开展一次警示教育',
        fedBy: [recurring.integrity],
        fedByKeys: ['integrity'],
        result: '各支部均已开展，报告经审核。',
      },
    ],
  },
]
