import type { Metadata } from 'next'
import { forbidden } from 'next/navigation'
import { ProposalTable } from '@/components/requirements/proposal-table'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterChips } from '@/components/ui/filter-chips'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { type ProposalState, proposalStates } from '@/db/enums'
import { abilities } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { addressOf, cursorText } from '@/lib/tasks/address'
import { proposalCounts, proposalList } from '@/lib/tasks/requirements/proposal-queries'
import { proposalAddress } from '@/lib/tasks/requirements/schema'
import { proposalStateLabels } from '@/lib/tasks/requirements/states'
import { workTabs } from '../work-tabs'

export const metadata: Metadata = { title: '需求' }

/** 需求: the staff's queue, or what one's own branch or department has proposed. */
export default async function ProposalsPage({ searchParams }: PageProps<'/proposals'>) {
  const ctx = await requireContext('/proposals')
  const may = abilities(ctx.viewer, ['proposal.list', 'proposal.make'])
  if (!may['proposal.list'] && !may['proposal.make']) {
    forbidden()
  }
  const side = may['proposal.list'] ? 'queue' : 'own'
  const asked = proposalAddress.parse({
    state: side === 'own' ? 'all' : undefined,
    ...(await searchParams),
  })
  const [page, counts] = await Promise.all([
    proposalList(ctx, side, asked),
    proposalCounts(ctx, side),
  ])
  const at = (state: string, after?: string) => addressOf('/proposals', { state, after })
  const tabs = workTabs(ctx.viewer, '/proposals')
  return (
    <>
      <PageHeader
        title={side === 'queue' ? '需求' : '需求建议'}
        context={
          side === 'queue'
            ? '支部和部门提出的需求：采纳立项、纳入年度计划、合并同类，或说明不采纳的理由。'
            : '工作中需要上级解决的事项，可以在这里提出；每一项都会有答复。'
        }
        actions={
          may['proposal.make'] ? (
            <LinkButton href="/proposals/new" tone="primary">
              提出需求
            </LinkButton>
          ) : undefined
        }
      />
      {tabs.length > 1 ? (
        <div className="mb-4">
          <LinkTabs label="任务的来源" items={tabs} />
        </div>
      ) : null}
      <div className="mb-3">
        <FilterChips label="按状态" items={chips(asked.state, counts, at)} />
      </div>
      <ProposalTable
        caption={side === 'queue' ? '收到的需求，新的在前' : '提出的需求，新的在前'}
        rows={page.rows}
        now={ctx.now}
        empty={
          <EmptyState title={asked.state === 'all' ? '还没有需求' : '没有处于这一状态的需求'}>
            {side === 'queue'
              ? '支部书记、委员和部门经办人提出后，会排在这里。'
              : '遇到需要上级解决的问题，按“提出需求”。研究到哪一步、怎么答复的，都会列在这里。'}
          </EmptyState>
        }
      />
      <Pager
        newerHref={asked.after ? at(asked.state) : undefined}
        newerLabel="回到最新"
        olderHref={page.next ? at(asked.state, cursorText(page.next)) : undefined}
      />
    </>
  )
}

function chips(
  current: string,
  counts: Record<ProposalState, number>,
  at: (state: string) => string,
) {
  const all = proposalStates.reduce((sum, state) => sum + counts[state], 0)
  return [
    ...proposalStates.map((state) => ({
      label: proposalStateLabels[state],
      count: counts[state],
      href: at(state),
      current: current === state,
    })),
    { label: '全部', count: all, href: at('all'), current: current === 'all' },
  ]
}
