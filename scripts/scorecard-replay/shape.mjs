export const format = 'linghang-scorecard-bundle@1'

const lists = [
  'calendar',
  'organisations',
  'denominators',
  'obligations',
  'activities',
  'facts',
  'reportedValues',
  'treatments',
  'entries',
  'appeals',
]

/**
 * Why something is no bundle, in one sentence; null if it is one.
 * @param {any} bundle
 */
export function shapeFault(bundle) {
  if (bundle === null || typeof bundle !== 'object' || Array.isArray(bundle)) {
    return '文件里不是一个 JSON 对象，不是计分数据包'
  }
  if (bundle.format !== format) {
    return `文件格式是“${bundle.format ?? '未注明'}”，本程序只认 ${format}`
  }
  const missing = lists.find((name) => !Array.isArray(bundle[name]))
  if (missing) {
    return `缺少 ${missing} 部分，数据包不完整`
  }
  if (!Array.isArray(bundle.scheme?.document?.indicators) || !bundle.scheme.document.grading) {
    return '缺少考核办法（scheme.document），数据包不完整'
  }
  if (!Array.isArray(bundle.result?.organisations)) {
    return '缺少结果（result.organisations），数据包不完整'
  }
  if (!/^\d{4}Q[1-4]$/.test(bundle.quarter?.period ?? '') || !bundle.quarter.asOf) {
    return '缺少季度（quarter.period、quarter.asOf），数据包不完整'
  }
  return null
}
