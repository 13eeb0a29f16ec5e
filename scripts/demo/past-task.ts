import { newId } from '@/db/ids'
import { formatMoment } from '@/lib/format'
import { postLabel } from '@/lib/organisation/schema'
import { dayOf, quarterOf } from '@/lib/period'
import { resolveRecipients } from '@/lib/tasks/resolve-recipients'
import { choiceFor, issuerOf } from './audience'
import type { PastTask } from './calendar-of-tasks'
import { committeeKey } from './company'
import type { CopyOfPast } from './journey'
import { planLife } from './life'
import { liveThrough } from './past-copy'
import { addNotice } from './past-notices'
import type { PastRows } from './past-rows'
import type { Random } from './random'
import { recurring } from './texts/recurring'
import { campaigns } from './texts/seasonal'
import { occasionOf } from './texts/task-text'
import { type DemoPerson, distinctTitle, organisationOf, type World } from './world'

/** A finished task: its rows from draft to 办结, with every copy lived through. */
export async function addPastTask(
  world: World,
  rows: PastRows,
  past: PastTask,
  random: Random,
): Promise<void> {
  const issuer = issuerOf(world, past.text.department)
  const task = addTask(world, rows, past, issuer)
  const dispatchId = addDispatch(rows, past, task.id, issuer)
  const node: PastRows['taskNodes'][number] = {
    id: newId(),
    taskId: task.id,
    position: 1,
    title: task.title,
    requirement: '',
    stage: 1,
    dueAt: past.dueAt,
    isEvidenceRequired: task.isEvidenceRequired,
    reviewer: 'issuer',
    reviewerId: null,
    estimatedMinutes: task.estimatedMinutes,
    criteria: null,
    formVersionId: (past.text.hasForm && world.statistics?.versionId) || null,
    activityKind: null,
  }
  rows.taskNodes.push(node)
  const recipients = await resolveRecipients(world.db, task.recipients, dayOf(past.dispatchedAt))
  const byId = new Map([...world.organisations.values()].map((one) => [one.id, one]))
  const persons = new Map(world.people.map((one) => [one.id, one]))
  let closedAt = past.dueAt
  let told = 0
  for (const { organisation, told: holders } of recipients.organisations) {
    const branch = byId.get(organisation.id)
    const people = holders.flatMap((holder) => persons.get(holder.personId) ?? [])
    if (!branch || people.length === 0) {
      continue
    }
    const copy: CopyOfPast = {
      id: newId(),
      task,
      nodeId: node.id,
      dispatchId,
      branch: { ...branch, name: organisation.name },
      people,
      issuer,
    }
    holders.forEach((holder, index) => {
      tell(rows, past, copy, people[index], postLabel(holder.post, 'branch', holder.isActing))
    })
    told += holders.length
    const life = planLife({ random, time: world.time, ...past, temper: branch.temper })
    const endedAt = await liveThrough(world, rows, copy, past, life, random)
    closedAt = [endedAt, closedAt].sort((a, b) => b.getTime() - a.getTime())[0] ?? closedAt
  }
  finish(world, rows, task, past, { dispatchId, told, closedAt })
}

/** Campaigns may earn a bonus, returns of papers stand among the tasks of the committee. */
function indicatorOf(text: PastTask['text']): string | null {
  const returned = [recurring.plan, recurring.statistics, recurring.safety, recurring.integrity]
  return campaigns.includes(text) ? 'bonus' : returned.includes(text) ? 'i5-2' : null
}

type TaskRow = PastRows['tasks'][number] & { recipients: ReturnType<typeof choiceFor> }

function addTask(world: World, rows: PastRows, past: PastTask, issuer: DemoPerson): TaskRow {
  const { text, dispatchedAt, dueAt } = past
  const when = occasionOf(dispatchedAt)
  const task: TaskRow = {
    id: newId(),
    title: distinctTitle(world, text.title(when)),
    requirement: text.requirement(when),
    basis: text.basis(when),
    issuingOrganisationId: organisationOf(world, committeeKey).id,
    department: text.department ?? '党委党建部',
    createdBy: issuer.id,
    createdAt: world.time.earlier(dispatchedAt, 55),
    startsOn: dayOf(dispatchedAt),
    dueAt,
    isEvidenceRequired: text.isEvidenceRequired ?? false,
    isScored: true,
    indicatorKey: indicatorOf(text),
    alternateReviewerId: null,
    version: 1,
    reworkAllowanceDays: 1,
    estimatedMinutes: text.minutes,
    route: 'direct',
    completionRule: 'all',
    completionCount: null,
    closerId: null,
    criteria: null,
    requirementId: null,
    milestoneId: null,
    templateId: null,
    period: null,
    archivedAt: null,
    recipients: choiceFor(world, text.to),
    state: 'closed',
    dispatchedAt,
    closedAt: null,
    cancelledAt: null,
    cancelReason: null,
  }
  rows.tasks.push(task)
  rows.audit.push({
    at: task.createdAt,
    actorId: issuer.id,
    action: 'task.create',
    subjectType: 'task',
    subjectId: task.id,
    detail: { title: task.title, dueAt, recipients: task.recipients },
  })
  return task
}

/** The first dispatch of a task, numbered within its quarter. @returns its id */
export function addDispatch(
  rows: PastRows,
  past: Pick<PastTask, 'dispatchedAt'>,
  taskId: string,
  issuer: DemoPerson,
): string {
  const prefix = quarterOf(dayOf(past.dispatchedAt))
  const serial = rows.dispatches.filter(({ number }) => number.startsWith(prefix)).length + 1
  const id = newId()
  rows.dispatches.push({
    id,
    taskId,
    kind: 'initial',
    number: `${prefix}-${String(serial).padStart(4, '0')}`,
    dispatchedBy: issuer.id,
    dispatchedAt: past.dispatchedAt,
    requestKey: null,
    requestHash: null,
  })
  return id
}

/** The notice of one recipient, and the line of the receipt that proves it. */
export function tell(
  rows: PastRows,
  past: Pick<PastTask, 'dispatchedAt' | 'dueAt'>,
  copy: CopyOfPast,
  person: DemoPerson | undefined,
  label: string,
): void {
  if (!person) {
    return
  }
  const at = past.dispatchedAt
  const noticeId = addNotice(rows, {
    person,
    kind: 'task_dispatched',
    title: copy.task.title,
    body: `请于 ${formatMoment(past.dueAt, at)} 前完成，先签收。`,
    taskId: copy.task.id,
    assignmentId: copy.id,
    at,
    readAt: new Date(at.getTime() + 40 * 60_000),
    smsTemplate: 'task_dispatched',
  })
  rows.dispatchRecipients.push({
    id: newId(),
    dispatchId: copy.dispatchId,
    assignmentId: copy.id,
    organisationName: copy.branch.name,
    personId: person.id,
    personName: person.name,
    postLabel: label,
    phoneMasked: person.phone && `${person.phone.slice(0, 3)}****${person.phone.slice(-4)}`,
    noticeId,
    isCopy: false,
  })
}

function finish(
  world: World,
  rows: PastRows,
  task: TaskRow,
  past: PastTask,
  { dispatchId, told, closedAt }: { dispatchId: string; told: number; closedAt: Date },
): void {
  task.closedAt = world.time.later(closedAt, 20)
  const subject = { actorId: task.createdBy, subjectType: 'task', subjectId: task.id }
  const number = rows.dispatches.find(({ id }) => id === dispatchId)?.number
  const copies = rows.assignments.filter((one) => one.dispatchId === dispatchId).length
  rows.audit.push({
    ...subject,
    at: past.dispatchedAt,
    action: 'task.dispatch',
    detail: { dispatchId, number, assignments: copies, people: told },
  })
  rows.audit.push({ ...subject, at: task.closedAt, action: 'task.close' })
}
