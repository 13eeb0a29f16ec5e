import { asc, eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '@/db/client'
import { newId } from '@/db/ids'
import { assignments, scorecardQuarters, steps } from '@/db/schema'
import { createContextFor, type MadePerson } from '@/db/testing/factories'
import type { ViewerContext } from '@/lib/context'
import { createLedgerWorld, judge, type LedgerWorld } from '@/lib/scorecard/ledger/testing'
import { startMeeting } from '@/lib/scorecard/quarter/verify-and-meet'
import type { SchemeDocument } from '@/lib/scorecard/scheme/schema'
import { acceptAssignment } from '@/lib/tasks/accept-assignment'
import { approveSubmission } from '@/lib/tasks/review-submission'
import { submitStep } from '@/lib/tasks/submit-step'
import type { Meeting } from './load-meeting'
import { prepareMeeting } from './prepare-meeting'
import { decisionInput, type RecordDecisionInput } from './schema'

/** Shared set-up of the tests of the review meeting. */

/** The morning of the day of the meeting, in Shanghai. */
export const meetingDay = new Date('2026-10-15T09:00:00+08:00')

export interface ReviewWorld extends LedgerWorld {
  /** A context of somebody, on the morning of the meeting unless told otherwise. */
  as: (person: MadePerson, now?: Date) => Promise<ViewerContext>
}

/** A quarter at 评议: the first branch has two papers late (and a veto), the third is not judged. */
export async function createReviewWorld(
  db: Db,
  given: { branches?: number; document?: SchemeDocument; isVetoed?: boolean } = {},
): Promise<ReviewWorld> {
  const world = await createLedgerWorld(db, given)
  for (const [at, branch] of world.branches.entries()) {
    if (at !== 2) {
      const isVetoed = at === 0 && given.isVetoed === true
      await judge(world, branch.id, { count: at === 0 ? 2 : 0, sourceId: newId(), isVetoed })
    }
  }
  await db
    .update(scorecardQuarters)
    .set({ state: 'verification' })
    .where(eq(scorecardQuarters.id, world.quarterId))
  const as = (person: MadePerson, now = meetingDay) => createContextFor(db, person, { now })
  await startMeeting(await as(world.officer), { quarterId: world.quarterId })
  return { ...world, as }
}

/** The meeting of that quarter, prepared for the same day. */
export async function preparedMeeting(world: ReviewWorld): Promise<Meeting> {
  const { quarterId } = world
  return prepareMeeting(await world.as(world.officer), { quarterId, heldOn: '2026-10-15' })
}

/** A decision about the first branch, due in a month. */
export function decisionOn(
  world: ReviewWorld,
  meeting: { id: string },
  given: Partial<z.input<typeof decisionInput>> = {},
): RecordDecisionInput {
  return {
    meetingId: meeting.id,
    ...decisionInput.parse({
      requestKey: newId(),
      organisationId: world.branches[0].id,
      words: '十一月底前配齐纪检委员',
      dueOn: '2026-11-15',
      decidedAt: '2026-10-15T09:10:00+08:00',
      ...given,
    }),
  }
}

/** Carries a decision's task through to 审核通过, handed in at a moment. */
export async function carryOut(world: ReviewWorld, taskId: string, at: Date): Promise<void> {
  const [copy] = await world.db
    .select({ assignment: assignments, step: steps })
    .from(assignments)
    .innerJoin(steps, eq(steps.assignmentId, assignments.id))
    .where(eq(assignments.taskId, taskId))
    .orderBy(asc(steps.id))
  if (!copy) {
    throw new Error('The task has no copy')
  }
  const branch = world.branches.findIndex((one) => one.id === copy.assignment.organisationId)
  const secretary = world.secretaries[branch] ?? world.secretaries[0]
  const ctx = await world.as(secretary, at)
  await acceptAssignment(ctx, { assignmentId: copy.assignment.id })
  const submission = await submitStep(ctx, {
    stepId: copy.step.id,
    requestKey: newId(),
    text: '已配齐',
    fileIds: [],
  })
  await approveSubmission(await world.as(world.officer, new Date(at.getTime() + 3_600_000)), {
    submissionId: submission.id,
  })
}
