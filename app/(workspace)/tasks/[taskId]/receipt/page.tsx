import type { Metadata } from 'next'
import { forbidden, notFound } from 'next/navigation'
import { z } from 'zod'
import { DeliveryTable } from '@/components/tasks/delivery-table'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { PrintButton } from '@/components/ui/print-button'
import { PrintHeader } from '@/components/ui/print-header'
import { StatStrip } from '@/components/ui/stat-strip'
import { auditHead } from '@/lib/audit-trail/head'
import { formatMoment } from '@/lib/format'
import {
  type DeliveryCounts,
  deliveryRows,
  deliverySummary,
} from '@/lib/notifications/delivery-counts'
import { deliveryOutcomes, outcomeWords } from '@/lib/notifications/states'
import { forPage, pageId } from '@/lib/page'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { addressOf } from '@/lib/tasks/address'
import { taskView } from '@/lib/tasks/task-queries'

export const metadata: Metadata = { title: '下达回执' }

const pageSize = 100
const address = z.object({
  outcome: z.enum(deliveryOutcomes).optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
})

/** 下达回执: who was told, and how far each message came; the figures always add up. */
export default async function ReceiptPage(props: PageProps<'/tasks/[taskId]/receipt'>) {
  const taskId = pageId((await props.params).taskId)
  const ctx = await requireContext(`/tasks/${taskId}/receipt`)
  const { outcome, after } = address.parse(await props.searchParams)
  const view = await forPage(taskView(ctx, taskId))
  if (!can(ctx.viewer, 'task.viewReceipt', view.task)) {
    forbidden()
  }
  const { dispatch } = view
  if (!dispatch) {
    notFound()
  }
  const [counts, rows, head] = await Promise.all([
    deliverySummary(ctx.db, dispatch.id),
    deliveryRows(ctx.db, dispatch.id, ctx.now, { outcome, after, limit: pageSize + 1 }),
    auditHead(ctx.db),
  ])
  const path = `/tasks/${taskId}/receipt`
  const shown = rows.slice(0, pageSize)
  return (
    <>
      <PrintHeader
        issuer={view.issuingOrganisationName}
        title={`下达回执 ${dispatch.number}`}
        printedAt={formatMoment(ctx.now)}
        checkLine={head ? `审计链 ${head.seq}:${head.hash}` : undefined}
      />
      <PageHeader
        title={`下达回执 ${dispatch.number}`}
        crumbs={[
          { label: '任务', href: '/tasks' },
          { label: view.task.title, href: `/tasks/${taskId}` },
        ]}
        context={`${view.createdByName} ${formatMoment(dispatch.dispatchedAt, ctx.now)} 下达 · 截至 ${formatMoment(ctx.now, ctx.now)}`}
        actions={<PrintButton>打印回执</PrintButton>}
      />
      <StatStrip label="送达情况" items={statsOf(counts, path, outcome)} />
      <p className="my-3 text-muted">
        {counts.recipients} 人 = 送达 {counts.delivered} + 失败 {counts.failed} + 未知{' '}
        {counts.unknown} + 等待 {counts.waiting}
        。“送达”指短信到达手机，不等于本人已知晓，以签收为准。
      </p>
      {counts.failed > 0 ? (
        <Notice tone="warning" className="mb-3">
          有 {counts.failed} 人没有收到短信，请按下面的原因当面、电话或书面告知，并可代录签收。
        </Notice>
      ) : null}
      <DeliveryTable rows={shown} />
      <Pager
        newerHref={after ? addressOf(path, { outcome }) : undefined}
        newerLabel="回到第一页"
        olderHref={
          rows.length > pageSize
            ? addressOf(path, { outcome, after: shown.at(-1)?.key })
            : undefined
        }
      />
      {head ? (
        <p className="mt-4 break-all text-muted text-sm">
          审计链当前位置 {head.seq}:{head.hash}
        </p>
      ) : null}
    </>
  )
}

function statsOf(counts: DeliveryCounts, path: string, current: string | undefined) {
  return [
    { value: counts.recipients, unit: '人', label: '下达', href: path, current: !current },
    ...deliveryOutcomes.map((outcome) => ({
      value: counts[outcome],
      unit: '人',
      label: outcomeWords[outcome],
      href: addressOf(path, { outcome }),
      current: current === outcome,
      tone: outcome === 'failed' && counts.failed > 0 ? ('late' as const) : undefined,
    })),
  ]
}
