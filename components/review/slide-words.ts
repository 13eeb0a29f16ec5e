import { formatDay, formatPoints } from '@/lib/format'
import { type Day, startOfDay } from '@/lib/period'
import type { PackBranch, PackDecision } from '@/lib/review/pack-schema'
import { type KeptState, keptLabels } from '@/lib/review/states'
import { classLabels } from '@/lib/scorecard/scheme/states'

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

/** `Ⅱ类`; what has no class is 不分类. */
export function classWord(branch: Pick<PackBranch, 'class'>): string {
  return branch.class === null ? '不分类' : classLabels[branch.class]
}

/** The branch, or its number where names are hidden. */
export function branchName(branch: PackBranch, isHidden: boolean): string {
  return isHidden ? `${classWord(branch)} ${branch.number} 号支部` : branch.name
}

/** Somebody's name, or that it is hidden. */
export function personWord(name: string | null, isHidden: boolean): string {
  return name === null ? '支部' : isHidden ? '姓名已隐去' : name
}

/** Where it stands in its class, as a band: never a rank. */
export function placeWords(branch: PackBranch, isHidden: boolean): string {
  const { band, compared } = branch.place
  if (branch.mergedIntoName !== null) {
    const into = isHidden ? '其他支部' : branch.mergedIntoName
    return `季度中并入${into}，按实际天数计分，不参与比较`
  }
  if (branch.unscoredCount > 0) {
    return `${branch.unscoredCount} 项未评（满分 ${formatPoints(branch.unscoredHundredths)} 分），总分为暂计，暂不比较`
  }
  if (band === null) {
    return '没有适用的指标，不作比较'
  }
  const inClass = branch.class === null ? '不分类支部' : classLabels[branch.class]
  if (compared === 1) {
    return `${inClass}只有 1 个支部可比，不作比较`
  }
  const position = numerals[band.position - 1] ?? String(band.position)
  const range =
    band.fromHundredths === band.toHundredths
      ? formatPoints(band.fromHundredths)
      : `${formatPoints(band.fromHundredths)}–${formatPoints(band.toHundredths)}`
  const members = band.members > 1 ? `同档 ${band.members} 个支部不分先后` : '本档 1 个支部'
  return `${inClass}第${position}档（${range}） · ${members}`
}

/** What other reasonable settings would make of it; shown only when asked for. */
export function intervalWords({ place }: PackBranch): string {
  const { interval, rankInterval } = place
  if (!interval || !rankInterval || place.compared === 1) {
    return '本支部没有可比的区间'
  }
  const score = `${formatPoints(interval.low)}–${formatPoints(interval.high)} 分`
  return `九成合理设置下：${score}，第 ${rankInterval.low}–${rankInterval.high} 位（共 ${place.compared} 个支部）`
}

/** `7月11日按期办结`; the year only where it is not that of the meeting. */
export function keptWords({ kept, doneOn, dueOn }: PackDecision, heldOn: Day): string {
  const now = startOfDay(heldOn)
  switch (kept) {
    case 'kept':
    case 'late':
      return `${doneOn ? formatDay(doneOn, now) : ''}${keptLabels[kept]}`
    case 'open':
    case 'overdue':
      return `${keptLabels[kept]}，期限 ${formatDay(dueOn, now)}`
    default:
      return keptLabels[kept]
  }
}

export const keptSigns: Record<KeptState, string> = {
  kept: '✓',
  late: '▲',
  review: '…',
  open: '…',
  overdue: '!',
  cancelled: '–',
}

export const keptColours: Record<KeptState, string> = {
  kept: 'text-done',
  late: 'text-behind',
  review: 'text-soon',
  open: 'text-soon',
  overdue: 'text-late',
  cancelled: 'text-muted',
}
