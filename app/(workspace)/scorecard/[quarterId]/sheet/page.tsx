import type { Metadata } from 'next'
import { z } from 'zod'
import { ClassSheetTable } from '@/components/scorecard/class-sheet-table'
import { classWords } from '@/components/scorecard/score-words'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterChips } from '@/components/ui/filter-chips'
import { PageHeader } from '@/components/ui/page-header'
import { PrintButton } from '@/components/ui/print-button'
import { PrintHeader } from '@/components/ui/print-header'
import { TextLink } from '@/components/ui/text-link'
import { formatMoment, formatPeriod } from '@/lib/format'
import { forPage, pageId } from '@/lib/page'
import { boardClasses } from '@/lib/scorecard/board/schema'
import { type ClassSheet, classSheet } from '@/lib/scorecard/sheets/class-sheet'
import { sheetLines } from '@/lib/scorecard/sheets/sheet-lines'
import { requireContext } from '@/lib/session'

export const metadata: Metadata = { title: '得分表' }

const address = z.object({
  class: z.enum(boardClasses).optional().catch(undefined),
  revision: z.coerce.number().int().min(1).max(999).optional().catch(undefined),
})

/** 得分表: every branch of a class on A4, with the whole check code and the head of the audit. */
export default async function ClassSheetPage(props: PageProps<'/scorecard/[quarterId]/sheet'>) {
  const quarterId = pageId((await props.params).quarterId)
  const query = address.parse(await props.searchParams)
  const ctx = await requireContext(`/scorecard/${quarterId}/sheet`)
  const sheet = await forPage(classSheet(ctx, quarterId, query))
  const group =
    sheet.classes.find((one) => (one.class ?? 'none') === query.class) ?? sheet.classes[0]
  const lines = sheetLines(sheet)
  const kind = group ? classWords(group.class) : ''
  return (
    <div data-print="wide">
      <PrintHeader
        issuer={`${kind}党支部`}
        title={`${formatPeriod(sheet.period)}党建指数得分表`}
        printedAt={formatMoment(ctx.now)}
        checkLine={lines.map((line) => (
          <span key={line} className="block">
            {line}
          </span>
        ))}
      />
      <div className="no-print">
        <PageHeader
          title={`${formatPeriod(sheet.period)}得分表`}
          crumbs={[{ label: '党建指数', href: `/scorecard?period=${sheet.period}` }]}
          context={lines[0]}
          actions={<Downloads sheet={sheet} />}
        />
        <Choices sheet={sheet} current={group?.class ?? 'none'} />
      </div>
      {group ? (
        <div className="mt-4">
          <ClassSheetTable group={group} />
        </div>
      ) : (
        <EmptyState title="这个季度还没有计分的支部">
          支部在名册上有了类别，当天夜里就会计入。
        </EmptyState>
      )}
      <div className="mt-4 space-y-1 break-all text-muted text-sm print:hidden">
        {lines.slice(1).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </div>
  )
}

function Downloads({ sheet: { quarterId, revision, revisions } }: { sheet: ClassSheet }) {
  const at = `/api/scorecard/${quarterId}`
  const hasBundle = revisions.some((one) => one.revision === revision && one.hasBundle)
  return (
    <>
      {hasBundle ? (
        <LinkButton href={`${at}/bundle?revision=${revision}`} download>
          下载复算数据包
        </LinkButton>
      ) : null}
      <LinkButton href={`${at}/sheet?revision=${revision}`} download>
        下载 Excel
      </LinkButton>
      <PrintButton>打印得分表</PrintButton>
    </>
  )
}

type ChoicesProps = { sheet: ClassSheet; current: string }

function Choices({ sheet, current }: ChoicesProps) {
  const { quarterId, revision, revisions, classes } = sheet
  const to = (group: string, version: number) =>
    `/scorecard/${quarterId}/sheet?class=${group}&revision=${version}`
  return (
    <>
      {classes.length > 1 ? (
        <FilterChips
          label="类别"
          items={classes.map((one) => ({
            href: to(one.class ?? 'none', revision),
            label: classWords(one.class),
            count: one.rows.length,
            current: (one.class ?? 'none') === current,
          }))}
        />
      ) : null}
      {revisions.length > 1 ? (
        <p className="mt-2 text-muted text-sm">
          各版都在：
          {revisions.map((one) =>
            one.revision === revision ? (
              <span key={one.revision} className="me-4">
                第 {one.revision} 版
              </span>
            ) : (
              <TextLink key={one.revision} href={to(current, one.revision)} className="me-4">
                第 {one.revision} 版
              </TextLink>
            ),
          )}
        </p>
      ) : null}
    </>
  )
}
