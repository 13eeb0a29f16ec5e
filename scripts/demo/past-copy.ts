import type { Grade } from '@/db/enums'
import { newId } from '@/db/ids'
import { dayOf, quarterOf } from '@/lib/period'
import { reworkGrant } from '@/lib/tasks/clock'
import { confirmerOf, fillIn } from './audience'
import type { PastTask } from './calendar-of-tasks'
import {
  actorOf,
  begin,
  type CopyOfPast,
  dueAsOf,
  type Journey,
  move,
  notify,
  passClock,
  record,
} from './journey'
import type { LifeEvent } from './life'
import { addEvaluation } from './past-evaluation'
import { attachEvidence } from './past-evidence'
import type { PastRows } from './past-rows'
import type { Random } from './random'
import { addReport, publishPast } from './statistics'
import { approvals } from './texts/judgements'
import type { World } from './world'

const unrejected = { rejectedBy: null, rejectedAt: null, rejectReason: null }

/** Turns the life of a copy into its rows. @returns when it was evaluated */
export async function liveThrough(
  world: World,
  rows: PastRows,
  copy: CopyOfPast,
  past: PastTask,
  life: readonly LifeEvent[],
  random: Random,
): Promise<Date> {
  const journey = begin(world, rows, copy, past, random)
  const ordered = [...life].sort((a, b) => a.at.getTime() - b.at.getTime())
  for (const { kind, at } of ordered) {
    if (kind === 'accept' || kind === 'acceptByPhone') {
      accept(journey, at, kind === 'acceptByPhone')
    } else if (kind === 'submit') {
      await submit(journey, at)
    } else if (kind === 'return') {
      sendBack(journey, at)
    } else if (kind === 'approve') {
      approve(journey, at)
    } else if (kind === 'evaluate') {
      move(journey, 'evaluated', at)
      addEvaluation(journey, at, gradeOf(journey))
    }
  }
  return ordered.at(-1)?.at ?? past.dueAt
}

function accept(journey: Journey, at: Date, isByPhone: boolean): void {
  const { world, rows, copy, random } = journey
  const actor = actorOf(journey)
  const confirmer = isByPhone ? confirmerOf(world, copy.branch.key) : null
  move(journey, 'accepted', at)
  const own = { id: newId(), assignmentId: copy.id, byId: actor.id, recordedAt: at, ...unrejected }
  if (!confirmer || copy.branch.key === copy.issuer.branch) {
    rows.acceptances.push({
      ...own,
      channel: 'online',
      at,
      recordedBy: actor.id,
      proxyReason: null,
      confirmedBy: null,
      confirmedAt: null,
    })
    record(journey, at, actor.id, 'assignment.accept')
    return
  }
  const confirmedAt = world.time.later(at, random.int(30, 200))
  const heardAt = world.time.earlier(at, 25)
  rows.acceptances.push({
    ...own,
    channel: 'phone',
    at: heardAt,
    recordedBy: copy.issuer.id,
    proxyReason: '书记在现场抢修，电话确认已知悉，由党建部代录',
    confirmedBy: confirmer.id,
    confirmedAt,
  })
  const entry = { channel: 'phone', by: actor.id, at: heardAt }
  record(journey, at, copy.issuer.id, 'assignment.recordAcceptance', entry)
  record(journey, confirmedAt, confirmer.id, 'assignment.confirmEntry', {
    kind: 'acceptance',
    entryId: own.id,
    at: heardAt,
  })
}

async function submit(journey: Journey, at: Date): Promise<void> {
  const { rows, copy, past, random, step } = journey
  const actor = actorOf(journey)
  const day = dayOf(journey.world.time.earlier(at, 200))
  const when = { month: Number(day.slice(5, 7)), day: Number(day.slice(8)) }
  const text = fillIn(random.pick(past.text.reports), copy.branch, random.int(0, 3), when)
  const submission: NonNullable<Journey['submission']> = {
    id: newId(),
    stepId: step.id,
    version: (journey.submission?.version ?? 0) + 1,
    text: journey.submission ? `${text}（已按退回意见补充。）` : text,
    effectiveDueAt: dueAsOf(journey, at),
    requestKey: newId(),
    channel: 'online',
    byId: actor.id,
    at,
    recordedBy: actor.id,
    recordedAt: at,
    proxyReason: null,
    confirmedBy: null,
    confirmedAt: null,
    ...unrejected,
  }
  journey.submission = submission
  rows.submissions.push(submission)
  if (past.text.hasForm) {
    const period = quarterOf(copy.task.startsOn)
    const { id: submissionId } = submission
    addReport(journey.world, rows, { branch: copy.branch, submissionId, period, at })
  }
  if (copy.task.isEvidenceRequired) {
    await attachEvidence(journey, submission.id, actor, at)
  }
  move(journey, 'submitted', at)
  step.state = 'submitted'
  passClock(journey, 'reviewer', at)
  notify(journey, [copy.issuer], at, {
    kind: 'task_submitted',
    body: '已提交，等待审核。审核用时单独计算，不计入支部办理时间。',
  })
  const { id: submissionId, version } = submission
  record(journey, at, actor.id, 'assignment.submit', { submissionId, version, channel: 'online' })
}

function sendBack(journey: Journey, at: Date): void {
  const { rows, copy, past, random, reviewer, step, assignment, submission } = journey
  const grant = reworkGrant(at, copy.task.reworkAllowanceDays, journey.world.time.calendar)
  journey.firstReturn ??= grant
  journey.wasReturned = true
  const effectiveDueAt = dueAsOf(journey, at)
  move(journey, 'returned', at)
  assignment.effectiveDueAt = effectiveDueAt
  Object.assign(step, { state: 'returned', effectiveDueAt })
  passClock(journey, 'assignee', at)
  const reason = random.pick(past.text.faults)
  const submissionId = submission?.id ?? ''
  rows.returns.push({ id: newId(), submissionId, reason, byId: reviewer.id, at })
  notify(journey, copy.people, at, {
    kind: 'task_returned',
    body: `需要改：${reason}`,
    smsTemplate: 'task_returned',
  })
  record(journey, at, reviewer.id, 'assignment.return', { submissionId, effectiveDueAt })
}

function approve(journey: Journey, at: Date): void {
  const { rows, copy, random, reviewer, step, submission } = journey
  move(journey, 'approved', at)
  step.state = 'approved'
  passClock(journey, null, at)
  const submissionId = submission?.id ?? ''
  const remark = random.chance(0.3) ? random.pick(approvals) : null
  rows.approvals.push({ id: newId(), submissionId, remark, byId: reviewer.id, at })
  publishPast(rows, submissionId, at)
  notify(journey, copy.people, at, {
    kind: 'task_approved',
    body: remark ?? '审核通过，无需再做修改。',
  })
  record(journey, at, reviewer.id, 'assignment.approve', { submissionId })
}

function gradeOf({ submission, wasReturned, random }: Journey): Grade {
  if (submission && submission.at > submission.effectiveDueAt) {
    const lateDays = (submission.at.getTime() - submission.effectiveDueAt.getTime()) / 86_400_000
    return lateDays > 5 ? 'poor' : 'fair'
  }
  return random.chance(wasReturned ? 0.05 : 0.36) ? 'excellent' : 'good'
}
