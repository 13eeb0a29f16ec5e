import type { Metadata } from 'next'
import { z } from 'zod'
import { ImportForm } from '@/components/scorecard/judging/import-form'
import { IndicatorList } from '@/components/scorecard/judging/indicator-list'
import { JudgingTable } from '@/components/scorecard/judging/judging-table'
import { ReplyList } from '@/components/scorecard/self/reply-forms'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkTabs } from '@/components/ui/link-tabs'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { formatDay, formatPeriod, formatPoints } from '@/lib/format'
import { forPage, pageId } from '@/lib/page'
import { judgingSheet } from '@/lib/scorecard/judging/judging-queries'
import type { JudgingSheet } from '@/lib/scorecard/judging/states'
import { quarterStateLabels } from '@/lib/scorecard/quarter/states'
import { repliesOf } from '@/lib/scorecard/self/reply-queries'
import { requireContext } from '@/lib/session'
import { scoreTabs } from '../../score-tabs'
import { answerReplyAction, importValuesAction, judgeManyAction } from '../actions'

export const metadata: Metadata = { title: '初评' }

const address = z.object({
  indicator: z.string().max(40).optional().catch(undefined),
  show: z.enum(['replies']).optional().catch(undefined),
})
const judging = ['preliminary', 'verification', 'meeting']

/** 初评 for a department: its indicators, their branches, what is still 未评; and answers to 核对. */
export default async function JudgePage(props: PageProps<'/scorecard/[quarterId]/judge'>) {
  const quarterId = pageId((await props.params).quarterId)
  const { indicator, show } = address.parse(await props.searchParams)
  const ctx = await requireContext(`/scorecard/${quarterId}/judge`)
  const sheet = await forPage(judgingSheet(ctx, quarterId, indicator))
  const replies = await repliesOf(ctx, quarterId)
  const { period } = sheet.quarter
  const isOpen = judging.includes(sheet.quarter.state)
  const waiting = replies.filter((one) => one.isMine).length
  const here = `/scorecard/${quarterId}/judge`
  return (
    <>
      <PageHeader
        title={`${formatPeriod(sheet.quarter.period)}初评`}
        crumbs={[{ label: '党建指数', href: '/scorecard' }, { label: '初评' }]}
        context={contextOf(sheet, ctx.now)}
        actions={
          sheet.imports.length > 0 && (isOpen || ['open', 'self'].includes(sheet.quarter.state)) ? (
            <ImportForm
              quarterId={quarterId}
              imports={sheet.imports}
              importValues={importValuesAction}
            />
          ) : undefined
        }
      />
      <div className="mb-4">
        <LinkTabs label="党建指数" items={scoreTabs(ctx.viewer, { quarterId, period }, 'judge')} />
      </div>
      {replies.length > 0 ? (
        <div className="mb-4">
          <LinkTabs
            label="初评与核对"
            items={[
              { href: here, label: '评分', current: show === undefined },
              {
                href: `${here}?show=replies`,
                label: '核对意见',
                count: waiting,
                current: show === 'replies',
              },
            ]}
          />
        </div>
      ) : null}
      {show === 'replies' ? (
        <ReplyList rows={replies} answer={answerReplyAction} withBranch now={ctx.now} />
      ) : (
        <Desk sheet={sheet} isOpen={isOpen} now={ctx.now} />
      )}
    </>
  )
}

function Desk({ sheet, isOpen, now }: { sheet: JudgingSheet; isOpen: boolean; now: Date }) {
  const { chosen } = sheet
  if (!chosen) {
    return <EmptyState title="没有要部门评分的指标">本季度的指标都由系统自动核算。</EmptyState>
  }
  return (
    <div className="grid gap-4 lg:grid-cols-[18rem_minmax(0,1fr)]">
      <IndicatorList sheet={sheet} />
      <div className="min-w-0 space-y-3">
        {isOpen ? null : <Notice>现在不在评分的步骤，这里只供查看。</Notice>}
        <div>
          <h2 className="text-lg">
            {chosen.code} {chosen.name}
            {chosen.fullHundredths === null ? null : (
              <span className="ps-2 font-normal text-muted text-sm">
                满分 {formatPoints(chosen.fullHundredths)}
              </span>
            )}
          </h2>
          <ul className="list-disc ps-5 text-muted text-sm">
            {chosen.rules.map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ul>
        </div>
        <JudgingTable sheet={sheet} judgeMany={isOpen ? judgeManyAction : null} now={now} />
      </div>
    </div>
  )
}

function contextOf({ quarter, preliminaryDueOn, indicators }: JudgingSheet, now: Date): string {
  const left = indicators.reduce((sum, one) => sum + one.mine - one.mineJudged, 0)
  return [
    quarter.scheme.name,
    quarterStateLabels[quarter.state],
    preliminaryDueOn && quarter.state === 'preliminary'
      ? `${formatDay(preliminaryDueOn, now)}前评完`
      : null,
    left > 0 ? `还有 ${left} 条由您评分` : '由您评分的都已评完',
  ]
    .filter(Boolean)
    .join(' · ')
}
