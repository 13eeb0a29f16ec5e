import { newId } from '@/db/ids'
import type { MadePerson } from '@/db/testing/factories'
import { latestVersion } from '@/lib/forms/load'
import { saveForm } from '@/lib/forms/save-form'
import { saveFormInput } from '@/lib/forms/schema'
import type { ReportValues } from '@/lib/forms/states'
import { field, sampleDefinition, sampleValues } from '@/lib/forms/testing'
import { acceptAssignment } from '@/lib/tasks/accept-assignment'
import { submitStep } from '@/lib/tasks/submit-step'
import { type Copy, contextOf, type World } from './world'

export const formName = '季度活动情况表'

/** A form of the office with a field of every kind; the first, 党员总数, is known from the roster. */
export async function knownForm(world: World): Promise<{ formId: string; formVersionId: string }> {
  const formId = newId()
  const definition = sampleDefinition()
  // Journeys share a database, so another one may have asked the same: each says why it asks again.
  definition.fields = definition.fields.map((one) => ({
    ...one,
    stillWanted: true,
    stillWantedReason: '本次单独统计',
  }))
  definition.fields.unshift(field('f0', 'number', { label: '党员总数', knownKey: 'roster.total' }))
  const input = { formId, version: 0, revision: 0, name: formName }
  await saveForm(
    await contextOf(world, world.officer),
    saveFormInput.parse({ ...input, definition: JSON.stringify(definition) }),
  )
  const { id: formVersionId } = await latestVersion(world.db, formId)
  return { formId, formVersionId }
}

/** A secretary signs for a copy and hands in its form, filled in but for what is given. */
export async function reported(
  world: World,
  { assignmentId, stepId }: Copy,
  secretary: MadePerson,
  given: ReportValues = {},
): Promise<void> {
  const ctx = await contextOf(world, secretary)
  await acceptAssignment(ctx, { assignmentId })
  const values = { ...sampleValues, f0: '12', ...given }
  await submitStep(ctx, { stepId, requestKey: newId(), text: '', fileIds: [], values })
}
