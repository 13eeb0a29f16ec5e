import { newId } from '@/db/ids'
import { isAfterPeriod } from '@/lib/activities/lateness'
import { formatDay } from '@/lib/format'
import { postLabel } from '@/lib/organisation/schema'
import { dayOf, periodOf } from '@/lib/period'
import { resolveRecipients } from '@/lib/tasks/resolve-recipients'
import { activityKindLabels } from '@/lib/tasks/states'
import { type InstanceTimes, instanceTimes } from '@/lib/tasks/templates/anchor'
import { branchesWithBasis } from '@/lib/tasks/templates/branch-make-up'
import { instanceTask } from '@/lib/tasks/templates/instance-task'
import type { Template } from '@/lib/tasks/templates/load-template'
import { isWithin, nextPeriodKey, type Recurring } from '@/lib/tasks/templates/periods'
import type { Held } from './activities'
import type { PastRows } from './past-rows'
import { addDispatch, tell } from './past-task'
import { seeded } from './random'
import type { DemoPerson, World } from './world'

interface Instance {
  template: Template
  period: string
  times: InstanceTimes
  task: PastRows['tasks'][number]
  nodeId: string
  dispatchId: string
  issuer: DemoPerson
}

type Told = Awaited<ReturnType<typeof resolveRecipients>>['organisations'][number]

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

/** The copy of one branch: settled by its record, still open, or ended with a period that is over. */
function addCopy(
  world: World,
  rows: PastRows,
  instance: Instance,
  { organisation, told: holders }: Told,
  record: Held | null,
): string {
  const { task, nodeId, dispatchId, times, issuer } = instance
  const branch = [...world.organisations.values()].find((one) => one.id === organisation.id)
  const people = holders.flatMap(
    (holder) => world.people.find((person) => person.id === holder.personId) ?? [],
  )
  const id = newId()
  const stepId = newId()
  const isEnded = record === null && task.closedAt !== null
  const acceptedAt = acceptedWhen(world, instance, organisation.id, record)
  const endedAt = record?.activity.recordedAt ?? (isEnded ? task.closedAt : null)
  rows.assignments.push({
    id,
    taskId: task.id,
    dispatchId,
    organisationId: organisation.id,
    personId: null,
    delegateId: null,
    part: 'owner',
    parentId: null,
    state: record ? 'approved' : isEnded ? 'cancelled' : 'accepted',
    dueAt: times.dueAt,
    effectiveDueAt: times.dueAt,
    stateSince: endedAt ?? acceptedAt,
    closingReason: isEnded ? '本期已过，没有开展；不补开，不影响以后各期' : null,
  })
  rows.steps.push({
    id: stepId,
    assignmentId: id,
    nodeId,
    state: record ? 'approved' : isEnded ? 'ended' : 'open',
    dueAt: times.dueAt,
    effectiveDueAt: times.dueAt,
  })
  rows.clockSegments.push({
    id: newId(),
    stepId,
    party: 'assignee',
    startsAt: times.outAt,
    endsAt: endedAt,
  })
  accept(rows, id, people[0] ?? issuer, acceptedAt)
  if (record) {
    submit(rows, instance, { id, stepId }, record)
  }
  if (branch) {
    const copy = { id, task, nodeId, dispatchId, branch, people, issuer }
    holders.forEach((holder, index) => {
      const label = postLabel(holder.post, 'branch', holder.isActing)
      tell(rows, { dispatchedAt: times.outAt, dueAt: times.dueAt }, copy, people[index], label)
    })
  }
  return id
}

function acceptedWhen(world: World, instance: Instance, key: string, record: Held | null): Date {
  const random = seeded(`accept ${instance.template.name} ${instance.period} ${key}`)
  const wanted = world.time.later(instance.times.outAt, random.int(20, 700))
  const latest = [world.now, record?.activity.recordedAt ?? world.now]
    .map((moment) => moment.getTime() - 60_000)
    .sort((a, b) => a - b)[0]
  return new Date(Math.min(wanted.getTime(), latest ?? wanted.getTime()))
}

const online = {
  channel: 'online' as const,
  proxyReason: null,
  confirmedBy: null,
  confirmedAt: null,
  rejectedBy: null,
  rejectedAt: null,
  rejectReason: null,
}

function accept(rows: PastRows, assignmentId: string, person: DemoPerson, at: Date): void {
  const by = { byId: person.id, at, recordedBy: person.id, recordedAt: at }
  rows.acceptances.push({ id: newId(), assignmentId, ...by, ...online })
}

function submit(
  rows: PastRows,
  { times }: Instance,
  copy: { id: string; stepId: string },
  { activity, kinds, expected, present }: Held,
): void {
  const at = activity.recordedAt
  const names = kinds.map((kind) => activityKindLabels[kind]).join('、')
  rows.submissions.push({
    id: newId(),
    stepId: copy.stepId,
    version: 1,
    text: `${formatDay(activity.heldOn)}开展${names}“${activity.title}”，应到 ${expected} 人，实到 ${present} 人。内容见活动纪实 /activities/${activity.id}`,
    effectiveDueAt: times.dueAt,
    requestKey: newId(),
    byId: activity.recordedBy,
    at,
    recordedBy: activity.recordedBy,
    recordedAt: at,
    ...online,
  })
}
