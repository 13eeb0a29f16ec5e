import type { Metadata } from 'next'
import { forbidden } from 'next/navigation'
import { TemplateForm } from '@/components/templates/template-form'
import { PageHeader } from '@/components/ui/page-header'
import { forPage, pageId } from '@/lib/page'
import { dayOf } from '@/lib/period'
import { requireContext } from '@/lib/session'
import { taskFormData } from '@/lib/tasks/form-queries'
import { periodWords } from '@/lib/tasks/templates/periods'
import { templateDetail } from '@/lib/tasks/templates/queries'
import { saveTemplateAction } from '../../actions'

export const metadata: Metadata = { title: '修改模板' }

/** Changing a template: what has gone out stays as it is. */
export default async function EditTemplatePage(props: PageProps<'/templates/[templateId]/edit'>) {
  const templateId = pageId((await props.params).templateId)
  const ctx = await requireContext(`/templates/${templateId}/edit`)
  const [{ template, canEdit }, { tree, groups }] = await forPage(
    Promise.all([templateDetail(ctx, templateId), taskFormData(ctx)]),
  )
  if (!canEdit) {
    forbidden()
  }
  const { content } = template
  return (
    <>
      <PageHeader
        title="修改模板"
        crumbs={[
          { label: '任务模板', href: '/templates' },
          { label: template.name, href: `/templates/${templateId}` },
        ]}
        context="只影响以后的各期，已经下达的不变。"
      />
      <TemplateForm
        save={saveTemplateAction}
        templateId={templateId}
        version={template.version}
        values={{
          name: template.name,
          origin: template.origin,
          basis: template.basis ?? undefined,
          recurrence: template.recurrence,
          anchor: template.anchor,
          exemption: template.exemption,
          title: content.title,
          requirement: content.requirement,
          isScored: content.isScored,
          nodes: content.nodes,
          chosen: content.recipients,
        }}
        tree={tree}
        groups={groups}
        periods={periodWords(dayOf(ctx.now))}
      />
    </>
  )
}
