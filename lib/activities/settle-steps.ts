import type { ActivityKind } from '@/db/enums'
import { newId } from '@/db/ids'
import { acceptances } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { authorize } from '@/lib/policy'
import { holdByStep, type LoadedAssignment } from '@/lib/tasks/load'
import { refreshAssignment } from '@/lib/tasks/refresh-assignment'
import { handIn, needsEvidence } from '@/lib/tasks/submit-step'
import type { Activity } from './load-activity'
import { stepsWaiting } from './steps-waiting'

/** A step a record answers, and what became of it. */
export interface SettledStep {
  taskId: string
  assignmentId: string
  title: string
  /** `pending` still wants something a record does not have: a file, or a form filled in. */
  outcome: 'settled' | 'handed_in' | 'pending'
}

interface Recorded extends Pick<Activity, 'organisationId' | 'heldOn'> {
  kinds: readonly ActivityKind[]
  /** What the hand-in says. */
  words: string
  /** Files the viewer himself has sent with the record. */
  fileIds: readonly string[]
}

/**
 * Hands in the work of every step that asks for such an activity: routine ones are done with it, the
 * others go to their reviewer. What nobody had signed for is signed for thereby.
 */
export async function settleSteps(
  ctx: ViewerContext,
  tx: Work,
  record: Recorded,
): Promise<SettledStep[]> {
  const settled: SettledStep[] = []
  for (const { id } of await stepsWaiting(tx.db, record)) {
    const loaded = await holdByStep(ctx, tx, id)
    const isOpen = loaded.step.state === 'open' || loaded.step.state === 'returned'
    if (!isOpen || !['issued', 'accepted', 'returned'].includes(loaded.assignment.state)) {
      continue
    }
    settled.push({
      taskId: loaded.task.id,
      assignmentId: loaded.assignment.id,
      title: loaded.task.title,
      outcome: await answer(ctx, tx, loaded, record),
    })
  }
  return settled
}

async function answer(
  ctx: ViewerContext,
  tx: Work,
  loaded: LoadedAssignment,
  { words, fileIds }: Recorded,
): Promise<SettledStep['outcome']> {
  authorize(ctx.viewer, 'assignment.submit', loaded.subject)
  const wantsMore =
    loaded.node.formVersionId !== null || (needsEvidence(loaded) && fileIds.length === 0)
  if (wantsMore) {
    return 'pending'
  }
  const input = { stepId: loaded.step.id, requestKey: newId(), text: words, fileIds: [...fileIds] }
  const handedIn = await handIn(ctx, tx, await signedFor(ctx, tx, loaded), input, {
    channel: 'online',
    byId: ctx.viewer.personId,
    at: ctx.now,
    proxyReason: null,
  })
  return handedIn.isSettled ? 'settled' : 'handed_in'
}

/** Whoever records the activity has received the task. */
async function signedFor(
  ctx: ViewerContext,
  tx: Work,
  loaded: LoadedAssignment,
): Promise<LoadedAssignment> {
  const { id, state } = loaded.assignment
  if (state !== 'issued') {
    return loaded
  }
  await tx.db.insert(acceptances).values({
    id: newId(),
    assignmentId: id,
    channel: 'online',
    byId: ctx.viewer.personId,
    at: ctx.now,
    recordedBy: ctx.viewer.personId,
    recordedAt: ctx.now,
  })
  await refreshAssignment(tx, id)
  tx.record({ action: 'assignment.accept', subjectType: 'assignment', subjectId: id })
  return holdByStep(ctx, tx, loaded.step.id)
}
