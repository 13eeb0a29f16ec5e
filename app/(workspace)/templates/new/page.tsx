import type { Metadata } from 'next'
import { forbidden } from 'next/navigation'
import { TemplateForm } from '@/components/templates/template-form'
import { PageHeader } from '@/components/ui/page-header'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { taskFormData } from '@/lib/tasks/form-queries'
import { anchorInput } from '@/lib/tasks/templates/schema'
import { saveTemplateAction } from '../actions'

export const metadata: Metadata = { title: '新建模板' }

/** A new template; saving it does not send anything out. */
export default async function NewTemplatePage() {
  const ctx = await requireContext('/templates/new')
  if (!can(ctx.viewer, 'template.create')) {
    forbidden()
  }
  const { newTaskId, tree, groups } = await taskFormData(ctx)
  return (
    <>
      <PageHeader
        title="新建模板"
        crumbs={[{ label: '任务模板', href: '/templates' }]}
        context="保存后先不下达；周期性的要再按“启用”。"
      />
      <TemplateForm
        save={saveTemplateAction}
        templateId={newTaskId}
        version={0}
        values={{
          recurrence: 'none',
          anchor: anchorInput.parse({ out: {}, due: { unit: 'last_working_day' } }),
          nodes: [],
        }}
        tree={tree}
        groups={groups}
      />
    </>
  )
}
