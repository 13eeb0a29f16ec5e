import type { Metadata } from 'next'
import { ActionForm } from '@/components/form/action-form'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextLink } from '@/components/ui/text-link'
import { formatMoment } from '@/lib/format'
import { forPage, pageId } from '@/lib/page'
import { requireContext } from '@/lib/session'
import { circularsOfTask } from '@/lib/tasks/circulars/queries'
import { draftCircularAction } from '../../../circulars/actions'

export const metadata: Metadata = { title: '情况通报' }

/** The 情况通报 of a task, and drafting another. */
export default async function CircularsPage({ params }: PageProps<'/tasks/[taskId]/circulars'>) {
  const taskId = pageId((await params).taskId)
  const ctx = await requireContext(`/tasks/${taskId}/circulars`)
  const { task, circulars, newCircularId } = await forPage(circularsOfTask(ctx, taskId))
  return (
    <div className="max-w-form">
      <PageHeader
        title="情况通报"
        crumbs={[
          { label: '任务', href: '/tasks' },
          { label: task.title, href: `/tasks/${taskId}` },
        ]}
        context="由办理数据生成，核对、修改后发出；发出后编号，不再改动。"
        actions={
          task.dispatchedAt ? (
            <ActionForm action={draftCircularAction} hidden={{ circularId: newCircularId, taskId }}>
              <SubmitButton tone="primary">按现在的数据起草</SubmitButton>
            </ActionForm>
          ) : undefined
        }
      />
      {circulars.length === 0 ? (
        <EmptyState title="还没有通报">
          {task.dispatchedAt
            ? '起草后可以修改，发出前只有下达部门看得到。'
            : '任务下达以后才有可以通报的情况。'}
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line rounded-card border border-line bg-surface">
          {circulars.map((circular) => (
            <li key={circular.id} className="p-4">
              <TextLink href={`/circulars/${circular.id}`}>{circular.title}</TextLink>
              <p className="text-muted text-sm">
                {circular.number && circular.issuedAt
                  ? `${circular.number} · ${formatMoment(circular.issuedAt, ctx.now)} 发出`
                  : `草稿 · 数据截至 ${formatMoment(circular.figuresAt, ctx.now)}`}
              </p>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
