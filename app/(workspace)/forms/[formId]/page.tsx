import type { Metadata } from 'next'
import { FormActs } from '@/components/forms/form-acts'
import { FormBuilder } from '@/components/forms/form-builder'
import { LayoutForm } from '@/components/forms/layout-form'
import { VersionCard } from '@/components/forms/version-card'
import { LinkButton } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { formatMoment } from '@/lib/format'
import { type FormView, formView, knownChoices, newFormId } from '@/lib/forms/queries'
import { forPage, pageId } from '@/lib/page'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import * as actions from '../actions'

export const metadata: Metadata = { title: '填报表' }

/** A form: its latest version under construction, what it repeats, its versions. */
export default async function FormPage({ params }: PageProps<'/forms/[formId]'>) {
  const formId = pageId((await params).formId)
  const ctx = await requireContext(`/forms/${formId}`)
  const [view, choices] = await forPage(
    Promise.all([formView(ctx, formId), knownChoices(ctx, formId)]),
  )
  const { form, latest } = view
  const open = view.overlaps.filter((one) => !one.isSettled)
  return (
    <>
      <PageHeader
        title={form.name}
        crumbs={[
          { label: '任务', href: '/tasks' },
          { label: '填报表', href: '/forms' },
        ]}
        context={contextOf(view, ctx.now)}
        actions={
          <>
            {can(ctx.viewer, 'task.create') && form.archivedAt === null ? (
              <LinkButton href={`/tasks/new?form=${formId}`} tone="primary">
                用这张表建任务
              </LinkButton>
            ) : null}
            <FormActs
              formId={formId}
              newFormId={newFormId()}
              isArchived={form.archivedAt !== null}
              canArchive={view.can['form.archive']}
              actions={actions}
            />
          </>
        }
      />
      <div className="space-y-4">
        {form.archivedAt ? (
          <Notice tone="warning" title="已停用">
            新任务不能选用。需要时先恢复使用，再修改。
          </Notice>
        ) : null}
        {latest.state === 'frozen' ? (
          <Notice title={`第 ${latest.version} 版已随任务定版，不再改动`}>
            下面的修改会存为第 {latest.version + 1} 版，已下达的任务仍用原来的版本。
          </Notice>
        ) : null}
        {open.length > 0 ? (
          <Notice tone="warning" title={`有 ${open.length} 项系统已经掌握，下达前请逐项选择`}>
            {open.map((one) => `“${one.label}”：${one.source}`).join('；')}。
          </Notice>
        ) : null}
        <FormBuilder
          key={`${latest.id}-${latest.revision}`}
          save={actions.saveFormAction}
          formId={formId}
          version={latest.version}
          revision={latest.revision}
          name={form.name}
          definition={latest.definition}
          knownChoices={choices}
          overlaps={view.overlaps}
          saveLabel={latest.state === 'frozen' ? `存为第 ${latest.version + 1} 版` : '保存'}
        />
        {view.can['form.edit'] ? (
          <LayoutForm versionId={latest.id} layout={view.layout} save={actions.setLayoutAction} />
        ) : null}
        <VersionCard view={view} now={ctx.now} />
      </div>
    </>
  )
}

function contextOf({ form, latest }: FormView, now: Date): string {
  return [
    form.department ?? '党建部',
    `第 ${latest.version} 版`,
    `${latest.definition.fields.length} 项`,
    `${formatMoment(latest.changedAt, now)} 保存`,
  ].join(' · ')
}
