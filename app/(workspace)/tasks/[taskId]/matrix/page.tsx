import type { Metadata } from 'next'
import { matrixText } from '@/components/tasks/matrix-html'
import { MatrixTable } from '@/components/tasks/matrix-table'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterChips } from '@/components/ui/filter-chips'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { formatMoment } from '@/lib/format'
import { forPage, pageId } from '@/lib/page'
import { requireContext } from '@/lib/session'
import { addressOf, matrixAddress } from '@/lib/tasks/address'
import { type Matrix, mostMatrixRows, taskMatrix } from '@/lib/tasks/matrix-queries'
import { type MatrixShow, matrixShows } from '@/lib/tasks/states'

export const metadata: Metadata = { title: '节点矩阵' }

/** Branches × nodes of one task, for those who issue or supervise it. */
export default async function MatrixPage(props: PageProps<'/tasks/[taskId]/matrix'>) {
  const taskId = pageId((await props.params).taskId)
  const ctx = await requireContext(`/tasks/${taskId}/matrix`)
  const { show } = matrixAddress.parse(await props.searchParams)
  const matrix = await forPage(taskMatrix(ctx, taskId, show))
  return (
    <>
      <PageHeader
        title={matrix.task.title}
        crumbs={[
          { label: '任务', href: '/tasks' },
          { label: matrix.task.title, href: `/tasks/${taskId}` },
          { label: '节点矩阵' },
        ]}
        context={`${matrix.counts.all} 份 × ${matrix.nodes.length} 个节点 · 截至 ${formatMoment(ctx.now, ctx.now)}。日期：完成的是完成日，待审核的是报来日，其余是截止日。`}
      />
      <div className="mb-3">
        <FilterChips label="筛选" items={chipsOf(matrix, show)} />
      </div>
      {matrix.isCut ? (
        <Notice tone="info" className="mb-3">
          这里只列前 {mostMatrixRows} 份；其余请在督导里按条件查看。
        </Notice>
      ) : null}
      {matrix.rows.length > 0 ? (
        <MatrixTable
          nodes={matrix.nodes.map(({ position, title, dueAt }) => ({
            position,
            title,
            due: formatMoment(dueAt, ctx.now),
          }))}
          rows={matrixText(matrix.rows)}
        />
      ) : (
        <EmptyState title="这个条件下没有">换一个条件，或看全部。</EmptyState>
      )}
    </>
  )
}

const labels: Record<MatrixShow, string> = {
  all: '全部',
  unaccepted: '未签收',
  late: '逾期',
  stuck: '五天没有进展',
  waiting: '等待审核',
}

function chipsOf({ task, counts }: Matrix, current: MatrixShow) {
  return matrixShows.map((show) => ({
    href: addressOf(`/tasks/${task.id}/matrix`, { show: show === 'all' ? undefined : show }),
    label: labels[show],
    count: counts[show],
    current: show === current,
  }))
}
