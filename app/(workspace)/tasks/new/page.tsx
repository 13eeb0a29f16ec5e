import type { Metadata } from 'next'
import { TaskForm } from '@/components/tasks/task-form'
import { TemplatePicker } from '@/components/tasks/template-picker'
import { PageHeader } from '@/components/ui/page-header'
import { forPage } from '@/lib/page'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { taskFormData } from '@/lib/tasks/form-queries'
import { linkChoices } from '@/lib/tasks/link-choices'
import { prefillAddress, taskPrefill } from '@/lib/tasks/task-prefill'
import { templateChoices } from '@/lib/tasks/templates/queries'
import { createFromTemplateAction } from '../../templates/actions'
import { saveTaskAction } from '../actions'

export const metadata: Metadata = { title: '新建任务' }

/** A new draft. Its id is made with the form, so that sending it twice makes one task. */
export default async function NewTaskPage({ searchParams }: PageProps<'/tasks/new'>) {
  const ctx = await requireContext('/tasks/new')
  const from = prefillAddress.parse(await searchParams)
  const [form, prefill] = await forPage(Promise.all([taskFormData(ctx), taskPrefill(ctx, from)]))
  const [links, templates] = await Promise.all([
    linkChoices(ctx, prefill),
    can(ctx.viewer, 'template.list') ? templateChoices(ctx) : [],
  ])
  return (
    <>
      <PageHeader
        title="新建任务"
        crumbs={[{ label: '任务', href: '/tasks' }]}
        context="先存为草稿，看清影响再下达。"
        actions={
          <TemplatePicker
            taskId={form.newTaskId}
            templates={templates}
            from={dayOf(ctx.now)}
            create={createFromTemplateAction}
          />
        }
      />
      <TaskForm
        save={saveTaskAction}
        taskId={form.newTaskId}
        version={0}
        values={{ startsOn: dayOf(ctx.now), ...prefill }}
        tree={form.tree}
        groups={form.groups}
        forms={form.forms}
        links={links}
      />
    </>
  )
}
