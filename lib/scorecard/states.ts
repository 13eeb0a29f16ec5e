/** How a branch stands in a period. Missing is not zero, and the four kinds of nothing differ. */
export type Standing = 'scored' | 'zero' | 'unevaluated' | 'not_applicable' | 'no_data'

export const standingLabels: Record<Standing, string> = {
  scored: '已有得分',
  zero: '零',
  unevaluated: '未评',
  not_applicable: '不适用',
  no_data: '无数据',
}

/** What each word means, for the legend under a table. */
export const standingMeanings: Record<Exclude<Standing, 'scored'>, string> = {
  zero: '评过，得 0.00 分',
  unevaluated: '有应办事项，还没有评价',
  not_applicable: '应办事项均已认定不适用',
  no_data: '本期没有应办事项',
}

export interface Reckoned {
  /** Entries that stand. */
  entries: number
  totalHundredths: number
  /** Things owed in the period that nobody has evaluated. */
  unevaluated: number
  notApplicable: number
}

/** The word for where a branch stands; points, if there are any, win. */
export function standingOf(reckoned: Reckoned): Standing {
  if (reckoned.entries > 0) {
    return reckoned.totalHundredths === 0 ? 'zero' : 'scored'
  }
  if (reckoned.unevaluated > 0) {
    return 'unevaluated'
  }
  return reckoned.notApplicable > 0 ? 'not_applicable' : 'no_data'
}

const ruleNames: Record<string, string> = { 'task-evaluation': '任务评价' }

/** `task-evaluation@1` → `任务评价 第 1 版`; a rule without a name keeps its code. */
export function ruleVersionWords(version: string): string {
  const [rule = '', number = ''] = version.split('@')
  return `${ruleNames[rule] ?? rule} 第 ${number} 版`
}
