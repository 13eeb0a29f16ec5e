import { and, eq, isNull } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { acceptances, declineRequests, steps } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { viewerOf } from '@/db/testing/factories'
import { createContext } from '@/lib/context'
import { DomainError } from '@/lib/errors'
import type { Viewer } from '@/lib/policy/viewer'
import { acceptAssignment } from './accept-assignment'
import { assignmentStateOf, dueOfWhole, stepsToOpen } from './assignment-state'
import { confirmEntry } from './confirm-entry'
import { cancelTask } from './end-task'
import { evaluateAssignment } from './evaluate-assignment'
import { evaluateStep } from './evaluate-step'
import { loadSteps } from './load-steps'
import { recordSubmission } from './record-for-other'
import { refreshAssignment } from './refresh-assignment'
import { rejectEntry } from './reject-entry'
import { approveSubmission, returnSubmission } from './review-submission'
import { submitStep } from './submit-step'
import {
  assignmentNow,
  clockOf,
  createWorld,
  dispatchedTask,
  hours,
  nodeForm,
  stepsNow,
  talliesOf,
  versionsOf,
} from './testing'
import { type Moment, walkEverywhere } from './testing-walk'

const { db } = await testDatabase()
const world = await createWorld(db)
const [branch] = world.branches
const [secretary, officer, colleague] = await Promise.all(
  [world.secretaries[0], world.officer, world.colleague].map((person) => viewerOf(db, person)),
)
const reason = '请补充会议时间和地点'

function as(viewer: Viewer | undefined, { tx, hour }: Moment) {
  if (!viewer) {
    throw new Error('Three viewers were made')
  }
  return createContext({ db: tx, viewer, now: hours(hour), requestId: 'test' })
}

/** The clock time half an hour ago, as a form says it. */
function halfAnHourBefore(hour: number) {
  const text = new Date(hours(hour).getTime() + 7.5 * 3_600_000).toISOString()
  return { on: text.slice(0, 10), at: text.slice(11, 16) }
}

/** What can be done at one step, by its number; 代录 at the first alone, for it is the same at both. */
function stepVerbs(id: string, stepId: string, number: number) {
  const handIn = () => ({ stepId, requestKey: newId(), text: '已完成', fileIds: [] })
  const spoken = { channel: 'phone', byId: secretary?.personId ?? '', reason: '电话报送' } as const
  const last = async ({ tx }: Moment) => ({
    submissionId: (await versionsOf(tx, stepId)).at(-1)?.id ?? stepId,
  })
  const entry = { assignmentId: id, kind: 'submission' as const, stepId }
  const byProxy = {
    record: (m: Moment) =>
      recordSubmission(as(officer, m), { ...handIn(), ...spoken, ...halfAnHourBefore(m.hour) }),
    confirm: (m: Moment) => confirmEntry(as(colleague, m), entry),
    reject: (m: Moment) => rejectEntry(as(colleague, m), { ...entry, reason }),
  }
  return {
    ...(number === 1 ? byProxy : {}),
    [`submit${number}`]: (m: Moment) => submitStep(as(secretary, m), handIn()),
    [`approve${number}`]: async (m: Moment) => approveSubmission(as(colleague, m), await last(m)),
    [`return${number}`]: async (m: Moment) =>
      returnSubmission(as(colleague, m), { ...(await last(m)), reason }),
    [`grade${number}`]: (m: Moment) =>
      evaluateStep(as(colleague, m), { stepId, grade: 'good', remark: '好' }),
  }
}

/** 退办 is asked for and refused again, written as its verbs do. */
function pauseVerbs(id: string) {
  const pending = and(eq(declineRequests.assignmentId, id), isNull(declineRequests.decision))
  return {
    pause: (m: Moment) =>
      as(secretary, m).transact(async (tx) => {
        tx.unchanged()
        const { state } = await assignmentNow(tx.db, id)
        if (!['issued', 'accepted', 'returned'].includes(state)) {
          throw new DomainError('conflict', state)
        }
        const request = { id: newId(), assignmentId: id, kind: 'decline' as const, reason }
        await tx.db
          .insert(declineRequests)
          .values({ ...request, byId: secretary?.personId ?? '', at: tx.now })
        await refreshAssignment(tx, id)
      }),
    resume: (m: Moment) =>
      as(officer, m).transact(async (tx) => {
        tx.unchanged()
        const decided = await tx.db
          .update(declineRequests)
          .set({ decision: 'refused', decidedBy: officer?.personId, decidedAt: tx.now })
          .where(pending)
          .returning()
        if (decided.length === 0) {
          throw new DomainError('conflict', 'nothing asked')
        }
        await refreshAssignment(tx, id)
      }),
  }
}

async function pictureOf({ tx }: Moment, id: string) {
  const [assignment, all] = [await assignmentNow(tx, id), await stepsNow(tx, id)]
  const proofs: string[] = []
  for (const step of all) {
    const [last] = (await versionsOf(tx, step.id)).filter((row) => !row.rejectedAt).slice(-1)
    const isProxy = step.state === 'submitted' && last?.channel !== 'online'
    proofs.push(`${step.state}${isProxy ? (last?.confirmedAt ? '!' : '?') : ''}`)
  }
  return { state: assignment.state as string, proofs }
}

const partyOf: Record<string, string> = {
  open: 'assignee',
  returned: 'assignee',
  submitted: 'reviewer',
}

/** The whole follows from its steps; every step has the one clock its state asks for, without gaps. */
async function assertSound({ tx, hour }: Moment, id: string, path: string): Promise<void> {
  const assignment = await assignmentNow(tx, id)
  const loaded = await loadSteps(tx, eq(steps.assignmentId, id))
  const states = loaded.map(({ step, node }) => ({ ...step, stage: node.stage }))
  const isOver = assignment.state === 'cancelled'
  const has = async (table: typeof acceptances | typeof declineRequests) =>
    (await tx.$count(table, eq(table.assignmentId, id))) > 0
  if (!isOver) {
    expect(stepsToOpen(states), path).toEqual([])
    expect(assignment.state, path).toBe(
      assignmentStateOf({
        ending: null,
        isAccepted: await has(acceptances),
        isDeclinePending: assignment.state === 'paused',
        isEvaluated: assignment.state === 'evaluated',
        steps: states,
      }),
    )
    expect(assignment.effectiveDueAt, path).toEqual(dueOfWhole(states))
  }
  for (const step of states) {
    const segments = await clockOf(tx, step.id)
    const running = segments.filter((segment) => !segment.endsAt).map((one) => one.party)
    const party = assignment.state === 'paused' ? 'paused' : partyOf[step.state]
    expect(running, path).toEqual(party && partyOf[step.state] ? [party] : [])
    if (step.state !== 'ended') {
      expect(segments.length > 0, path).toBe(step.state !== 'waiting')
    }
    for (const [index, segment] of segments.entries()) {
      expect(segment.startsAt <= (segment.endsAt ?? hours(hour)), path).toBe(true)
      const next = segments[index + 1]
      if (next) {
        expect(segment.endsAt, path).toEqual(next.startsAt)
      }
    }
    expect(step.effectiveDueAt >= step.dueAt, path).toBe(true)
  }
  const { kept, counted } = await talliesOf(tx, assignment.taskId)
  expect(kept, path).toEqual(counted)
}

describe.each([
  ['in turn', [nodeForm('甲项'), nodeForm('乙项', { stage: 2 })]],
  ['side by side', [nodeForm('甲项'), nodeForm('乙项')]],
  [
    'in turn, the first without a review',
    [nodeForm('甲项', { reviewer: 'none' }), nodeForm('乙项', { stage: 2 })],
  ],
])('two nodes %s', (_, nodes) => {
  test('every sequence of verbs leaves each step the clock of its state', async () => {
    const sent = await dispatchedTask(world, { organisationIds: [branch.id], nodes })
    const { id, taskId } = sent.copies[0].assignment
    const [first, second] = await stepsNow(db, id)
    const verbs = {
      accept: (m: Moment) => acceptAssignment(as(secretary, m), { assignmentId: id }),
      ...stepVerbs(id, first?.id ?? '', 1),
      ...stepVerbs(id, second?.id ?? '', 2),
      ...pauseVerbs(id),
      evaluate: (m: Moment) =>
        evaluateAssignment(as(colleague, m), {
          assignmentId: id,
          grade: 'good',
          points: 100,
          remark: '好',
        }),
      cancel: (m: Moment) => cancelTask(as(officer, m), { taskId, reason }),
    }
    const { succeeded, states } = await walkEverywhere({
      db,
      verbs,
      sideVerbs: new Set(['grade1', 'grade2']),
      pictureOf: (m) => pictureOf(m, id),
      assertSound: (m, path) => assertSound(m, id, path),
    })
    // Where nobody reviews, a 代录 is confirmed or rejected, never approved or returned.
    const impossible = nodes[0]?.reviewer === 'none' ? ['approve1', 'return1'] : []
    expect(succeeded).toEqual(
      Object.keys(verbs)
        .filter((name) => !impossible.includes(name))
        .sort(),
    )
    expect(states).toEqual([
      'accepted',
      'approved',
      'cancelled',
      'evaluated',
      'issued',
      'paused',
      'returned',
      'submitted',
    ])
  }, 120_000)
})
