import { formatPoints } from '@/lib/format'
import type { SchemeFault } from './check-scheme'
import type { Grading, Yearly } from './schema'

/** Names of the grades of a scheme, best first. */
export function gradesOf({ bands, shares }: Grading): string[] {
  const names = [...bands, ...(shares?.grades ?? [])].map((one) => one.grade)
  return [...new Set(names)]
}

/** What is wrong with how scores become grades, and quarters a year. */
export function checkGrading(grading: Grading, yearly: Yearly): SchemeFault[] {
  const sentences = [...checkBands(grading), ...checkShares(grading)]
  const faults = sentences.map((sentence) => ({ path: '等次', sentence }))
  if (yearly.method === 'weights') {
    const sum = yearly.thousandths.reduce((total, one) => total + one, 0)
    if (sum !== 1000) {
      const sentence = `四个季度的权重合计 ${formatPoints(sum * 10)}%，应为 100.00%，请调整。`
      faults.push({ path: '年度得分', sentence })
    }
  }
  return faults
}

function checkBands({ bands, shares }: Grading): string[] {
  if (bands.length === 0) {
    return shares?.isOn ? [] : ['还没有分数线，请填写各等次的起始分数。']
  }
  const sentences: string[] = []
  if (
    bands.some((band, at) => at > 0 && band.fromHundredths >= (bands[at - 1]?.fromHundredths ?? 0))
  ) {
    sentences.push('等次要从好到差排列，起始分数依次降低，请调整。')
  }
  if (new Set(bands.map((band) => band.grade)).size < bands.length) {
    sentences.push('有两个等次同名，请改名。')
  }
  const lowest = Math.min(...bands.map((band) => band.fromHundredths))
  if (lowest > 0) {
    sentences.push(`低于 ${formatPoints(lowest)} 分的没有等次，最后一个等次请从 0 分起。`)
  }
  return sentences
}

function checkShares({ bands, shares }: Grading): string[] {
  if (!shares?.isOn) {
    return []
  }
  const sentences: string[] = []
  // The last grade takes the rest, whatever its own share says.
  const sum = shares.grades
    .slice(0, -1)
    .reduce((total, one) => total + one.atMostPercentHundredths, 0)
  if (sum > 10_000) {
    sentences.push(`强制分布的比例合计 ${formatPoints(sum)}%，超过 100%，请调整。`)
  }
  const names = shares.grades.map((one) => one.grade)
  if (new Set(names).size < names.length) {
    sentences.push('强制分布里有两个等次同名，请改名。')
  }
  const unknown = names.filter((name) => !bands.some((band) => band.grade === name))
  if (bands.length > 0 && unknown.length > 0) {
    sentences.push(`强制分布里的“${unknown.join('、')}”不在等次表里，请用相同的名称。`)
  }
  return sentences
}
