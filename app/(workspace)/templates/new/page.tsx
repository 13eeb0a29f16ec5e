import type { Metadata } from 'next'
import { forbidden } from 'next/navigation'
import { SaveTaskForm } from '@/components/templates/save-task-form'
import { TemplateForm } from '@/components/templates/template-form'
import { PageHeader } from '@/components/ui/page-header'
import { forPage } from '@/lib/page'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { taskFormData } from '@/lib/tasks/form-queries'
import { loadTask } from '@/lib/tasks/load'
import { periodWords } from '@/lib/tasks/templates/periods'
import { anchorInput, newTemplateAddress } from '@/lib/tasks/templates/schema'
import { saveTaskAsTemplateAction, saveTemplateAction } from '../actions'

export const metadata: Metadata = { title: '新建模板' }

/** A new template, empty or from a task; saving it does not send anything out. */
export default async function NewTemplatePage({ searchParams }: PageProps<'/templates/new'>) {
  const ctx = await requireContext('/templates/new')
  if (!can(ctx.viewer, 'template.create')) {
    forbidden()
  }
  const { task: taskId } = newTemplateAddress.parse(await searchParams)
  if (taskId) {
    const task = await forPage(loadTask(ctx, ctx.db, taskId))
    return (
      <>
        <PageHeader
          title="存为模板"
          crumbs={[
            { label: '任务', href: '/tasks' },
            { label: task.title, href: `/tasks/${task.id}` },
          ]}
          context="留下任务的要求、节点和交办对象，节点时限变成比截止日期提前几个工作日。任务不变。"
        />
        <SaveTaskForm
          save={saveTaskAsTemplateAction}
          hidden={{ taskId: task.id, templateId: crypto.randomUUID() }}
          name={task.title.slice(0, 40)}
        />
      </>
    )
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
        periods={periodWords(dayOf(ctx.now))}
      />
    </>
  )
}
