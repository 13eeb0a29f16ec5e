import type { Metadata } from 'next'
import { ApprovalSheet } from '@/components/requirements/approval-sheet'
import { PageHeader } from '@/components/ui/page-header'
import { PrintButton } from '@/components/ui/print-button'
import { PrintHeader } from '@/components/ui/print-header'
import { auditHead } from '@/lib/audit-trail/head'
import { formatMoment } from '@/lib/format'
import { forPage, pageId } from '@/lib/page'
import { requireContext } from '@/lib/session'
import { requirementDetail } from '@/lib/tasks/requirements/detail'

export const metadata: Metadata = { title: '呈批件' }

/** 呈批件: one A4 page to put before the leader, with room to write on. */
export default async function SheetPage(props: PageProps<'/requirements/[requirementId]/sheet'>) {
  const requirementId = pageId((await props.params).requirementId)
  const ctx = await requireContext(`/requirements/${requirementId}/sheet`)
  const [detail, head] = await Promise.all([
    forPage(requirementDetail(ctx, requirementId)),
    auditHead(ctx.db),
  ])
  const { number } = detail.requirement
  return (
    <>
      <PrintHeader
        issuer={detail.organisationName}
        title="呈批件"
        printedAt={formatMoment(ctx.now)}
        checkLine={`审计链 ${head.seq}:${head.hash}`}
      />
      <div className="no-print">
        <PageHeader
          title="呈批件"
          crumbs={[
            { label: '立项', href: '/requirements' },
            { label: number, href: `/requirements/${requirementId}` },
          ]}
          context="打印在一页 A4 纸上；领导批示后扫描，作为原件上传。"
          actions={<PrintButton>打印呈批件</PrintButton>}
        />
      </div>
      <ApprovalSheet detail={detail} />
      <p className="mt-4 break-all text-muted text-sm print:hidden">
        审计链当前位置 {head.seq}:{head.hash}
      </p>
    </>
  )
}
