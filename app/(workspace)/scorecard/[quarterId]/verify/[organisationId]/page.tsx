import type { Metadata } from 'next'
import { StandingEntries } from '@/components/scorecard/appeals/standing-entries'
import { ComparisonTable, KeptResults } from '@/components/scorecard/self/comparison-table'
import { ReplyForms, ReplyList } from '@/components/scorecard/self/reply-forms'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import type { ViewerContext } from '@/lib/context'
import { formatDay, formatPeriod } from '@/lib/format'
import { forPage, pageId } from '@/lib/page'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { branchResult } from '@/lib/scorecard/ledger/branch-result'
import { quarterStateLabels } from '@/lib/scorecard/quarter/states'
import { type Comparison, comparison } from '@/lib/scorecard/self/comparison'
import { repliesOf } from '@/lib/scorecard/self/reply-queries'
import { requireContext } from '@/lib/session'
import { replyAction, setAsideAction } from '../../actions'

export const metadata: Metadata = { title: '结果核对' }

/** A branch’s results beside each other: what it said, what the departments said, what stands. */
export default async function VerifyPage(
  props: PageProps<'/scorecard/[quarterId]/verify/[organisationId]'>,
) {
  const params = await props.params
  const quarterId = pageId(params.quarterId)
  const organisationId = pageId(params.organisationId)
  const ctx = await requireContext(`/scorecard/${quarterId}/verify/${organisationId}`)
  const shown = await forPage(comparison(ctx, quarterId, organisationId))
  const { quarter, subject } = shown
  const [replies, result] = await Promise.all([
    repliesOf(ctx, quarterId, organisationId),
    branchResult(ctx, quarterId, organisationId),
  ])
  const may = mayDo(ctx, shown)
  return (
    <>
      <PageHeader
        title={`${subject.name}结果核对`}
        crumbs={[
          { label: '党建指数', href: '/scorecard' },
          {
            label: formatPeriod(quarter.period),
            href: `/scorecard/${quarterId}/${organisationId}`,
          },
        ]}
        context={contextOf(shown, ctx.now)}
        actions={
          may.appeal ? (
            <LinkButton
              tone="primary"
              href={`/scorecard/${quarterId}/appeals/new?organisation=${organisationId}`}
            >
              提出申诉
            </LinkButton>
          ) : undefined
        }
      />
      <div className="space-y-4">
        {may.reply && !replies.some((one) => one.isAgreed) ? (
          <ReplyForms shown={shown} reply={replyAction} />
        ) : null}
        <ComparisonTable shown={shown} presentLabel={presentLabel(shown)} />
        {replies.length > 0 ? <ReplyList rows={replies} withBranch={false} now={ctx.now} /> : null}
        <StandingEntries
          quarterId={quarterId}
          organisationId={organisationId}
          lines={result.entries.filter((line) => line.state === 'standing')}
          mayAppeal={may.appeal}
          setAside={may.setAside ? setAsideAction : null}
        />
        <KeptResults rows={shown.kept} now={ctx.now} />
      </div>
    </>
  )
}

function mayDo(ctx: ViewerContext, { quarter, subject, ...shown }: Comparison) {
  const { organisationId } = subject
  const today = dayOf(ctx.now)
  const isWithin = (lastDay: string | null) => lastDay === null || today <= lastDay
  return {
    reply:
      quarter.state === 'verification' &&
      isWithin(shown.verificationEndsOn) &&
      can(ctx.viewer, 'score.reply', { organisationId }),
    appeal:
      quarter.state === 'publication' &&
      isWithin(shown.publicationEndsOn) &&
      can(ctx.viewer, 'appeal.file', { organisationId }),
    setAside: quarter.state === 'meeting' && can(ctx.viewer, 'review.hold', { organisationId }),
  }
}

function presentLabel({ quarter }: Comparison): string {
  return quarter.state === 'frozen' ? '定稿' : quarter.state === 'publication' ? '公示' : '现在'
}

function contextOf({ quarter, ...shown }: Comparison, now: Date): string {
  const lastDay =
    quarter.state === 'verification'
      ? shown.verificationEndsOn
      : quarter.state === 'publication'
        ? shown.publicationEndsOn
        : null
  return [
    quarter.scheme.name,
    quarterStateLabels[quarter.state],
    quarter.revision > 1 ? `第 ${quarter.revision} 修订版` : null,
    lastDay ? `${formatDay(lastDay, now)}前` : null,
  ]
    .filter(Boolean)
    .join(' · ')
}
