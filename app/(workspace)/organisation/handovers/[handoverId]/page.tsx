import type { Metadata } from 'next'
import { HandoverSheetView } from '@/components/organisation/handover-sheet'
import { PageHeader } from '@/components/ui/page-header'
import { PrintButton } from '@/components/ui/print-button'
import { PrintHeader } from '@/components/ui/print-header'
import { formatMoment } from '@/lib/format'
import { handoverSheet } from '@/lib/organisation/handover-queries'
import { postLabel } from '@/lib/organisation/schema'
import { forPage, pageId } from '@/lib/page'
import { requireContext } from '@/lib/session'

export const metadata: Metadata = { title: '交接清单' }

/** 交接清单, as it was at the moment of handing over; prints on A4 with places to sign. */
export default async function HandoverPage({
  params,
}: PageProps<'/organisation/handovers/[handoverId]'>) {
  const handoverId = pageId((await params).handoverId)
  const ctx = await requireContext(`/organisation/handovers/${handoverId}`)
  const sheet = await forPage(handoverSheet(ctx, handoverId))
  const title = `${postLabel(sheet.post, sheet.organisationKind)}工作交接清单`
  return (
    <>
      <PrintHeader
        issuer={sheet.organisationName}
        title={title}
        printedAt={formatMoment(ctx.now)}
        checkLine={`清单编号 ${sheet.id}`}
      />
      <div className="no-print">
        <PageHeader
          title={title}
          crumbs={[
            { label: '组织', href: '/organisation' },
            { label: sheet.organisationName, href: `/organisation/${sheet.organisationId}` },
          ]}
          context="移交时刻的情况，生成后不再改动；任务现状请打开任务查看。"
          actions={<PrintButton>打印清单</PrintButton>}
        />
      </div>
      <HandoverSheetView sheet={sheet} />
    </>
  )
}
