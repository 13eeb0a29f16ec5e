import { expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { testDatabase } from '@/db/testing/database'
import { createContextFor } from '@/db/testing/factories'
import { archiveForm } from '@/lib/forms/archive-form'
import { latestVersion } from '@/lib/forms/load'
import { saveForm } from '@/lib/forms/save-form'
import { definitionOf, field } from '@/lib/forms/testing'
import { createWorld } from '../testing'
import { activateTemplate, deactivateTemplate } from './activate-template'
import { saveTemplate } from './save-template'
import { saveTemplateInput } from './schema'

const { db } = await testDatabase({ poolSize: 4 })
const world = await createWorld(db)

async function formWithTemplates(...names: string[]) {
  const ctx = await createContextFor(db, world.officer)
  const formId = newId()
  const definition = definitionOf(field('f1', 'number', { label: '活动场次' }))
  await saveForm(ctx, {
    formId,
    version: 0,
    revision: 0,
    name: '月度活动报表',
    definition: JSON.stringify(definition),
  })
  const { id: node1FormVersionId } = await latestVersion(db, formId)
  const templates = []
  for (const name of names) {
    const input = saveTemplateInput.parse({
      ...{ templateId: newId(), name, origin: 'own', title: '{period}活动情况' },
      ...{ requirement: '请按月报送活动情况', underIds: [world.committee.id] },
      ...{ recurrence: 'monthly', outUnit: 'day', outN: '1', dueUnit: 'day', dueN: '25' },
      ...{ node1Title: '报送', node1FormVersionId },
    })
    templates.push(await saveTemplate(ctx, input))
  }
  return { ctx, formId, templates }
}

test('a form that active templates use is not put out of use; their names are said', async () => {
  const { ctx, formId, templates } = await formWithTemplates('月报', '草拟的月报')
  const [active, idle] = templates
  await activateTemplate(ctx, { templateId: active?.id ?? '' })
  const refusal = await archiveForm(ctx, { formId }).catch((error: Error) => error)
  expect(refusal).toMatchObject({ code: 'conflict' })
  expect(String(refusal)).toMatch(/1 个启用中的模板.*“月报”/u)
  expect(String(refusal)).not.toContain(idle?.name)
  await deactivateTemplate(ctx, { templateId: active?.id ?? '' })
  expect((await archiveForm(ctx, { formId })).archivedAt).not.toBeNull()
})
