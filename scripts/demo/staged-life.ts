import { eq } from 'drizzle-orm'
import { newId } from '@/db/ids'
import { submissions } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { dayOf } from '@/lib/period'
import { acceptAssignment } from '@/lib/tasks/accept-assignment'
import { assignmentView } from '@/lib/tasks/assignment-queries'
import { distributableTo } from '@/lib/tasks/distributable'
import { distributeAssignment } from '@/lib/tasks/distribute-assignment'
import { approveSubmission, returnSubmission } from '@/lib/tasks/review-submission'
import { submitStep } from '@/lib/tasks/submit-step'
import { fillIn } from './audience'
import type { Present } from './present'
import { type Random, seeded } from './random'
import { settleSms } from './settle-sms'
import { actor, copiesOf, isOpen, openSteps, type StagedCopy } from './staged-copies'
import { planRequest } from './staged-requests'
import type { StagedTask } from './texts/staged'
import { organisationOf, personNamed } from './world'

const paces = { prompt: 0.6, steady: 1, slow: 1.7 }

/** Lets a copy live from the moment it went out: signs, hands in node by node, is reviewed. */
export function liveStaged(present: Present, plan: StagedTask, copy: StagedCopy, from: Date): void {
  const { world, timetable } = present
  const { organisation } = copy
  // By place among its people: ids differ from seed to seed, names do not.
  const who = world.people.find((person) => person.id === copy.personId)?.name ?? ''
  const random = seeded(`${plan.key} ${organisation.key} ${who}`)
  const pace = paces[organisation.temper]
  if (organisation.temper === 'slow' && random.chance(0.3)) {
    return
  }
  const acceptedAt = world.time.later(from, Math.round(random.int(30, 600) * pace))
  timetable.add(acceptedAt, async () => {
    if (!(await isOpen(world, copy))) {
      return
    }
    await acceptAssignment(await actor(present, copy, acceptedAt), { assignmentId: copy.id })
    const next = world.time.later(acceptedAt, Math.round(random.int(60, 500) * pace))
    if (copy.isCoordinator) {
      timetable.add(next, () => breakDown(present, plan, copy, next))
    } else if (!planRequest(present, plan, copy, next)) {
      work({ present, plan, copy, random, pace }, acceptedAt)
    }
  })
}

interface Walk {
  present: Present
  plan: StagedTask
  copy: StagedCopy
  random: Random
  pace: number
}

function work(walk: Walk, from: Date): void {
  const { present, random, pace } = walk
  const at = present.world.time.later(from, Math.round(random.int(1_100, 3_200) * pace))
  present.timetable.add(at, () => handIn(walk, at))
}

async function handIn(walk: Walk, at: Date): Promise<void> {
  const { present, plan, copy, random } = walk
  const [step] = await openSteps(present.world, copy)
  if (!step) {
    return
  }
  const node = plan.nodes[step.position - 1]
  const day = dayOf(at)
  const when = { month: Number(day.slice(5, 7)), day: Number(day.slice(8)) }
  const ctx = await actor(present, copy, at)
  const text = fillIn(node?.report ?? '已完成。', copy.organisation, random.int(0, 3), when)
  const input = { stepId: step.id, requestKey: newId(), text, fileIds: [] }
  const submission = await submitStep(ctx, input)
  await settleSms(present.world.db, at)
  if (submission.isSettled) {
    return work(walk, at)
  }
  const reviewed = present.world.time.later(at, random.int(90, 1_100))
  present.timetable.add(reviewed, () => review(walk, submission.id, step.id, reviewed))
  if ((await openSteps(present.world, copy)).length > 0) {
    work({ ...walk, pace: walk.pace * 0.4 }, at)
  }
}

async function review(walk: Walk, submissionId: string, stepId: string, at: Date): Promise<void> {
  const { present, copy, random } = walk
  const ctx = await reviewer(present, copy, stepId, at)
  const rows = await present.world.db
    .select()
    .from(submissions)
    .where(eq(submissions.id, submissionId))
  if (!ctx || rows[0]?.version === undefined) {
    return
  }
  if (rows[0].version === 1 && random.chance(0.15)) {
    const reason = '整改结果没有写到人，请补充责任人和完成时间。'
    await returnSubmission(ctx, { submissionId, reason })
  } else {
    await approveSubmission(ctx, { submissionId })
  }
  await settleSms(present.world.db, at)
  if ((await openSteps(present.world, copy)).length > 0) {
    work(walk, at)
  }
}

/** Whoever may review it at that moment: the 党总支, the issuer, her colleague. */
async function reviewer(
  { world, stage }: Present,
  copy: StagedCopy,
  stepId: string,
  at: Date,
): Promise<ViewerContext | null> {
  const parent = copy.organisation.parent
  const superior = parent ? organisationOf(world, parent).secretary : undefined
  const names = [...(copy.parentId && superior ? [superior] : []), '陈晓春', '孙雅琴']
  for (const name of names) {
    const ctx = await stage.as(personNamed(world, name).id, at)
    const view = await assignmentView(ctx, copy.id, stepId).catch(() => null)
    if (view?.can['assignment.review'] && view.step.state === 'submitted') {
      return ctx
    }
  }
  return null
}

async function breakDown(
  present: Present,
  plan: StagedTask,
  copy: StagedCopy,
  at: Date,
): Promise<void> {
  const ctx = await actor(present, copy, at)
  const branches = await distributableTo(ctx, copy.id)
  const { taskId } = await distributeAssignment(ctx, {
    assignmentId: copy.id,
    organisationIds: branches.map(({ organisation }) => organisation.id),
    dueLeadDays: 1,
    words: '请按时报来，由总支先初审。',
    requestKey: newId(),
  })
  await settleSms(present.world.db, at)
  for (const child of await copiesOf(present.world, taskId, copy.id)) {
    liveStaged(present, plan, child, at)
  }
}
