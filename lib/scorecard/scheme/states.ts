import type { OrganisationClass, SchemeState } from '@/db/enums'
import type { RuleOp, RuleSourceKind, VetoEffect } from './schema'

/** Words of the scheme on screen and in its workbook; each stands for one thing. */
export const opLabels: Record<RuleOp, string> = {
  deduct_per_event: '按次减分',
  deduct_fixed: '一次性减分',
  deduct_late: '逾期减分',
  deduct_range: '区间内减分',
  deduct_discretion: '酌情减分',
  score_each: '逐项得分',
  score_if: '满足得分',
  all_or_nothing: '全部做到才得分',
  tiered: '按档得分',
  band: '按数值区间得分',
  rate_step: '按比率逐档减分',
  zero_item: '本项清零',
  add_per_event: '按次加分',
  add_range: '区间内加分',
  add_capped: '按次加分（有上限）',
  add_discretion: '酌情加分',
  by_level: '按层级加减分',
  import: '外部成绩折算',
  veto: '一票否决',
}

export const sourceLabels: Record<RuleSourceKind, string> = {
  judgement: '部门评定',
  obligation: '活动纪实',
  attendance: '到会率',
  task: '任务完成情况',
  evaluation: '任务评价',
  reported: '填报数据',
  import: '表格导入',
}

export const taskScopeLabels: Record<'indicator' | 'plan', string> = {
  indicator: '列入本指标的任务',
  plan: '年度重点任务',
}

export const classLabels: Record<OrganisationClass, string> = { I: 'Ⅰ类', II: 'Ⅱ类', III: 'Ⅲ类' }

export const notApplicableLabels: Record<'scale' | 'full', string> = {
  scale: '按可考分折算',
  full: '给满分',
}

export const vetoLabels: Record<VetoEffect['kind'], string> = {
  ceiling: '等次最高为',
  grade: '等次定为',
  no_award: '不得评为最好等次',
  lower: '等次降一档',
}

export const yearlyLabels: Record<'sum' | 'mean' | 'weights', string> = {
  sum: '四个季度相加',
  mean: '四个季度平均',
  weights: '按季度权重',
}

export const schemeStateLabels: Record<SchemeState, string> = {
  draft: '草稿',
  published: '已发布',
  retired: '已停用',
}
