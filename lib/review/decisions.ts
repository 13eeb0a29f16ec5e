import { and, asc, desc, eq, inArray, isNull, lt, ne, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import {
  approvals,
  assignments,
  people,
  reviewDecisions,
  reviewMeetings,
  scorecardQuarters,
  steps,
  submissions,
} from '@/db/schema'
import type { Day } from '@/lib/period'
import { dayOf } from '@/lib/period'
import type { Quarter } from '@/lib/scorecard/quarter/load-quarter'
import { countedAt, isOnTime } from '@/lib/tasks/timeliness'
import { type CopyNow, type KeptState, keptState } from './states'

/** A decision of a meeting, with what became of it. */
export interface DecisionView {
  id: string
  requestKey: string
  organisationId: string
  /** As the branch was called on the day of the decision. */
  organisationName: string
  words: string
  personName: string | null
  dueOn: Day
  decidedAt: Date
  taskId: string | null
  assignmentId: string | null
  kept: KeptState
  /** Day of the last hand-in that was approved; null while there is none. */
  doneOn: Day | null
}

/** The decisions of meetings in the order they were made, and how they stand at `now`. */
export async function decisionsOf(
  db: Db,
  meetingIds: readonly string[],
  now: Date,
): Promise<DecisionView[]> {
  if (meetingIds.length === 0) {
    return []
  }
  const rows = await db
    .select({
      decision: reviewDecisions,
      personName: people.name,
      organisationName: sql<string>`(select v.name from organisation_versions v
        where v.organisation_id = ${reviewDecisions.organisationId}
        order by v.valid_from desc limit 1)`,
    })
    .from(reviewDecisions)
    .leftJoin(people, eq(people.id, reviewDecisions.personId))
    .where(inArray(reviewDecisions.meetingId, [...meetingIds]))
    .orderBy(asc(reviewDecisions.decidedAt), asc(reviewDecisions.id))
  const copies = await copiesOf(
    db,
    rows.flatMap(({ decision }) => decision.taskId ?? []),
  )
  return rows.map(({ decision, personName, organisationName }) => {
    const copy = copies.get(decision.taskId ?? '') ?? null
    const { id, requestKey, organisationId, words, dueOn, decidedAt, taskId } = decision
    return {
      ...{ id, requestKey, organisationId, organisationName, words, personName, dueOn },
      ...{ decidedAt, taskId },
      assignmentId: copy?.id ?? null,
      kept: keptState(copy, now),
      doneOn: copy?.doneOn ?? null,
    }
  })
}

type Copy = CopyNow & { id: string; doneOn: Day | null }

/** The copy of each task that stands, the last one where it has moved. */
async function copiesOf(db: Db, taskIds: readonly string[]): Promise<Map<string, Copy>> {
  if (taskIds.length === 0) {
    return new Map()
  }
  const rows = await db
    .select()
    .from(assignments)
    .where(and(inArray(assignments.taskId, [...taskIds]), isNull(assignments.parentId)))
    .orderBy(sql`${assignments.state} not in ('cancelled', 'not_applicable')`, asc(assignments.id))
  const handIns = await approvedHandIns(
    db,
    rows.map((row) => row.id),
  )
  return new Map(
    rows.map((row) => {
      const own = handIns.filter((one) => one.assignmentId === row.id)
      const last = own.map(({ entry }) => dayOf(countedAt(entry))).sort()
      return [
        row.taskId,
        {
          id: row.id,
          state: row.state,
          effectiveDueAt: row.effectiveDueAt,
          isOnTime: own.length === 0 ? null : own.every(({ entry }) => isOnTime(entry)),
          doneOn: last.at(-1) ?? null,
        },
      ]
    }),
  )
}

async function approvedHandIns(db: Db, assignmentIds: readonly string[]) {
  return assignmentIds.length === 0
    ? []
    : db
        .select({ assignmentId: steps.assignmentId, entry: submissions })
        .from(submissions)
        .innerJoin(approvals, eq(approvals.submissionId, submissions.id))
        .innerJoin(steps, eq(steps.id, submissions.stepId))
        .where(inArray(steps.assignmentId, [...assignmentIds]))
}

export interface EarlierDecisions {
  /** Period of the meeting they were made in; null where there was none before. */
  period: string | null
  decisions: DecisionView[]
}

/** What was decided at the meetings of the last quarter that had one, and whether it was kept. */
export async function earlierDecisions(
  db: Db,
  quarter: Pick<Quarter, 'id' | 'committeeId' | 'period'>,
  now: Date,
): Promise<EarlierDecisions> {
  const meetings = await db
    .select({ id: reviewMeetings.id, period: scorecardQuarters.period })
    .from(reviewMeetings)
    .innerJoin(scorecardQuarters, eq(scorecardQuarters.id, reviewMeetings.quarterId))
    .where(
      and(
        eq(scorecardQuarters.committeeId, quarter.committeeId),
        lt(scorecardQuarters.period, quarter.period),
        ne(reviewMeetings.state, 'prepared'),
      ),
    )
    .orderBy(desc(scorecardQuarters.period))
  const period = meetings[0]?.period ?? null
  const ids = meetings.filter((one) => one.period === period).map((one) => one.id)
  return { period, decisions: await decisionsOf(db, ids, now) }
}
