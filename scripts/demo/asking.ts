import { dayOf } from '@/lib/period'
import { requestDecline } from '@/lib/tasks/requests/request-decline'
import { requestExtension } from '@/lib/tasks/requests/request-extension'
import { ago, type Present } from './present'
import type { LiveCopy } from './present-acts'
import { settleSms } from './settle-sms'
import { dayMinutes } from './working-time'
import { organisationOf, personNamed } from './world'

/** Lets a branch ask for more time, or that somebody else do it; the answer is still to come. */
export function planAsking(present: Present, copy: LiveCopy): void {
  const { asks } = copy.plan
  if (asks && asks.branch === copy.organisation.key && copy.personId === null) {
    const at = ago(present, asks.before)
    present.timetable.add(at, () => ask(present, copy, at))
  }
}

async function ask(present: Present, copy: LiveCopy, at: Date): Promise<void> {
  const { world, stage } = present
  const { asks } = copy.plan
  const ctx = await stage.as(personNamed(world, copy.organisation.secretary ?? '').id, at)
  if (asks?.to) {
    await requestDecline(ctx, {
      assignmentId: copy.id,
      kind: 'reassign',
      toOrganisationId: organisationOf(world, asks.to).id,
      reason: asks.reason,
    })
  } else if (asks) {
    await requestExtension(ctx, {
      stepId: copy.stepId,
      dueOn: dayOf(world.time.later(world.now, 7 * dayMinutes)),
      dueTime: '18:00',
      reason: asks.reason,
    })
  }
  await settleSms(world.db, at)
}
