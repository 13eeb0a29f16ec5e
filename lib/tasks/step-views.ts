import { asc, desc, eq, inArray } from 'drizzle-orm'
import type { ClockParty, Grade } from '@/db/enums'
import { clockSegments, people, stepEvaluations, steps } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { timeByParty } from './clock'
import type { LoadedAssignment, LoadedStep } from './load'

/** One node of an assignment as its timeline shows it. */
export interface StepView extends LoadedStep {
  /** When it became the branch's, null while it waits. */
  openedAt: Date | null
  /** When it was approved or ended. */
  doneAt: Date | null
  /** Time each party has had it, in milliseconds. */
  usedMs: Record<ClockParty, number>
  /** 节点评价 that stands. */
  grade: Grade | null
  gradeRemark: string | null
  /** Who is named to review it; null where the issuing office does, or nobody. */
  reviewerName: string | null
}

/** The nodes of an assignment with their clocks and grades, in order. */
export async function stepViews(
  ctx: ViewerContext,
  { assignment, steps: loaded }: LoadedAssignment,
): Promise<StepView[]> {
  const reviewerIds = loaded.flatMap((one) => one.node.reviewerId ?? [])
  const ofThis = eq(steps.assignmentId, assignment.id)
  const [segments, grades, reviewers] = await Promise.all([
    ctx.db
      .select({
        stepId: clockSegments.stepId,
        party: clockSegments.party,
        startsAt: clockSegments.startsAt,
        endsAt: clockSegments.endsAt,
      })
      .from(clockSegments)
      .innerJoin(steps, eq(steps.id, clockSegments.stepId))
      .where(ofThis)
      .orderBy(asc(clockSegments.startsAt), asc(clockSegments.id)),
    ctx.db
      .select({
        stepId: stepEvaluations.stepId,
        grade: stepEvaluations.grade,
        remark: stepEvaluations.remark,
      })
      .from(stepEvaluations)
      .innerJoin(steps, eq(steps.id, stepEvaluations.stepId))
      .where(ofThis)
      .orderBy(desc(stepEvaluations.version)),
    reviewerIds.length > 0
      ? ctx.db
          .select({ id: people.id, name: people.name })
          .from(people)
          .where(inArray(people.id, reviewerIds))
      : [],
  ])
  return loaded.map((one) => {
    const own = segments.filter((segment) => segment.stepId === one.step.id)
    const grade = grades.find((row) => row.stepId === one.step.id)
    const isDone = one.step.state === 'approved' || one.step.state === 'ended'
    return {
      ...one,
      openedAt: own[0]?.startsAt ?? null,
      doneAt: isDone ? (own.at(-1)?.endsAt ?? null) : null,
      usedMs: timeByParty(own, ctx.now),
      grade: grade?.grade ?? null,
      gradeRemark: grade?.remark ?? null,
      reviewerName: reviewers.find((row) => row.id === one.node.reviewerId)?.name ?? null,
    }
  })
}
