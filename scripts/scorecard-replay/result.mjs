import { points } from './whole-numbers.mjs'

/**
 * A branch's result as the bundle gives it against the one that was reckoned.
 * @param {any} given
 * @param {any} reckoned
 * @returns {string[]}
 */
export function resultDifferences(given, reckoned) {
  if (!given) {
    return ['结果里没有这个党组织']
  }
  const differences = []
  const compare = (what, has, should) => {
    if (has !== should) {
      differences.push(`${what}：包内为 ${has ?? '无'}，重算为 ${should ?? '无'}`)
    }
  }
  compare('总分', marks(given.totalHundredths), points(reckoned.total))
  compare('满分', marks(given.fullHundredths), points(reckoned.full))
  compare('等次', given.grade ?? null, reckoned.grade)
  compare('名次', given.rank ?? null, reckoned.rank)
  for (const [key, total] of reckoned.totals) {
    const isGiven = Object.hasOwn(given.indicators, key)
    const has = isGiven ? marks(given.indicators[key]) : '缺'
    compare(`指标 ${key}`, has, total === null ? null : points(total))
  }
  for (const key of Object.keys(given.indicators)) {
    if (!reckoned.totals.has(key)) {
      differences.push(`指标 ${key}：考核办法里没有，或不适用于这一类`)
    }
  }
  return differences
}

function marks(hundredths) {
  return hundredths === null ? null : points(BigInt(hundredths))
}
