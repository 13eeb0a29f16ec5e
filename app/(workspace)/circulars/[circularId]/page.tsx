import type { Metadata } from 'next'
import { CircularForms } from '@/components/circulars/circular-forms'
import { CircularSheet } from '@/components/circulars/circular-sheet'
import { PageHeader } from '@/components/ui/page-header'
import { PrintButton } from '@/components/ui/print-button'
import { PrintHeader } from '@/components/ui/print-header'
import { auditHead } from '@/lib/audit-trail/head'
import { formatDay, formatMoment } from '@/lib/format'
import { forPage, pageId } from '@/lib/page'
import { dayOf } from '@/lib/period'
import { requireContext } from '@/lib/session'
import { circularView } from '@/lib/tasks/circulars/queries'
import * as actions from '../actions'

export const metadata: Metadata = { title: '情况通报' }

/** 情况通报: one, to read and print; a draft also to edit and issue. */
export default async function CircularPage({ params }: PageProps<'/circulars/[circularId]'>) {
  const circularId = pageId((await params).circularId)
  const ctx = await requireContext(`/circulars/${circularId}`)
  const [view, head] = await Promise.all([
    forPage(circularView(ctx, circularId)),
    auditHead(ctx.db),
  ])
  const { circular, canWrite, mayOpenTask } = view
  return (
    <>
      <PrintHeader
        issuer={view.organisationName}
        title="情况通报"
        printedAt={formatMoment(ctx.now)}
        checkLine={head ? `审计链 ${head.seq}:${head.hash}` : undefined}
      />
      <div className="no-print">
        <PageHeader
          title="情况通报"
          crumbs={
            mayOpenTask && circular.taskId
              ? [
                  { label: '任务', href: '/tasks' },
                  { label: view.taskTitle ?? '任务', href: `/tasks/${circular.taskId}` },
                  { label: '通报', href: `/tasks/${circular.taskId}/circulars` },
                ]
              : [{ label: '待办', href: '/' }]
          }
          context={
            circular.issuedAt
              ? `${view.issuerName} ${formatMoment(circular.issuedAt, ctx.now)} 发出`
              : `${view.issuerName} 起草 · 数据截至 ${formatMoment(circular.figuresAt, ctx.now)}`
          }
          actions={<PrintButton>打印</PrintButton>}
        />
      </div>
      {canWrite ? <CircularForms circular={circular} actions={actions} /> : null}
      <CircularSheet
        title={circular.title}
        number={circular.number}
        body={circular.body}
        issuer={circular.department ?? view.organisationName}
        issuedOn={circular.issuedAt ? formatDay(dayOf(circular.issuedAt)) : null}
        figuresAt={formatMoment(circular.figuresAt)}
        rows={view.figures.rows}
        hrefOf={mayOpenTask ? (id) => `/tasks/${circular.taskId}/assignments/${id}` : null}
      />
    </>
  )
}
