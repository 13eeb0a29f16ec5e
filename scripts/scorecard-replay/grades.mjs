import { grouped } from './standing.mjs'
import { whole } from './whole-numbers.mjs'

/**
 * Ranks within each class: of complete scores that were not merged into another, 1, 2, 2, 4.
 * @param {any[]} scores {organisation, total, isComplete}
 * @returns {Map<string, number>}
 */
export function ranksOf(scores) {
  const ranks = new Map()
  for (const inClass of classesOf(scores).values()) {
    for (const one of inClass) {
      const above = inClass.filter((other) => other.total > one.total).length
      ranks.set(one.organisation.id, above + 1)
    }
  }
  return ranks
}

/** Those who are compared, by class. What has nothing that applies has no score to compare. */
function classesOf(scores) {
  const compared = scores.filter(
    (one) => one.isComplete && one.applicable > 0n && one.organisation.mergedIntoId === null,
  )
  return grouped(compared, (one) => String(one.organisation.class))
}

/**
 * Grades of those who are compared: by band, by share of the class, the worse of both, then limited
 * by the vetoes that stand. A class of one is not shared out. A score that reaches no band has no grade, whatever its share.
 * @param {any} document
 * @param {any[]} scores {organisation, total, applicable, isComplete, vetoes}
 * @returns {Map<string, string | null>}
 */
export function gradesOf(document, scores) {
  const { bands, shares } = document.grading
  const names = [...bands, ...(shares?.grades ?? [])].map((one) => one.grade)
  const order = [...new Set(names)]
  const grades = new Map()
  for (const inClass of classesOf(scores).values()) {
    const byShare = shares?.isOn && inClass.length > 1 ? sharedOut(shares.grades, inClass) : null
    for (const one of inClass) {
      const reached = bands.find((band) => one.total >= whole(band.fromHundredths))?.grade ?? null
      const hasScoreGrade = bands.length === 0 || reached !== null
      const start = hasScoreGrade ? worst(order, [reached, byShare?.get(one) ?? null]) : null
      grades.set(one.organisation.id, limited(order, start, one.vetoes))
    }
  }
  return grades
}

/**
 * 强制分布: with the best of the class first, a group of equal totals gets the first grade whose
 * places, added up from the best one (class × shares, without fraction), hold it whole. The last
 * grade takes the rest.
 */
function sharedOut(grades, inClass) {
  const given = new Map()
  const totals = [...new Set(inClass.map((one) => one.total))].sort((a, b) => (a > b ? -1 : 1))
  let counted = 0n
  for (const total of totals) {
    const group = inClass.filter((one) => one.total === total)
    counted += BigInt(group.length)
    let share = 0n
    const found = grades.find((one, at) => {
      share += whole(one.atMostPercentHundredths)
      const places = (BigInt(inClass.length) * share) / 10_000n
      return at === grades.length - 1 || counted <= places
    })
    for (const one of group) {
      given.set(one, found.grade)
    }
  }
  return given
}

/**
 * A veto that names the grade comes first, then those that lower it by one; a limit makes no grade
 * where there is none.
 */
function limited(order, grade, vetoes) {
  const named = vetoes.filter((veto) => veto.kind === 'grade').map((veto) => veto.grade)
  let start = worst(order, [grade, ...named])
  for (const veto of vetoes) {
    if (veto.kind === 'lower' && order.includes(start)) {
      start = order[order.indexOf(start) + 1] ?? start
    }
  }
  const limits = vetoes.filter((veto) => veto.kind !== 'lower')
  return limits.reduce((now, veto) => {
    if (veto.kind === 'no_award') {
      return now !== null && now === order[0] ? (order[1] ?? null) : now
    }
    return now === null ? null : worst(order, [now, veto.grade])
  }, start)
}

/** Of grades the worst; one that is not in the order is worse than those that are; null if none. */
function worst(order, grades) {
  const place = (grade) => (order.includes(grade) ? order.indexOf(grade) : order.length)
  return grades.reduce((now, grade) => {
    if (now === null || grade === null) {
      return now ?? grade
    }
    return place(grade) > place(now) ? grade : now
  }, null)
}
