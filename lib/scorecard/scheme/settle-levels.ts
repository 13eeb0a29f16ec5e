import { asBonusPart, asPenaltyPart, directionOf, rulesUnder } from './inner-marks'
import type { Indicator } from './schema'

/** A level without anything in it. */
export function blankLevel(key: string, code: string, name: string): Indicator {
  return {
    ...{ key, code: code.slice(0, 20), name: name.slice(0, 100), fullHundredths: null },
    ...{ startHundredths: 0, floorHundredths: null, capHundredths: null, classes: null },
    ...{ department: null, basis: null, notApplicable: 'scale', rules: [], children: [] },
  }
}

const fullSum = (levels: readonly Indicator[]) =>
  levels.reduce((sum, level) => sum + (level.fullHundredths ?? 0), 0)

/** Weights written as shares of one (0.3, 0.7) become marks of a hundred. */
export function inMarks(levels: Indicator[], total: number | null): Indicator[] {
  const isOfOne = fullSum(levels) === 100 && levels.length > 1
  return isOfOne && (total === null || total === 10_000)
    ? levels.map((level) => ({
        ...level,
        fullHundredths: level.fullHundredths === null ? null : level.fullHundredths * 100,
      }))
    : levels
}

/** A level made for a rule of some classes has no marks of its own. */
const isOfRule = (level: Indicator) => /(?:^|[.])r\d+$/.test(level.code)

const hasMarks = (level: Indicator): boolean =>
  level.fullHundredths !== null || level.children.some(hasMarks)

/**
 * Levels under one level, put right: parts for one class each share the marks of the level above,
 * 加分项 and 减分项 stand beside the full marks unless the marks only add up with them.
 */
export function settled(levels: Indicator[], full: number | null): Indicator[] {
  const shared = levels.filter((level) => level.classes === null)
  const rest = full === null ? 0 : full - fullSum(shared)
  const classed = levels.map((level) =>
    level.classes !== null && !isOfRule(level) && !hasMarks(level) && rest > 0
      ? { ...level, fullHundredths: rest }
      : level,
  )
  return full !== null && fullSum(classed) === full ? classed : classed.map(besideMarks)
}

function besideMarks(level: Indicator): Indicator {
  const directions = rulesUnder(level).map(directionOf)
  if (/加分|附加分|奖励分/.test(level.name) && !directions.includes('takes')) {
    return asBonusPart(level)
  }
  const isTaking = directions.includes('takes') && !directions.includes('earns')
  const isPenalty = /扣分|减分|负面|反向|倒扣/.test(level.name) && !directions.includes('adds')
  return isTaking && isPenalty ? asPenaltyPart(level) : level
}

/** A table whose levels have no marks of their own has those of the whole. */
export function wrapped(levels: Indicator[], name: string, total: number | null): Indicator[] {
  const isBare = levels.length > 0 && !levels.some(hasMarks)
  if (!isBare || total === null) {
    return levels
  }
  const [only] = levels
  return levels.length === 1 && only
    ? [{ ...only, fullHundredths: total }]
    : [{ ...blankLevel('all', '0', name), fullHundredths: total, children: levels }]
}
