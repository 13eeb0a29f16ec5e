import type { Metadata } from 'next'
import { CompiledTable } from '@/components/forms/compiled-table'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterChips } from '@/components/ui/filter-chips'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { StatStrip } from '@/components/ui/stat-strip'
import { formatMoment, formatPeriod } from '@/lib/format'
import { forPage, pageId } from '@/lib/page'
import { requireContext } from '@/lib/session'
import { addressOf } from '@/lib/tasks/address'
import { type CompiledPage, compiledPage, compiledPageSize } from '@/lib/tasks/reports/compiled'
import { compiledAddress } from '@/lib/tasks/reports/schema'

export const metadata: Metadata = { title: '汇总表' }

/** 汇总表 of a node: who reported what, sums, gaps, and what stands out against the last period. */
export default async function Compiled(props: PageProps<'/tasks/[taskId]/compiled'>) {
  const taskId = pageId((await props.params).taskId)
  const ctx = await requireContext(`/tasks/${taskId}/compiled`)
  const { node, show, from } = compiledAddress.parse(await props.searchParams)
  const page = await forPage(compiledPage(ctx, { taskId, nodeId: node, show, from }))
  const path = `/tasks/${taskId}/compiled`
  const at = (change: { show?: string; from?: string }) =>
    addressOf(path, { node, show: show === 'all' ? undefined : show, ...change })
  return (
    <>
      <PageHeader
        title={`${page.formName}汇总表`}
        crumbs={crumbsOf(page)}
        context={`${page.ownCopyId ? '本党总支所辖支部 · ' : ''}${formatPeriod(page.period)} · 第 ${page.version.version} 版 · 截至 ${formatMoment(ctx.now, ctx.now)}`}
        actions={<ExportLinks page={page} />}
      />
      {page.nodes.length > 1 ? (
        <div className="mb-3">
          <LinkTabs
            label="节点"
            items={page.nodes.map((one) => ({
              href: addressOf(path, { node: one.id }),
              label: one.title,
              current: one.id === page.node.id,
            }))}
          />
        </div>
      ) : null}
      <StatStrip label="填报总况" items={statsOf(page)} />
      <div className="my-3">
        <FilterChips
          label="看哪些"
          items={[
            { href: at({ show: undefined }), label: '全部', current: show === 'all' },
            {
              href: at({ show: 'missing' }),
              label: '未报',
              count: page.counts.missing,
              current: show === 'missing',
            },
            {
              href: at({ show: 'outliers' }),
              label: '与上期相差较大',
              count: page.counts.outliers,
              current: show === 'outliers',
            },
          ]}
        />
      </div>
      {show === 'outliers' ? (
        <p className="mb-3 max-w-reading text-muted">
          比上期多或少一半以上，而且和多数支部的变化明显不同的，列在这里请填报人核对；不代表填错，也不计分。
        </p>
      ) : null}
      {page.lines.length > 0 ? (
        <CompiledTable
          taskId={taskId}
          formName={page.formName}
          heads={page.heads}
          lines={page.lines}
          totals={page.totals}
        />
      ) : (
        <EmptyState title={show === 'missing' ? '都已报送' : '没有这样的填报'} />
      )}
      <Pager
        newerHref={
          from > 0 ? at({ from: String(Math.max(0, from - compiledPageSize)) }) : undefined
        }
        olderHref={page.next ? at({ from: String(page.next) }) : undefined}
        summary={
          page.lines.length > 0
            ? `第 ${from + 1}–${from + page.lines.length} 行，合计为全部`
            : undefined
        }
      />
    </>
  )
}

/** A 党总支 comes from its own copy: the task as a whole is its issuer's page. */
function crumbsOf({ task, ownCopyId }: CompiledPage) {
  return ownCopyId
    ? [
        { label: '待办', href: '/' },
        { label: task.title, href: `/tasks/${task.id}/assignments/${ownCopyId}` },
      ]
    : [
        { label: '任务', href: '/tasks' },
        { label: task.title, href: `/tasks/${task.id}` },
      ]
}

function ExportLinks({ page }: { page: CompiledPage }) {
  const href = (plain?: string) =>
    addressOf(`/api/tasks/${page.task.id}/compiled`, { node: page.node.id, plain })
  return page.version.layoutFileId ? (
    <>
      <LinkButton href={href()} download tone="primary">
        按版式导出
      </LinkButton>
      <LinkButton href={href('1')} download>
        导出明细
      </LinkButton>
    </>
  ) : (
    <LinkButton href={href()} download tone="primary">
      导出 Excel
    </LinkButton>
  )
}

function statsOf({ counts }: CompiledPage) {
  return [
    { value: counts.all, unit: '份', label: '应报' },
    { value: counts.reported, unit: '份', label: '已报' },
    { value: counts.waiting, unit: '份', label: '其中待审核' },
    {
      value: counts.missing,
      unit: '份',
      label: '未报',
      tone: counts.missing > 0 ? ('behind' as const) : undefined,
    },
    { value: counts.outliers, unit: '份', label: '与上期相差较大' },
  ]
}
