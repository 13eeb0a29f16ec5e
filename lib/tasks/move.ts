import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { AssignmentState, ClockParty, StepState } from '@/db/enums'
import { newId } from '@/db/ids'
import { assignments, clockSegments, returns, steps, submissions } from '@/db/schema'
import { loadCalendar } from '@/lib/calendar'
import type { Work } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { effectiveDue, reworkGrant } from './clock'
import type { Assignment, LoadedAssignment, Step } from './load'
import { assignmentStateLabels } from './states'

/** A change of state of an assignment and of its step, as one conditional update each. */
export interface Move {
  from: readonly AssignmentState[]
  to: AssignmentState
  step?: StepState
  effectiveDueAt?: Date
  closingReason?: string
}

/**
 * Moves an assignment on if it still stands where the caller thinks.
 * @throws DomainError conflict that says where it stands now
 */
export async function moveAssignment(tx: Work, loaded: LoadedAssignment, move: Move) {
  const due = move.effectiveDueAt ? { effectiveDueAt: move.effectiveDueAt } : {}
  const [moved] = await tx.db
    .update(assignments)
    .set({
      state: move.to,
      stateSince: tx.now,
      ...due,
      ...(move.closingReason ? { closingReason: move.closingReason } : {}),
    })
    .where(
      and(eq(assignments.id, loaded.assignment.id), inArray(assignments.state, [...move.from])),
    )
    .returning()
  if (!moved) {
    throw conflict(await movedOnWords(tx, loaded.assignment))
  }
  if (move.step) {
    await tx.db
      .update(steps)
      .set({ state: move.step, ...due })
      .where(eq(steps.id, loaded.step.id))
  }
  return moved
}

async function movedOnWords(tx: Work, { id }: Assignment): Promise<string> {
  const [now] = await tx.db
    .select({ state: assignments.state })
    .from(assignments)
    .where(eq(assignments.id, id))
  const label = now ? assignmentStateLabels[now.state] : '已不存在'
  return `这项任务现在是“${label}”，刚才的操作没有生效，填写的内容还在。请刷新页面看最新情况。`
}

/** Ends the running segment of a step at `at` and starts one of `party`; null stops the clock. */
export async function passClock(tx: Work, stepId: string, party: ClockParty | null, at: Date) {
  await tx.db
    .update(clockSegments)
    .set({ endsAt: at })
    .where(and(eq(clockSegments.stepId, stepId), isNull(clockSegments.endsAt)))
  if (party) {
    await tx.db.insert(clockSegments).values({ id: newId(), stepId, party, startsAt: at })
  }
}

/**
 * The effective due of a step as the fair clock stands at `at`.
 * @param pendingReturn set while a return is being written, so that the first one grants its time
 */
export async function currentEffectiveDue(
  tx: Pick<Work, 'db'>,
  step: Step,
  reworkAllowanceDays: number,
  at: Date,
  pendingReturn?: Date,
): Promise<Date> {
  const segments = await tx.db.select().from(clockSegments).where(eq(clockSegments.stepId, step.id))
  const [first] = await tx.db
    .select({ at: returns.at })
    .from(returns)
    .innerJoin(submissions, eq(submissions.id, returns.submissionId))
    .where(eq(submissions.stepId, step.id))
    .orderBy(asc(returns.at))
    .limit(1)
  const returnedAt = first?.at ?? pendingReturn
  const firstReturn = returnedAt
    ? reworkGrant(returnedAt, reworkAllowanceDays, await loadCalendar(tx.db))
    : null
  return effectiveDue({ dueAt: step.dueAt, segments, firstReturn }, at)
}
