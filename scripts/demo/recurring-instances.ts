import { newId } from '@/db/ids'
import { isAfterPeriod } from '@/lib/activities/lateness'
import { dayOf, periodOf } from '@/lib/period'
import { resolveRecipients } from '@/lib/tasks/resolve-recipients'
import { type InstanceTimes, instanceTimes } from '@/lib/tasks/templates/anchor'
import { branchesWithBasis } from '@/lib/tasks/templates/branch-make-up'
import { instanceTask } from '@/lib/tasks/templates/instance-task'
import type { Template } from '@/lib/tasks/templates/load-template'
import { isWithin, nextPeriodKey, type Recurring } from '@/lib/tasks/templates/periods'
import type { Held } from './activities'
import type { PastRows } from './past-rows'
import { addDispatch } from './past-task'
import { addCopy } from './recurring-copy'
import type { DemoPerson, World } from './world'

/** The task of one period. */
export interface Instance {
  template: Template
  period: string
  times: InstanceTimes
  task: PastRows['tasks'][number]
  nodeId: string
  dispatchId: string
  issuer: DemoPerson
}

/** A branch among its recipients, with who is told. */
export type Told = Awaited<ReturnType<typeof resolveRecipients>>['organisations'][number]

/** Every instance of a recurring template until now: its task, and a duty and copy for each branch. */
export async function addInstances(
  world: World,
  rows: PastRows,
  template: Template,
  held: readonly Held[],
): Promise<void> {
  const { recurrence, firstPeriod } = template
  if (recurrence === 'none' || firstPeriod === null) {
    return
  }
  for (const { period, times } of periodsUntilNow(world, template, recurrence, firstPeriod)) {
    await addInstance(world, rows, { template, period, times }, held)
  }
}

function periodsUntilNow(world: World, template: Template, recurrence: Recurring, first: string) {
  const found: { period: string; times: InstanceTimes }[] = []
  for (let period = first; ; period = nextPeriodKey(recurrence, period)) {
    const times = instanceTimes(template.anchor, period, world.time.calendar)
    if (times.outAt >= world.now || periodOf(period).from > dayOf(world.now)) {
      return found
    }
    found.push({ period, times })
  }
}

async function addInstance(
  world: World,
  rows: PastRows,
  { template, period, times }: Pick<Instance, 'template' | 'period' | 'times'>,
  held: readonly Held[],
): Promise<void> {
  const on = dayOf(times.outAt)
  const issuer = world.people.find((person) => person.id === template.createdBy)
  const all = await resolveRecipients(world.db, template.content.recipients, on)
  const owing = await branchesWithBasis(world.db, all, template.exemption, on)
  const [node] = template.content.nodes
  if (!issuer || !node?.activityKind) {
    return
  }
  const kind = node.activityKind
  const told = new Map(all.organisations.map((one) => [one.organisation.id, one]))
  const instance = addTask(world, rows, { template, period, times, issuer })
  for (const { organisationId, basis } of owing) {
    const record =
      held.find(
        ({ activity, kinds }) =>
          activity.organisationId === organisationId &&
          kinds.includes(kind) &&
          isWithin(period, activity.heldOn),
      ) ?? null
    const branch = told.get(organisationId)
    const assignmentId =
      basis === null && branch ? addCopy(world, rows, instance, branch, record) : null
    const counted = basis === null ? record : null
    rows.obligations.push({
      id: newId(),
      kind,
      organisationId,
      period,
      dueAt: times.dueAt,
      templateId: template.id,
      assignmentId,
      exemptionBasis: basis,
      exemptedBy: null,
      activityId: counted?.activity.id ?? null,
      dischargedAt: counted?.activity.recordedAt ?? null,
      isLate: counted
        ? counted.isLate || isAfterPeriod(period, counted.activity.recordedAt)
        : false,
    })
  }
}

function addTask(
  world: World,
  rows: PastRows,
  given: Pick<Instance, 'template' | 'period' | 'times' | 'issuer'>,
): Instance {
  const { template, period, times, issuer } = given
  const made = instanceTask(template, { times, periodKey: period, calendar: world.time.calendar })
  const isOver = times.dueAt <= world.now
  const task: Instance['task'] = {
    id: newId(),
    ...made.task,
    issuingOrganisationId: template.issuingOrganisationId,
    department: template.department,
    createdBy: issuer.id,
    createdAt: times.outAt,
    startsOn: dayOf(times.outAt),
    alternateReviewerId: null,
    version: 1,
    completionRule: 'all',
    completionCount: null,
    closerId: null,
    requirementId: null,
    milestoneId: null,
    indicatorKey: null,
    period,
    archivedAt: null,
    state: isOver ? 'closed' : 'dispatched',
    dispatchedAt: times.outAt,
    closedAt: isOver ? world.time.later(times.dueAt, 40) : null,
    cancelledAt: null,
    cancelReason: null,
  }
  if (task.closedAt && task.closedAt >= world.now) {
    Object.assign(task, { state: 'dispatched', closedAt: null })
  }
  rows.tasks.push(task)
  const dispatchId = addDispatch(rows, { dispatchedAt: times.outAt }, task.id, issuer)
  const nodeId = newId()
  rows.taskNodes.push(
    ...made.nodes.map((node) => ({ id: nodeId, taskId: task.id, ...node })).slice(0, 1),
  )
  rows.audit.push({
    at: times.outAt,
    actorId: null,
    action: 'task.dispatch',
    subjectType: 'task',
    subjectId: task.id,
    detail: { dispatchId, templateId: template.id, period },
  })
  return { ...given, task, nodeId, dispatchId }
}
