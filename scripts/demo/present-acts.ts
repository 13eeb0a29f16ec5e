import { newId } from '@/db/ids'
import type { ViewerContext } from '@/lib/context'
import { storeFile } from '@/lib/files/store-file'
import { formatClock } from '@/lib/format'
import { prefill } from '@/lib/forms/prefill'
import { postHoldersOn } from '@/lib/organisation/queries'
import { dayOf, quarterOf } from '@/lib/period'
import { acceptAssignment } from '@/lib/tasks/accept-assignment'
import { confirmEntry } from '@/lib/tasks/confirm-entry'
import { delegateAssignment } from '@/lib/tasks/delegate-assignment'
import { recordAcceptance } from '@/lib/tasks/record-for-other'
import { whoIsTold } from '@/lib/tasks/resolve-recipients'
import { submitStep } from '@/lib/tasks/submit-step'
import { confirmerOf, fillIn } from './audience'
import { heroKey } from './company'
import { makeEvidence, streamOf } from './evidence'
import type { LifeEvent, LifeKind } from './life'
import type { Present } from './present'
import type { PresentTask } from './present-plan'
import { approve, evaluate, sendBack } from './present-review'
import { type Random, seeded } from './random'
import { settleSms } from './settle-sms'
import { answersOf } from './statistics'
import { statisticsDefinition } from './texts/statistics'
import { type DemoOrganisation, type DemoPerson, personNamed, type World } from './world'

/** One copy of a task of the present. */
export interface LiveCopy {
  id: string
  stepId: string
  personId: string | null
  organisation: DemoOrganisation
  issuer: DemoPerson
  plan: PresentTask
  submission: { id: string; at: Date; effectiveDueAt: Date } | null
  /** Hand-ins so far. */
  reports: number
  /** Signed for by telephone, not yet confirmed. */
  isProxy: boolean
}

export interface Scene {
  present: Present
  copy: LiveCopy
  at: Date
  random: Random
}

const acts: Record<LifeKind, (scene: Scene) => Promise<void>> = {
  accept,
  acceptByPhone,
  confirm,
  submit,
  return: sendBack,
  approve,
  evaluate,
}

/** Lets one event of a copy's life happen, by the verb behind the button. */
export async function perform(present: Present, copy: LiveCopy, event: LifeEvent): Promise<void> {
  if (copy.plan.cancelled && event.at >= cancelledAt(present, copy.plan)) {
    return
  }
  const random = seeded(`${copy.plan.key} ${copy.organisation.key} ${event.kind} ${copy.reports}`)
  await acts[event.kind]({ present, copy, at: event.at, random })
}

function cancelledAt({ world }: Present, { cancelled }: PresentTask): Date {
  return world.time.earlier(world.now, Math.round((cancelled?.before ?? 0) * 450))
}

/** Somebody who acts for the recipient on the day; the secretary more often than not. */
async function actorOf({ present, copy, at, random }: Scene): Promise<ViewerContext> {
  if (copy.personId) {
    return present.stage.as(copy.personId, at)
  }
  const holders = await postHoldersOn(present.world.db, [copy.organisation.id], dayOf(at))
  const told = whoIsTold(holders)
  const chosen = random.chance(0.3) ? told.at(-1) : told[0]
  return present.stage.as(chosen?.personId ?? copy.issuer.id, at)
}

async function accept(scene: Scene): Promise<void> {
  const { present, copy, at } = scene
  const ctx = await actorOf(scene)
  await acceptAssignment(ctx, { assignmentId: copy.id })
  if (copy.plan.heroDelegate && copy.organisation.key === heroKey) {
    const toPersonId = personNamed(present.world, copy.plan.heroDelegate).id
    const secretary = personNamed(present.world, copy.organisation.secretary ?? '')
    await delegateAssignment(await present.stage.as(secretary.id, at), {
      assignmentId: copy.id,
      toPersonId,
      note: '请牵头组织，结束后整理特巡记录，有困难随时说。',
    })
    await settleSms(present.world.db, at)
  }
}

async function acceptByPhone(scene: Scene): Promise<void> {
  const { present, copy, at } = scene
  const { world, stage } = present
  if (!confirmerOf(world, copy.organisation.key) || copy.issuer.branch === copy.organisation.key) {
    return accept(scene)
  }
  const { viewer } = await actorOf(scene)
  const heardAt = world.time.earlier(at, 25)
  await recordAcceptance(await stage.as(copy.issuer.id, at), {
    assignmentId: copy.id,
    channel: 'phone',
    byId: viewer.personId,
    on: dayOf(heardAt),
    at: formatClock(heardAt),
    reason: copy.personId ? '本人不使用智能手机，电话告知并确认' : '书记在现场抢修，电话确认已知悉',
  })
  copy.isProxy = true
}

async function confirm({ present, copy, at }: Scene): Promise<void> {
  const confirmer = confirmerOf(present.world, copy.organisation.key)
  if (copy.isProxy && confirmer) {
    const ctx = await present.stage.as(confirmer.id, at)
    await confirmEntry(ctx, { assignmentId: copy.id, kind: 'acceptance' })
    copy.isProxy = false
  }
}

/** What is brought along, and what the branch adds. */
async function reportOf(ctx: ViewerContext, { organisation }: LiveCopy, at: Date, world: World) {
  const period = quarterOf(dayOf(at))
  const organisationIds = [organisation.id]
  const day = dayOf(at)
  const filled = await prefill(ctx.db, statisticsDefinition, { organisationIds, day, period })
  return { ...filled.get(organisation.id)?.values, ...answersOf(world, organisation, period) }
}

async function submit(scene: Scene): Promise<void> {
  const { present, copy, at, random } = scene
  const ctx = await actorOf(scene)
  const { text } = copy.plan
  const { organisation } = copy
  const day = dayOf(present.world.time.earlier(at, 200))
  const when = { month: Number(day.slice(5, 7)), day: Number(day.slice(8)) }
  const report = fillIn(random.pick(text.reports), organisation, random.int(0, 3), when)
  const fileIds: string[] = []
  if (text.isEvidenceRequired) {
    const evidence = await makeEvidence(organisation.name, at, random)
    const stream = streamOf(evidence)
    const { name } = evidence
    fileIds.push((await storeFile(ctx, { name, classification: 'internal', stream })).id)
  }
  copy.submission = await submitStep(ctx, {
    stepId: copy.stepId,
    requestKey: newId(),
    text: copy.reports > 0 ? `${report}（已按退回意见补充。）` : report,
    fileIds,
    ...(text.hasForm ? { values: await reportOf(ctx, copy, at, present.world) } : {}),
  })
  copy.reports += 1
}
