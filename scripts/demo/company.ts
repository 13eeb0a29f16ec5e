import type { OrganisationClass, OrganisationKind } from '@/db/enums'

/** How reliably a branch answers; decides nothing but the believable lateness of the demo. */
export type Temper = 'prompt' | 'steady' | 'slow'

export interface OrganisationPlan {
  key: string
  code: string
  name: string
  kind: OrganisationKind
  parent: string | null
  class: OrganisationClass | null
  /** Members of a branch; 0 for what has no roster of its own. */
  size: number
  temper: Temper
  /** Who leads it, when the name matters; invented otherwise. */
  secretary?: string
  /** 主持工作 instead of a secretary. */
  isActing?: boolean
  isRetired?: boolean
  /** Days from the day of the seed to the end of term; spread over three years unless set. */
  termEndsInDays?: number
}

export const committeeKey = 'committee'
/** The branch that the demo account of a secretary leads. */
export const heroKey = 'telecom'
/** Merged into the hero's branch before the first quarter of the demo. */
export const mergedKey = 'imaging'
/** Renamed fourteen months before the seed. */
export const renamedKey = 'software'
/** A provisional branch of a project, without a committee. */
export const smallKey = 'storage'
/** Its secretary changes eighteen days before the seed. */
export const handedOverKey = 'engineering'

type Row = [key: string, name: string, size: number, more?: Partial<OrganisationPlan>]

const front: Row[] = [
  [heroKey, '通信运维党支部', 24, { secretary: '李建国' }],
  ['systems', '信息运维党支部', 27, { secretary: '何静', temper: 'prompt' }],
  ['control', '调度控制党支部', 24, { secretary: '孙宇' }],
  ['security', '网络安全党支部', 19, { secretary: '马涛', temper: 'slow' }],
  ['cloud', '云平台党支部', 22, { secretary: '郑思远', temper: 'prompt' }],
  ['datacentre', '数据中心党支部', 21, { secretary: '彭海霞', temper: 'prompt' }],
  ['cable', '光缆巡护党支部', 18, { secretary: '石永刚' }],
  ['substation', '变电通信党支部', 20, { secretary: '邱文博' }],
  ['distribution', '配网通信党支部', 17, { secretary: '田志远', temper: 'slow' }],
  ['emergency', '应急通信党支部', 15, { secretary: '龙宏伟', temper: 'prompt' }],
  ['eaststation', '东川运维站党支部', 12, { secretary: '谭春生' }],
  ['northstation', '北岭运维站党支部', 11, { secretary: '白云飞', isActing: true }],
  [mergedKey, '图像通信党支部', 9, { secretary: '贺长庚' }],
]

const service: Row[] = [
  ['customer', '客户服务党支部', 28, { secretary: '唐颖' }],
  ['dataservice', '数据应用党支部', 20, { secretary: '罗浩', temper: 'prompt' }],
  ['metering', '计量中心党支部', 18, { secretary: '赵永胜', temper: 'slow' }],
  [handedOverKey, '工程建设党支部', 23, { secretary: '段国栋' }],
  [renamedKey, '研发中心党支部', 26, { secretary: '江一鸣', temper: 'prompt' }],
  ['vehicles', '车辆管理党支部', 13, { secretary: '周丽', temper: 'slow', termEndsInDays: 41 }],
  ['logistics', '后勤保障党支部', 14, { secretary: '毛桂芝' }],
  ['training', '培训中心党支部', 12, { secretary: '顾雨桐', isActing: true }],
  [smallKey, '抽水蓄能项目临时党支部', 9, { secretary: '雷毅然', temper: 'slow' }],
]

const offices: Row[] = [
  ['office1', '机关第一党支部', 19, { secretary: '吴海燕', temper: 'prompt' }],
  ['office2', '机关第二党支部', 17, { secretary: '沈明辉', temper: 'prompt' }],
  ['finance', '财务资产党支部', 16, { secretary: '冯雪', temper: 'prompt' }],
  ['safety', '安全监察党支部', 12, { secretary: '崔卫东' }],
  ['materials', '物资管理党支部', 15, { secretary: '孟佳慧' }],
  ['planning', '规划发展党支部', 13, { secretary: '夏承志' }],
]

const retired: Row[] = [
  ['retired1', '离退休第一党支部', 38, { secretary: '常维民' }],
  ['retired2', '离退休第二党支部', 34, { secretary: '武淑珍', temper: 'slow' }],
  ['retired3', '离退休第三党支部', 29, { secretary: '汤德胜' }],
]

const groups: [parent: string, names: string[]][] = [
  [heroKey, ['光传输党小组', '交换数据党小组', '综合值班党小组']],
  ['datacentre', ['机房动力党小组', '运行值守党小组']],
  ['customer', ['热线党小组', '现场服务党小组']],
  ['retired1', ['东区党小组', '西区党小组']],
]

/** 党委, three 党总支, thirty-one 党支部 (one of them merged later) and the groups of four. */
export const organisationPlans: readonly OrganisationPlan[] = [
  plan('committee', '00', '西岭电力信息通信公司党委', committeeKey, null),
  plan('general_branch', '10', '运维党总支', 'operations', committeeKey, '秦建平'),
  plan('general_branch', '20', '建设与服务党总支', 'services', committeeKey, '方晓雯'),
  plan('general_branch', '30', '离退休党总支', 'retirees', committeeKey, '侯玉兰'),
  ...branches(front, '10', 'operations', 'I'),
  ...branches(service, '20', 'services', 'II'),
  ...branches(offices, '00', committeeKey, 'III'),
  ...branches(retired, '30', 'retirees', 'III').map((one) => ({ ...one, isRetired: true })),
  ...groups.flatMap(([parent, names]) =>
    names.map((name, index) =>
      plan('group', `${codeOf(parent)}-${index + 1}`, name, `${parent}-${index + 1}`, parent),
    ),
  ),
]

function plan(
  kind: OrganisationKind,
  code: string,
  name: string,
  key: string,
  parent: string | null,
  secretary?: string,
): OrganisationPlan {
  const temper = 'steady' as const
  const base = { key, code: `XL${code}`, name, kind, parent, class: null, size: 0, temper }
  return secretary ? { ...base, secretary } : base
}

function branches(
  rows: Row[],
  prefix: string,
  parent: string,
  organisationClass: OrganisationClass,
): OrganisationPlan[] {
  return rows.map(([key, name, size, more], index) => ({
    ...plan('branch', `${prefix}${String(index + 1).padStart(2, '0')}`, name, key, parent),
    class: organisationClass,
    size,
    ...more,
  }))
}

function codeOf(key: string): string {
  const sections = [
    [front, '10'],
    [service, '20'],
    [retired, '30'],
  ] as const
  for (const [rows, prefix] of sections) {
    const index = rows.findIndex(([one]) => one === key)
    if (index >= 0) {
      return `${prefix}${String(index + 1).padStart(2, '0')}`
    }
  }
  throw new Error(`No such branch: ${key}`)
}
