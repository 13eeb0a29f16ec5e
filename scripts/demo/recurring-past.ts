import { newId } from '@/db/ids'
import { addDays, dayOf, momentOf, periodOf, quarterOf } from '@/lib/period'
import { activateTemplate } from '@/lib/tasks/templates/activate-template'
import { installTemplate } from '@/lib/tasks/templates/install-template'
import type { Template } from '@/lib/tasks/templates/load-template'
import { planHeld } from './activities'
import type { PastRows } from './past-rows'
import { addInstances } from './recurring-instances'
import { personNamed, type Stage, type World } from './world'

/** Of the built-in catalogue these are in use; the others wait on the shelf. */
const inUse = [
  'members_meeting',
  'committee_meeting',
  'group_meeting',
  'party_lecture',
  'party_day',
  'life_meeting',
]

/**
 * 三会一课 of two quarters and of the running one: templates taken from the catalogue and turned on,
 * what went out since, and what the branches have held and written down, with a few gaps.
 */
export async function addRecurringPast(world: World, stage: Stage, rows: PastRows): Promise<void> {
  const quarter = periodOf(quarterOf(dayOf(world.now)))
  const lastQuarter = periodOf(quarterOf(addDays(quarter.from, -1)))
  const first = periodOf(quarterOf(addDays(lastQuarter.from, -1)))
  const templates = await turnOn(world, stage, momentOf(first.from, '08:40'))
  const held = await planHeld(world, rows, `${first.from.slice(0, 4)}M${first.from.slice(5, 7)}`)
  for (const template of templates) {
    await addInstances(world, rows, template, held)
  }
  for (const { activity, kinds } of held) {
    rows.audit.push({
      at: activity.recordedAt,
      actorId: activity.recordedBy,
      action: 'activity.record',
      subjectType: 'activity',
      subjectId: activity.id,
      detail: { organisationId: activity.organisationId, kinds, heldOn: activity.heldOn },
    })
  }
}

async function turnOn(world: World, stage: Stage, at: Date): Promise<Template[]> {
  const ctx = await stage.as(personNamed(world, '陈晓春').id, at)
  const templates: Template[] = []
  for (const key of inUse) {
    const { id } = await installTemplate(ctx, { templateId: newId(), key })
    templates.push(await activateTemplate(ctx, { templateId: id }))
  }
  stage.heard()
  return templates
}
