import type { Grading, VetoEffect } from '../scheme/schema'
import { wholeSteps } from './amounts'
import { type ClassMember, comparedMembers, tieGroups } from './ranks'

export interface GradedMember extends ClassMember {
  /** Vetoes that stand for it. */
  vetoes: readonly VetoEffect[]
}

/** One step on the way to a grade; `grade` is the one after it, null is none. */
export interface GradeStep {
  kind: 'band' | 'share' | 'veto'
  grade: string | null
  /** Of a veto: which. */
  veto: VetoEffect | null
}

export interface GradeResult {
  /** Null where the score reaches no band. */
  grade: string | null
  /** Without the vetoes: what the score alone would have made. */
  scoreGrade: string | null
  steps: GradeStep[]
}

/**
 * Grades within one class by id; members who are not compared have none. Bands are half-open; of a
 * forced distribution a group of equal scores gets a grade only if it fits in whole, and a class of
 * one is not distributed; of both the worse counts, and no grade is the worst; then vetoes limit.
 * The scores stay as they are.
 */
export function gradeClass(
  grading: Grading,
  members: readonly GradedMember[],
): Map<string, GradeResult> {
  const order = gradeOrder(grading)
  const compared = comparedMembers(members)
  // Shares compare; where there is nobody to compare with, they say nothing.
  const isShared = grading.shares?.isOn === true && compared.length > 1
  const shares = isShared ? gradesByShare(grading.shares?.grades ?? [], compared) : null
  return new Map(
    compared.map((one) => {
      const steps: GradeStep[] = []
      if (grading.bands.length > 0) {
        steps.push({ kind: 'band', grade: bandOf(grading, one.totalHundredths), veto: null })
      }
      if (shares !== null) {
        const grade = shares.get(one.id) ?? null
        // A score that reaches no band has no grade, whatever its place in the class.
        const hasBand = steps.length === 0 || before(steps) !== null
        const after = hasBand ? worse(order, before(steps), grade) : null
        steps.push({ kind: 'share', grade: after, veto: null })
      }
      const scoreGrade = before(steps)
      let grade = scoreGrade
      for (const veto of gradesFirst(one.vetoes)) {
        grade = limited(order, grade, veto)
        steps.push({ kind: 'veto', grade, veto })
      }
      return [one.id, { grade, scoreGrade, steps }]
    }),
  )
}

function before(steps: readonly GradeStep[]): string | null {
  return steps.at(-1)?.grade ?? null
}

/** Names of the grades, best first: of the bands, then those that only the shares have. */
export function gradeOrder(grading: Grading): string[] {
  const shares = grading.shares?.grades ?? []
  return [...new Set([...grading.bands, ...shares].map((one) => one.grade))]
}

/** The grade of a score by the bands, from the best down; null below all of them. */
export function bandOf(grading: Pick<Grading, 'bands'>, totalHundredths: number): string | null {
  return grading.bands.find((band) => totalHundredths >= band.fromHundredths)?.grade ?? null
}

// The best so many may have the best grade, down to the last, which takes the rest.
function gradesByShare(
  grades: readonly { grade: string; atMostPercentHundredths: number }[],
  members: readonly GradedMember[],
): Map<string, string> {
  let share = 0
  const places = grades.map((one, at) => {
    share += one.atMostPercentHundredths
    const isLast = at === grades.length - 1
    return {
      grade: one.grade,
      upTo: isLast ? Infinity : wholeSteps(members.length * share, 10_000),
    }
  })
  const result = new Map<string, string>()
  let counted = 0
  for (const group of tieGroups(members)) {
    counted += group.length
    const place = places.find((one) => counted <= one.upTo)
    for (const one of group) {
      result.set(one.id, place?.grade ?? '')
    }
  }
  return result
}

// A name the scheme does not know is below those it knows.
function positionOf(order: readonly string[], grade: string): number {
  const at = order.indexOf(grade)
  return at === -1 ? order.length : at
}

// The worse of two; where there is but one, that one.
function worse(order: readonly string[], a: string | null, b: string | null): string | null {
  if (a === null || b === null) {
    return a ?? b
  }
  return positionOf(order, b) > positionOf(order, a) ? b : a
}

// A named grade first, then what lowers it, so that the limits find it whatever order they come in.
function gradesFirst(vetoes: readonly VetoEffect[]): VetoEffect[] {
  const of = (...kinds: VetoEffect['kind'][]) => vetoes.filter((veto) => kinds.includes(veto.kind))
  return [...of('grade'), ...of('lower'), ...of('ceiling', 'no_award')]
}

// Where there is no grade a limit makes none; only a veto that names the grade does.
function limited(order: readonly string[], grade: string | null, veto: VetoEffect): string | null {
  switch (veto.kind) {
    case 'grade':
      return worse(order, grade, veto.grade)
    case 'ceiling':
      return grade === null ? null : worse(order, grade, veto.grade)
    case 'lower':
      return grade === null ? null : (order[positionOf(order, grade) + 1] ?? grade)
    case 'no_award':
      return grade !== null && grade === order[0] ? (order[1] ?? null) : grade
  }
}
