import { newId } from '@/db/ids'
import { latestVersion } from '@/lib/forms/load'
import { saveForm } from '@/lib/forms/save-form'
import { saveFormInput } from '@/lib/forms/schema'
import { field, sampleDefinition, sampleValues } from '@/lib/forms/testing'
import { acceptAssignment } from '@/lib/tasks/accept-assignment'
import { submitStep } from '@/lib/tasks/submit-step'
import type { Round } from './pages'
import { contextOf, dayFromNow, dispatched, type World } from './world'

/** Pages of forms: built, filled in, read, compiled. */
export async function formRounds(world: World): Promise<Record<string, Round>> {
  const { officer, secretaries } = world
  const formId = newId()
  const definition = sampleDefinition()
  definition.fields.unshift(field('f0', 'number', { label: '党员总数', knownKey: 'roster.total' }))
  const ctx = await contextOf(world, officer)
  const input = { formId, version: 0, revision: 0, name: '季度活动情况表' }
  await saveForm(ctx, saveFormInput.parse({ ...input, definition: JSON.stringify(definition) }))
  const { id: formVersionId } = await latestVersion(world.db, formId)
  const node = { title: '填报', dueOn: dayFromNow(14), formVersionId }
  const { copies } = await dispatched(world, { nodes: [node] })
  const [open, done] = copies
  for (const [copy, secretary] of [
    [open, secretaries[0]],
    [done, secretaries[1]],
  ] as const) {
    const by = await contextOf(world, secretary)
    await acceptAssignment(by, { assignmentId: copy.assignmentId })
  }
  await submitStep(await contextOf(world, secretaries[1]), {
    stepId: done.stepId,
    requestKey: newId(),
    text: '',
    fileIds: [],
    values: { ...sampleValues, f0: '12' },
  })
  return {
    formsOfficer: {
      who: officer,
      visits: [
        { name: '填报表', path: '/forms' },
        { name: '新建填报表', path: '/forms/new' },
        { name: '填报表详情', path: `/forms/${formId}`, opens: ['停用'] },
        { name: '汇总表', path: `/tasks/${open.taskId}/compiled` },
        { name: '填报内容', path: done.path },
      ],
    },
    formsSecretary: { who: secretaries[0], visits: [{ name: '填表', path: open.path }] },
  }
}
