import type { Metadata } from 'next'
import { forbidden, notFound } from 'next/navigation'
import { DeliveryTable } from '@/components/tasks/delivery-table'
import { LinkButton } from '@/components/ui/button'
import { LinkTabs } from '@/components/ui/link-tabs'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { PrintButton } from '@/components/ui/print-button'
import { PrintHeader } from '@/components/ui/print-header'
import { StatStrip } from '@/components/ui/stat-strip'
import type { DispatchKind } from '@/db/enums'
import { auditHead } from '@/lib/audit-trail/head'
import { formatMoment } from '@/lib/format'
import { type DeliveryCounts, deliverySummary } from '@/lib/notifications/delivery-counts'
import { deliveryOutcomes, outcomeWords } from '@/lib/notifications/states'
import { forPage, pageId } from '@/lib/page'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { addressOf } from '@/lib/tasks/address'
import { copiedPeople, dispatchesOf, receiptAddress, receiptPage } from '@/lib/tasks/receipt-page'
import { taskView } from '@/lib/tasks/task-queries'

export const metadata: Metadata = { title: '下达回执' }

/** 下达回执: who was told, and how far each message came; the figures always add up. */
export default async function ReceiptPage(props: PageProps<'/tasks/[taskId]/receipt'>) {
  const taskId = pageId((await props.params).taskId)
  const ctx = await requireContext(`/tasks/${taskId}/receipt`)
  const address = receiptAddress.parse(await props.searchParams)
  const { outcome, after, all } = address
  const view = await forPage(taskView(ctx, taskId))
  if (!can(ctx.viewer, 'task.viewReceipt', view.task)) {
    forbidden()
  }
  const dispatches = await dispatchesOf(ctx.db, taskId)
  const dispatch = address.dispatch
    ? dispatches.find((one) => one.id === address.dispatch)
    : dispatches[0]
  if (!dispatch) {
    notFound()
  }
  const [counts, copied, head] = await Promise.all([
    deliverySummary(ctx.db, dispatch.id),
    copiedPeople(ctx.db, dispatch.id),
    auditHead(ctx.db),
  ])
  const page = await receiptPage(ctx.db, { id: dispatch.id, counts, now: ctx.now }, address)
  const at = (given: Record<string, string | undefined>) =>
    addressOf(`/tasks/${taskId}/receipt`, { dispatch: address.dispatch, ...given })
  const issued = `${dispatch.byName} ${formatMoment(dispatch.dispatchedAt, ctx.now)} ${kindWords[dispatch.kind]} · 截至 ${formatMoment(ctx.now, ctx.now)}`
  return (
    <>
      <PrintHeader
        issuer={view.issuingOrganisationName}
        title={`“${view.task.title}”下达回执 ${dispatch.number}`}
        printedAt={formatMoment(ctx.now)}
        checkLine={head ? `审计链 ${head.seq}:${head.hash}` : undefined}
      />
      <p className="print-only mb-2">{issued}</p>
      <div className="no-print">
        <PageHeader
          title={`下达回执 ${dispatch.number}`}
          crumbs={[
            { label: '任务', href: '/tasks' },
            { label: view.task.title, href: `/tasks/${taskId}` },
          ]}
          context={issued}
          actions={
            page.isComplete ? (
              <PrintButton>打印回执</PrintButton>
            ) : (
              <LinkButton href={at({ outcome, all: '1' })}>列出全部再打印</LinkButton>
            )
          }
        />
      </div>
      {dispatches.length > 1 ? (
        <div className="no-print mb-4">
          <LinkTabs
            label="回执"
            items={dispatches.map((one) => ({
              href: addressOf(`/tasks/${taskId}/receipt`, { dispatch: one.id }),
              label: `${kindWords[one.kind]} ${one.number}`,
              current: one.id === dispatch.id,
            }))}
          />
        </div>
      ) : null}
      <StatStrip label="送达情况" items={statsOf(counts, at, outcome)} />
      <p className="my-3 text-muted">
        {counts.recipients} 人 ={' '}
        {deliveryOutcomes.map((one) => `${outcomeWords[one]} ${counts[one]}`).join(' + ')}
        。“送达”指短信到达手机，不等于本人已知晓，以签收为准。
      </p>
      {counts.failed > 0 ? (
        <Notice tone="warning" className="mb-3">
          有 {counts.failed} 人没有收到短信，请按下面的原因当面、电话或书面告知，并可代录签收。
        </Notice>
      ) : null}
      <p className="mb-2 text-muted text-sm">{page.words}</p>
      <DeliveryTable rows={page.rows} />
      <Pager
        newerHref={after ? at({ outcome, all }) : undefined}
        newerLabel="回到第一页"
        olderHref={page.next ? at({ outcome, all, after: page.next }) : undefined}
      />
      {copied.length > 0 ? (
        <p className="mt-3 text-muted text-sm">
          另在系统内抄送 {copied.length} 人，不计入上面的人数：{copied.join('、')}。
        </p>
      ) : null}
      {head ? (
        <p className="mt-4 break-all text-muted text-sm">
          审计链当前位置 {head.seq}:{head.hash}
        </p>
      ) : null}
    </>
  )
}

/** 补充下达, 改派 and 分解 are later dispatches of one task. */
const kindWords: Record<DispatchKind, string> = { initial: '下达', supplement: '再次下达' }

type At = (given: Record<string, string | undefined>) => string

function statsOf(counts: DeliveryCounts, at: At, current: string | undefined) {
  return [
    { value: counts.recipients, unit: '人', label: '下达', href: at({}), current: !current },
    ...deliveryOutcomes.map((outcome) => ({
      value: counts[outcome],
      unit: '人',
      label: outcomeWords[outcome],
      href: at({ outcome }),
      current: current === outcome,
      tone: outcome === 'failed' && counts.failed > 0 ? ('late' as const) : undefined,
    })),
  ]
}
