/** Spellings under which published tables, and programs that copy them, give the same thing. */

export const nameKeys = [
  ...['name', 'title', 'label', 'item', 'indicator', 'content', 'dim', 'dimension', 'module'],
  ...['名称', '指标', '项目', '内容', '考核项目', '考核内容'],
] as const

/** Full marks of a level. */
export const fullKeys = [
  ...['weight', 'max', 'full', 'full_score', 'fullScore', 'full_marks', 'points', 'score', 'marks'],
  ...['value', 'total', 'max_score', 'base', '分值', '满分', '权重', '标准分', '基础分'],
] as const

/** A rule's amount. */
export const amountKeys = [
  ...[
    'amount',
    'score',
    'points',
    'point',
    'value',
    'marks',
    'deduct',
    'deduction',
    'add',
    'bonus',
  ],
  ...['each', '分值', '扣分', '加分', '得分', '分数'],
] as const

export const capKeys = ['cap', 'limit', 'up_to', 'upTo', 'at_most', 'max_total', '上限', '封顶']

/** What is scored, in words. */
export const wordKeys = [
  ...['per', 'when', 'what', 'desc', 'description', 'text', 'words', 'name', 'title', 'content'],
  ...['condition', 'criteria', 'criterion', 'standard', 'rule', 'label', 'note', 'window', '说明'],
  ...['内容', '标准', '条件', '情形'],
] as const

export const departmentKeys = [
  ...['department', 'dept', 'owner', 'responsible', 'responsible_department', 'by'],
  ...['责任部门', '归口部门', '考核部门', '牵头部门'],
] as const

export const basisKeys = ['basis', 'clause', 'document', '依据', '文号'] as const

/** Lists under which the next level stands. */
export const childKeys: ReadonlySet<string> = new Set([
  ...['dims', 'dimensions', 'items', 'indicators', 'children', 'sub', 'subs', 'subitems'],
  ...['sub_items', 'sections', 'parts', 'groups', 'modules', 'categories', 'nodes', 'levels'],
  ...['elements', 'entries', 'common', 'specific', 'individual', 'shared', 'special'],
  ...['指标', '一级指标', '二级指标', '三级指标', '子项', '共性', '个性', '共性指标', '个性指标'],
])

/** Lists in which rules stand without a name of their own. */
export const ruleKeys: ReadonlySet<string> = new Set([
  ...['rules', 'rule', 'criteria', 'standards', 'scoring', 'ops', 'clauses', '规则', '评分标准'],
])

/** Never a level: facts about the table. */
export const otherKeys: ReadonlySet<string> = new Set([
  ...['frequency', 'source', 'note', 'notes', 'about', 'period', 'completeness', 'org', 'scope'],
  ...['subject', 'object', 'target', 'id', 'grading', 'grades', 'steps', 'classes', 'class'],
  ...['applies_to', 'for', 'rule_ops', 'yearly', 'total'],
])

const partNames: Record<string, string> = {
  ...{ common: '共性指标', shared: '共性指标', specific: '个性指标', individual: '个性指标' },
  ...{
    special: '个性指标',
    class_specific: '个性指标',
    by_class: '个性指标',
    bonus: '加分项',
    bonuses: '加分项',
    additions: '加分项',
    extra: '加分项',
  },
  ...{ penalty: '减分项', penalties: '减分项', deductions: '减分项', negative: '减分项' },
  ...{
    veto: '一票否决',
    vetoes: '一票否决',
    general: '通用规定',
    grading: '等次',
    dims: '考核内容',
  },
  ...{ reverse: '反向指标', common_rules: '通用规定', adjustments: '加减分项' },
}

/** A key as the name of a level. */
export function nameOfKey(key: string): string {
  return partNames[key] ?? key
}
