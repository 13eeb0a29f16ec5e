/** Columns of the workbook of a scheme, in their order; the reader finds them by their heads. */
export const schemeColumns = [
  { key: 'code', head: '编号', width: 10 },
  { key: 'name', head: '指标', width: 28 },
  { key: 'full', head: '满分', width: 8 },
  { key: 'start', head: '起始分', width: 8 },
  { key: 'floor', head: '最低分', width: 8 },
  { key: 'cap', head: '最高分', width: 8 },
  { key: 'classes', head: '适用类别', width: 14 },
  { key: 'department', head: '归口部门', width: 16 },
  { key: 'basis', head: '依据', width: 24 },
  { key: 'notApplicable', head: '不适用时', width: 14 },
  { key: 'words', head: '考核内容', width: 36 },
  { key: 'op', head: '计分方式', width: 18 },
  { key: 'source', head: '数据来源', width: 24 },
  { key: 'amount', head: '分值', width: 8 },
  { key: 'from', head: '分值下限', width: 10 },
  { key: 'to', head: '分值上限', width: 10 },
  { key: 'ruleCap', head: '本条累计上限', width: 14 },
  { key: 'doubled', head: '催办未落实加倍', width: 16 },
  { key: 'list', head: '分项或档次', width: 36 },
  { key: 'unit', head: '数值单位', width: 10 },
  { key: 'threshold', head: '达标比率%', width: 12 },
  { key: 'step', head: '每档%', width: 8 },
  { key: 'partSteps', head: '不足一档也计', width: 14 },
  { key: 'theirFull', head: '外部满分', width: 10 },
  { key: 'effect', head: '否决后果', width: 18 },
  { key: 'grade', head: '否决等次', width: 12 },
  { key: 'explanation', head: '说明（系统生成，不读回）', width: 60 },
  { key: 'key', head: '指标标识', width: 14 },
  { key: 'parent', head: '上级标识', width: 14 },
  { key: 'ruleKey', head: '规则标识', width: 16 },
] as const

export type SchemeColumn = (typeof schemeColumns)[number]['key']

export const indicatorSheet = '指标与规则'
export const settingsSheet = '等次与年度'
/** First cell of the second row of the first sheet: tells our workbook from any other. */
export const workbookMark = '领航考核办法 linghang-scheme@1'
/** Row of the heads; rules follow. */
export const headRow = 3
/** An attendance or duty source names its activities after this sign. */
export const sourceSign = '：'
/** A list in one cell has one member a line; this sign stands before its figure. */
export const figureSign = '＝'
export const noLimit = '不限'

const quoted = /^[\s]*['=+\-@＝＋－＠−]/

/** Text as it may stand in a cell: one apostrophe before whatever a spreadsheet might run. */
export function cellText(text: string): string {
  return quoted.test(text) ? `'${text}` : text
}

/** The text that `cellText` made a cell of. */
export function textOfCell(text: string): string {
  return text.startsWith("'") ? text.slice(1) : text
}

/** A member of a list on one line. */
export function lineOf(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
}

/** The member that `lineOf` made a line of. */
export function memberOf(line: string): string {
  return line.replace(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign))
}
