import type { Metadata, Route } from 'next'
import { notFound, redirect } from 'next/navigation'
import { MinutesSheet } from '@/components/review/minutes-sheet'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { PrintButton } from '@/components/ui/print-button'
import { PrintHeader } from '@/components/ui/print-header'
import { TextLink } from '@/components/ui/text-link'
import { auditHead, formatHead } from '@/lib/audit-trail/head'
import { formatMoment, formatPeriod } from '@/lib/format'
import { forPage } from '@/lib/page'
import { meetingMinutes } from '@/lib/review/meeting-minutes'
import { reviewPeriod } from '@/lib/review/schema'
import { requireContext } from '@/lib/session'

export const metadata: Metadata = { title: '评议会纪要' }

/** 纪要 of the meeting: what was decided on what, printed on A4 with the head of the audit. */
export default async function MinutesPage(props: PageProps<'/review/[period]/minutes'>) {
  const { period } = await props.params
  if (!reviewPeriod.safeParse(period).success) {
    notFound()
  }
  const ctx = await requireContext(`/review/${period}/minutes`)
  const minutes = await forPage(meetingMinutes(ctx, period))
  if (!minutes) {
    redirect(`/review/${period}/prepare` as Route)
  }
  const head = formatHead(await auditHead(ctx.db))
  const title = `${formatPeriod(period)}党建指数评议会纪要`
  return (
    <>
      <PrintHeader
        issuer={minutes.committeeName}
        title={title}
        printedAt={formatMoment(ctx.now)}
        checkLine={`审计链 ${head}`}
      />
      <div className="no-print">
        <PageHeader
          title={title}
          crumbs={[
            { label: '党建指数', href: `/scorecard?period=${period}` },
            { label: '评议会', href: `/review/${period}/prepare` },
          ]}
          context="决定随记随收；会上断网记下的决定，同步以后才会出现在这里，打印前请先看投影页的“未同步”。"
          actions={
            <>
              <LinkButton href={`/api/review/${period}/workbook`} download>
                得分表（Excel）
              </LinkButton>
              <LinkButton href={`/review/${period}/sheets`}>打印得分单</LinkButton>
              <PrintButton>打印纪要</PrintButton>
            </>
          }
        />
      </div>
      <MinutesSheet minutes={minutes} now={ctx.now} auditHead={head} />
      <p className="no-print mt-4 text-sm">
        <TextLink href={`/review/${period}`}>回到投影</TextLink>
      </p>
    </>
  )
}
