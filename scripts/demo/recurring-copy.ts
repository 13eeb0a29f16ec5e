import { newId } from '@/db/ids'
import { formatDay } from '@/lib/format'
import { postLabel } from '@/lib/organisation/schema'
import { activityKindLabels } from '@/lib/tasks/states'
import type { Held } from './activities'
import type { PastRows } from './past-rows'
import { tell } from './past-task'
import { seeded } from './random'
import type { Instance, Told } from './recurring-instances'
import type { DemoPerson, World } from './world'

/** The copy of one branch: settled by its record, still open, or ended with a period that is over. */
export function addCopy(
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
