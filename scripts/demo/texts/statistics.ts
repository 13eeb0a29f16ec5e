import {
  blankColumn,
  blankDefinition,
  blankField,
  type FormDefinition,
  type FormField,
} from '@/lib/forms/states'
import type { TaskText } from './task-text'

const field = (
  key: string,
  kind: FormField['kind'],
  label: string,
  more: Partial<FormField> = {},
): FormField => ({ ...blankField(key, kind, label), ...more })

/** What the branches fill in every quarter: most of it is brought along, few numbers are new. */
export const statisticsName = '党支部组织生活和党员教育统计表'
export const statisticsDefinition: FormDefinition = {
  ...blankDefinition,
  intro: '前六项系统已带出，请核对；没有开展的如实填 0，不补材料。',
  minutes: 25,
  fields: [
    field('branch', 'text', '党支部名称', { knownKey: 'organisation.name' }),
    field('secretary', 'text', '支部书记', { knownKey: 'organisation.secretary' }),
    field('members', 'number', '党员总数', {
      ...{ unit: '人', min: '0', max: '500', knownKey: 'roster.total' },
    }),
    field('probationary', 'number', '预备党员数', {
      ...{ unit: '人', min: '0', knownKey: 'roster.probationary' },
    }),
    field('before', 'number', '上季度集中学习次数', {
      ...{ unit: '次', required: false, knownKey: 'last:集中学习次数' },
    }),
    field('service_before', 'number', '上季度志愿服务人次', {
      ...{ unit: '人次', required: false, knownKey: 'last:志愿服务人次' },
    }),
    field('studies', 'number', '本季度集中学习次数', {
      ...{ unit: '次', min: '0', max: '60', publishKey: '集中学习次数' },
    }),
    field('service', 'number', '本季度志愿服务人次', {
      ...{ unit: '人次', min: '0', max: '5000', publishKey: '志愿服务人次' },
    }),
    field('solved', 'number', '为群众和用户解决问题', { unit: '件', min: '0', max: '500' }),
    field('share', 'computed', '人均志愿服务', {
      ...{ unit: '次', expression: '本季度志愿服务人次 / 党员总数', decimals: 2 },
    }),
    field('form', 'choice', '集中学习的主要方式', {
      choices: ['集中到会', '分班组开展', '送学到站、送学上门'],
    }),
    field('events', 'table', '主要志愿服务', {
      required: false,
      help: '最多写三项，有就写，没有不写。',
      columns: [
        { ...blankColumn('what', '内容') },
        { ...blankColumn('people', '参加人数'), kind: 'number', unit: '人' },
      ],
    }),
    field('help', 'text', '需要公司协调的事项', { required: false }),
  ],
}

export const statisticsForms = ['集中到会', '分班组开展', '送学到站、送学上门'] as const
export const statisticsEvents = [
  '光缆护线宣传进社区',
  '用户通话质量上门回访',
  '老旧小区应急照明检修',
  '独居老党员家中线路检查',
  '高考期间通信保障服务点',
  '乡村小学网络维护',
] as const
export const statisticsNeeds = [
  '站点活动室网络不稳定，集中学习放不了视频。',
  '外勤人员倒班，希望学习材料提前一周下发。',
  '志愿服务用车与抢修用车冲突，希望统筹。',
] as const

/** The task that carries it. */
export const statisticsText: TaskText = {
  title: ({ quarter }) => `${quarter}组织生活和党员教育统计`,
  requirement: () =>
    '请在线填写统计表。支部名称、书记、党员人数和上季度数据已由系统带出，核对即可；本季度只填学习次数、志愿服务人次和解决问题件数。在系统里有活动纪实的，以纪实为准，不用另附材料。',
  basis: ({ year }) => `西岭信通党〔${year}〕4号《${year}年党建工作要点》`,
  to: 'all',
  minutes: 25,
  hasForm: true,
  reports: ['已按表填报。', '已核对带出数据，本季度数据填报完毕。', '数据已由组织委员核对。'],
  faults: ['志愿服务人次与活动纪实对不上，请核对后重新填写。'],
}
