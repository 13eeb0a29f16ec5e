import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { acceptances } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createMember, createOrganisation, viewerOf } from '@/db/testing/factories'
import { createContext, type ViewerContext } from '@/lib/context'
import type { Viewer } from '@/lib/policy/viewer'
import { acceptAssignment } from './accept-assignment'
import { confirmEntry } from './confirm-entry'
import { delegateAssignment } from './delegate-assignment'
import { cancelTask } from './end-task'
import { evaluateAssignment } from './evaluate-assignment'
import { openWork } from './open-work'
import { recordAcceptance, recordSubmission } from './record-for-other'
import { rejectEntry } from './reject-entry'
import { approveSubmission, returnSubmission } from './review-submission'
import { submitStep } from './submit-step'
import {
  assignmentNow,
  clockOf,
  createWorld,
  type DispatchedCopy,
  dispatchedTask,
  handInOf,
  hours,
  stepNow,
  talliesOf,
  taskNow,
  versionsOf,
} from './testing'
import { type Moment as WalkMoment, walkEverywhere } from './testing-walk'
import { urgeAssignments } from './urge-assignments'
import { withdrawDelegation } from './withdraw-delegation'

const { db } = await testDatabase()
const world = await createWorld(db)
const [branch] = world.branches
const member = await createMember(db, branch)
const successor = await createOrganisation(db, { parentId: world.committee.id, class: 'II' })
const [secretary, officer, colleague] = await Promise.all(
  [world.secretaries[0], world.officer, world.colleague].map((person) => viewerOf(db, person)),
)
const reason = '请补充会议时间和地点'
const spoken = { channel: 'phone', byId: secretary?.personId ?? '', reason: '电话报送' } as const

interface Moment extends WalkMoment {
  copy: DispatchedCopy
}

type Verb = (moment: Moment) => Promise<unknown>

function as(viewer: Viewer | undefined, { tx, hour }: Moment): ViewerContext {
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

async function lastVersion({ tx, copy }: Moment): Promise<string> {
  return (await versionsOf(tx, copy.step.id)).at(-1)?.id ?? copy.step.id
}

const idOf = ({ copy }: Moment) => ({ assignmentId: copy.assignment.id })
const verbs: Record<string, Verb> = {
  accept: (m) => acceptAssignment(as(secretary, m), idOf(m)),
  delegate: (m) => delegateAssignment(as(secretary, m), { ...idOf(m), toPersonId: member.id }),
  submit: (m) => submitStep(as(secretary, m), handInOf(m.copy)),
  approve: async (m) => approveSubmission(as(colleague, m), { submissionId: await lastVersion(m) }),
  return: async (m) =>
    returnSubmission(as(colleague, m), { submissionId: await lastVersion(m), reason }),
  evaluate: (m) =>
    evaluateAssignment(as(colleague, m), { ...idOf(m), grade: 'good', points: 100, remark: '好' }),
  recordAcceptance: (m) =>
    recordAcceptance(as(officer, m), { ...idOf(m), ...spoken, ...halfAnHourBefore(m.hour) }),
  recordSubmission: (m) =>
    recordSubmission(as(officer, m), {
      ...handInOf(m.copy),
      ...spoken,
      ...halfAnHourBefore(m.hour),
    }),
  confirmAcceptance: (m) => confirmEntry(as(colleague, m), { ...idOf(m), kind: 'acceptance' }),
  confirmSubmission: (m) => confirmEntry(as(colleague, m), { ...idOf(m), kind: 'submission' }),
  rejectAcceptance: (m) =>
    rejectEntry(as(colleague, m), { ...idOf(m), kind: 'acceptance', reason }),
  rejectSubmission: (m) =>
    rejectEntry(as(colleague, m), { ...idOf(m), kind: 'submission', reason }),
  withdrawDelegation: async (m) => {
    await delegateAssignment(as(secretary, m), { ...idOf(m), toPersonId: member.id })
    return withdrawDelegation(as(secretary, m), { ...idOf(m), reason })
  },
  urge: (m) => urgeAssignments(as(officer, m), { taskId: m.copy.assignment.taskId }),
  cancel: (m) => cancelTask(as(officer, m), { taskId: m.copy.assignment.taskId, reason }),
  markNotApplicable: (m) => {
    const ctx = as(officer, m)
    return ctx.transact((tx) => openWork.markNotApplicable(ctx, tx, { ...idOf(m), basis: reason }))
  },
  transfer: (m) => {
    const ctx = as(officer, m)
    return ctx.transact((tx) =>
      openWork.transfer(ctx, tx, { ...idOf(m), toOrganisationId: successor.id, basis: reason }),
    )
  },
}

/** Tried from every point, but the walk does not go on from there: they leave clocks alone. */
const sideVerbs = new Set(['delegate', 'withdrawDelegation', 'urge', 'transfer'])

/** What tells two points of two walks apart, as far as the verbs can see. */
async function pictureOf({ tx, copy }: Moment) {
  const { assignment, step } = copy
  const [current, currentStep, task, all, signed] = await Promise.all([
    assignmentNow(tx, assignment.id),
    stepNow(tx, step.id),
    taskNow(tx, assignment.taskId),
    versionsOf(tx, step.id),
    tx.select().from(acceptances).where(eq(acceptances.assignmentId, assignment.id)),
  ])
  const versions = all.filter((row) => !row.rejectedAt)
  const entries = signed.filter((row) => !row.rejectedAt)
  // How it was signed for matters until something is handed in.
  const proofs = versions.length > 0 ? versions.slice(-1) : entries
  return {
    state: current.state,
    step: currentStep.state,
    task: task.state,
    versions: Math.min(versions.length, 2),
    proofs: proofs.map(({ channel, confirmedAt }) => `${channel}${confirmedAt ? '!' : ''}`),
  }
}

const stepStateOf: Record<string, string> = {
  issued: 'open',
  accepted: 'open',
  submitted: 'submitted',
  returned: 'returned',
  approved: 'approved',
  evaluated: 'approved',
  cancelled: 'ended',
  not_applicable: 'ended',
}

/** Exactly one open segment while a step is open, of the party whose turn it is; no gap, no overlap. */
async function assertFairClock({ tx, copy, hour }: Moment, walk: string) {
  const [assignment, step] = [
    await assignmentNow(tx, copy.assignment.id),
    await stepNow(tx, copy.step.id),
  ]
  const segments = await clockOf(tx, copy.step.id)
  const running = segments.filter((segment) => segment.endsAt === null)
  const expected = { open: ['assignee'], returned: ['assignee'], submitted: ['reviewer'] }
  const parties = expected[step.state as keyof typeof expected] ?? []
  expect(
    running.map((segment) => segment.party),
    walk,
  ).toEqual(parties)
  expect(step.state, walk).toBe(stepStateOf[assignment.state])
  expect(segments[0]?.startsAt, walk).toEqual(hours(0))
  for (const [index, segment] of segments.entries()) {
    expect(segment.startsAt <= (segment.endsAt ?? hours(hour)), walk).toBe(true)
    const next = segments[index + 1]
    if (next) {
      expect(segment.endsAt, walk).toEqual(next.startsAt)
    }
  }
  const { kept, counted } = await talliesOf(tx, assignment.taskId)
  expect(kept, walk).toEqual(counted)
}

test('every sequence of verbs leaves exactly one running segment, or none when it is over', async () => {
  const sent = await dispatchedTask(world, { organisationIds: [branch.id] })
  const [copy] = sent.copies
  const { succeeded, states, points } = await walkEverywhere({
    db,
    sideVerbs,
    verbs: Object.fromEntries(
      Object.entries(verbs).map(([name, verb]) => [name, (at) => verb({ ...at, copy })]),
    ),
    pictureOf: (at) => pictureOf({ ...at, copy }),
    assertSound: (at, path) => assertFairClock({ ...at, copy }, path),
  })
  expect(succeeded).toEqual(Object.keys(verbs).sort())
  expect(states).toEqual(Object.keys(stepStateOf).sort())
  expect(points).toBeGreaterThan(50)
}, 120_000)
