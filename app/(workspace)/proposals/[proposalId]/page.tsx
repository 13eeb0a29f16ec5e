import type { Metadata } from 'next'
import { ProposalActs } from '@/components/requirements/proposal-acts'
import { ProposalBadge } from '@/components/requirements/proposal-badge'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { TextLink } from '@/components/ui/text-link'
import type { ViewerContext } from '@/lib/context'
import { formatMoment } from '@/lib/format'
import { forPage, pageId } from '@/lib/page'
import { requireContext } from '@/lib/session'
import { milestoneChoices } from '@/lib/tasks/link-choices'
import { type ProposalDetail, proposalDetail } from '@/lib/tasks/requirements/proposal-detail'
import { proposalList } from '@/lib/tasks/requirements/proposal-queries'
import * as actions from '../actions'

export const metadata: Metadata = { title: '需求' }

/** One proposal: what is needed, what was answered and what it became. */
export default async function ProposalPage({ params }: PageProps<'/proposals/[proposalId]'>) {
  const proposalId = pageId((await params).proposalId)
  const ctx = await requireContext(`/proposals/${proposalId}`)
  const detail = await forPage(proposalDetail(ctx, proposalId))
  const { row, merged } = detail
  return (
    <>
      <PageHeader
        title={row.title}
        crumbs={[{ label: '需求', href: '/proposals' }]}
        context={`${row.department ?? row.organisationName ?? ''} ${row.byName} · ${formatMoment(row.at, ctx.now)}提出`}
      />
      <div className="max-w-reading space-y-4">
        <Card title="需求" aside={<ProposalBadge state={row.state} />}>
          <p className="whitespace-pre-line">{row.content}</p>
        </Card>
        <Outcome detail={detail} now={ctx.now} />
        {merged.length > 0 ? (
          <section aria-labelledby="merged">
            <h2 id="merged" className="mb-2 text-lg">
              合并进来的需求
            </h2>
            <ul className="space-y-1">
              {merged.map((one) => (
                <li key={one.id}>
                  <TextLink href={`/proposals/${one.id}`}>{one.title}</TextLink>
                  <span className="text-muted">
                    {`　${one.department ?? one.organisationName ?? ''} ${one.byName}`}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {detail.canDecide ? <Deciding ctx={ctx} proposalId={proposalId} /> : null}
      </div>
    </>
  )
}

function Outcome({ detail, now }: { detail: ProposalDetail; now: Date }) {
  const { proposal, outcome, into, requirement, milestone, decidedByName } = detail
  if (proposal.state === 'submitted') {
    return detail.canDecide ? null : (
      <p className="text-muted">党建部正在研究，结果会在这里答复。</p>
    )
  }
  return (
    <Card
      title="答复"
      aside={
        proposal.decidedAt
          ? `${decidedByName ?? ''} ${formatMoment(proposal.decidedAt, now)}`
          : null
      }
    >
      <p className="whitespace-pre-line">{proposal.answer}</p>
      {proposal.state === 'merged' && outcome.state !== 'submitted' ? (
        <p className="mt-2 whitespace-pre-line">合并研究的结果：{outcome.answer}</p>
      ) : null}
      <ul className="mt-2 space-y-1">
        {into ? (
          <li>
            合并到 <TextLink href={`/proposals/${into.id}`}>{into.title}</TextLink>
          </li>
        ) : null}
        {requirement ? (
          <li>
            立项{' '}
            {requirement.canOpen ? (
              <TextLink href={`/requirements/${requirement.id}`}>
                {`${requirement.number} ${requirement.title}`}
              </TextLink>
            ) : (
              `${requirement.number} ${requirement.title}`
            )}
          </li>
        ) : null}
        {milestone ? (
          <li>
            {`${milestone.year}年度重点 `}
            <TextLink href={`/plan/milestones/${milestone.id}`}>{milestone.title}</TextLink>
          </li>
        ) : null}
      </ul>
    </Card>
  )
}

async function Deciding({ ctx, proposalId }: { ctx: ViewerContext; proposalId: string }) {
  const [waiting, milestones] = await Promise.all([
    proposalList(ctx, 'queue', { state: 'submitted' }),
    milestoneChoices(ctx),
  ])
  const others = waiting.rows
    .filter((row) => row.id !== proposalId)
    .map((row) => ({
      id: row.id,
      label: `${row.title}（${row.department ?? row.organisationName ?? ''}）`,
    }))
  return (
    <ProposalActs
      proposalId={proposalId}
      others={others}
      milestones={milestones}
      actions={actions}
    />
  )
}
