import { newId } from '@/db/ids'
import { effectiveDue, type ReworkGrant } from '@/lib/tasks/clock'
import { reviewerOf } from './audience'
import type { PastTask } from './calendar-of-tasks'
import { addNotice } from './past-notices'
import type { PastRows } from './past-rows'
import type { Random } from './random'
import type { DemoOrganisation, DemoPerson, World } from './world'

export interface CopyOfPast {
  id: string
  task: PastRows['tasks'][number]
  nodeId: string
  dispatchId: string
  branch: DemoOrganisation
  /** Who was told and acts for the branch, the secretary first. */
  people: DemoPerson[]
  issuer: DemoPerson
}

/** One copy on its way, as the events change it. */
export interface Journey {
  world: World
  rows: PastRows
  copy: CopyOfPast
  past: PastTask
  random: Random
  reviewer: DemoPerson
  assignment: PastRows['assignments'][number]
  step: PastRows['steps'][number]
  firstReturn: ReworkGrant | null
  submission: PastRows['submissions'][number] | null
  wasReturned: boolean
}

/** The rows of a copy at the moment of dispatch. */
export function begin(
  world: World,
  rows: PastRows,
  copy: CopyOfPast,
  past: PastTask,
  random: Random,
): Journey {
  const times = { dueAt: past.dueAt, effectiveDueAt: past.dueAt }
  const assignment: Journey['assignment'] = {
    id: copy.id,
    taskId: copy.task.id,
    dispatchId: copy.dispatchId,
    organisationId: copy.branch.id,
    personId: null,
    delegateId: null,
    part: 'owner',
    parentId: null,
    state: 'issued',
    stateSince: past.dispatchedAt,
    closingReason: null,
    ...times,
  }
  const step: Journey['step'] = {
    id: newId(),
    assignmentId: copy.id,
    nodeId: copy.nodeId,
    state: 'open',
    ...times,
  }
  rows.assignments.push(assignment)
  rows.steps.push(step)
  rows.clockSegments.push({
    id: newId(),
    stepId: step.id,
    party: 'assignee',
    startsAt: past.dispatchedAt,
    endsAt: null,
  })
  const reviewer = reviewerOf(world, copy.issuer, copy.branch.key)
  const start = { firstReturn: null, submission: null, wasReturned: false }
  return { world, rows, copy, past, random, reviewer, assignment, step, ...start }
}

/** Notes an act on this copy in the record. */
export function record(
  { rows, copy }: Journey,
  at: Date,
  actorId: string,
  action: string,
  detail?: Record<string, unknown>,
): void {
  const entry = { at, actorId, action, subjectType: 'assignment', subjectId: copy.id }
  rows.audit.push(detail ? { ...entry, detail } : entry)
}

/** Moves the assignment on. */
export function move(journey: Journey, state: Journey['assignment']['state'], at: Date): void {
  journey.assignment.state = state
  journey.assignment.stateSince = at
}

/** Who acts for the branch this time; the secretary more often than not. */
export function actorOf({ copy, random }: Journey): DemoPerson {
  return (random.chance(0.35) ? copy.people.at(-1) : copy.people[0]) ?? copy.issuer
}

/** Ends the running segment and starts one of `party`. */
export function passClock(
  { rows, step }: Journey,
  party: 'assignee' | 'reviewer' | null,
  at: Date,
) {
  const open = rows.clockSegments.findLast((one) => one.stepId === step.id && !one.endsAt)
  if (open) {
    open.endsAt = at
  }
  if (party) {
    rows.clockSegments.push({ id: newId(), stepId: step.id, party, startsAt: at, endsAt: null })
  }
}

/** The effective due as the fair clock stands at a moment. */
export function dueAsOf({ rows, step, firstReturn }: Journey, at: Date): Date {
  const segments = rows.clockSegments
    .filter((one) => one.stepId === step.id)
    .map(({ party, startsAt, endsAt }) => ({ party, startsAt, endsAt }))
  return effectiveDue({ dueAt: step.dueAt, segments, firstReturn }, at)
}

/** Writes the same notice to several people. */
export function notify(
  { rows, copy, random }: Journey,
  people: readonly DemoPerson[],
  at: Date,
  notice: Pick<Parameters<typeof addNotice>[1], 'kind' | 'body'> & {
    smsTemplate?: 'task_returned'
  },
): void {
  for (const person of people) {
    addNotice(rows, {
      person,
      smsTemplate: null,
      title: copy.task.title,
      taskId: copy.task.id,
      assignmentId: copy.id,
      at,
      readAt: new Date(at.getTime() + random.int(10, 900) * 60_000),
      ...notice,
    })
  }
}
