import type { ActivityKind } from '@/db/enums'
import { newId } from '@/db/ids'
import { createContextFor } from '@/db/testing/factories'
import { expectedAttendance } from '@/lib/activities/attendance'
import { recordActivity } from '@/lib/activities/record-activity'
import { recordActivityInput } from '@/lib/activities/schema'
import { presentValue } from '@/lib/activities/states'
import { formatClock } from '@/lib/format'
import { momentOf } from '@/lib/period'
import { activateTemplate } from '@/lib/tasks/templates/activate-template'
import { issueDueInstances } from '@/lib/tasks/templates/issue-due'
import { saveTemplate } from '@/lib/tasks/templates/save-template'
import { saveTemplateInput } from '@/lib/tasks/templates/schema'
import { contextOf, dayFromNow, type World } from './world'

/**
 * A yearly duty of every branch, with its task, gone out on New Year's Day.
 * @returns id of its template
 */
export async function dutyOf(world: World, kind: ActivityKind, name: string): Promise<string> {
  const now = momentOf(`${dayFromNow(0).slice(0, 4)}-01-01`, '09:00')
  const ctx = await contextOf(world, world.officer, now)
  const { id: templateId } = await saveTemplate(
    ctx,
    saveTemplateInput.parse({
      templateId: newId(),
      name,
      origin: 'own',
      title: `{period}${name}`,
      requirement: '请按要求开展活动，如实记录。',
      underIds: [world.committee.id],
      recurrence: 'yearly',
      outUnit: 'day',
      outN: '1',
      dueMonth: '12',
      dueUnit: 'last_day',
      node1Title: name,
      node1Reviewer: 'none',
      node1ActivityKind: kind,
    }),
  )
  await activateTemplate(ctx, { templateId })
  await issueDueInstances(await createContextFor(world.db, 'system', { now }))
  return templateId
}

/** A record of today of the first branch by its secretary, everybody present; its id. */
export async function recorded(world: World, kinds: ActivityKind[]): Promise<string> {
  const [{ id: organisationId }] = world.branches
  const [secretary] = world.secretaries
  const heldOn = dayFromNow(0)
  const { people } = await expectedAttendance(world.db, { organisationId, kinds, day: heldOn })
  const everybody = people.map(({ personId }) => [`attendance_${personId}`, presentValue])
  const { activity } = await recordActivity(
    await contextOf(world, secretary),
    recordActivityInput.parse({
      requestKey: newId(),
      organisationId,
      kinds,
      heldOn,
      startTime: formatClock(new Date()),
      place: '党员活动室',
      title: '学习党章',
      hostId: secretary.id,
      recorderId: secretary.id,
      content: '书记讲党课，三名党员结合岗位谈体会。',
      ...Object.fromEntries(everybody),
    }),
  )
  return activity.id
}
