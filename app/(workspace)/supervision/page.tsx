import type { Metadata } from 'next'
import { ReviewDesks, SupervisedBranches } from '@/components/tasks/supervision-groups'
import { SupervisionTable } from '@/components/tasks/supervision-table'
import { UrgeChosenForm } from '@/components/tasks/urge-chosen-form'
import { UrgeFilteredForm } from '@/components/tasks/urge-filtered-form'
import { FilterChips } from '@/components/ui/filter-chips'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { SearchForm } from '@/components/ui/search-form'
import type { ViewerContext } from '@/lib/context'
import { formatMoment } from '@/lib/format'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { addressOf, cursorText } from '@/lib/tasks/address'
import { supervisionAddress } from '@/lib/tasks/supervision-address'
import { reviewDesks, supervisedBranches } from '@/lib/tasks/supervision-groups'
import { supervisionCounts, supervisionRows } from '@/lib/tasks/supervision-queries'
import { supervisedGeneralBranches, supervisionScopes } from '@/lib/tasks/supervision-scopes'
import { workTabs } from '../work-tabs'
import { urgeChosenAction, urgeFilteredAction } from './actions'
import { chipsOf, type Filter, keptOf, tabsOf } from './filters'
import { GeneralBranchMenu } from './general-branch-menu'

export const metadata: Metadata = { title: '督导' }

/** 督导: across tasks, who has not signed, who is late, where it is stuck and whose turn it is. */
export default async function SupervisionPage({ searchParams }: PageProps<'/supervision'>) {
  const ctx = await requireContext('/supervision')
  const filter = supervisionAddress.parse(await searchParams)
  const [counts, scopes, generalBranches] = await Promise.all([
    supervisionCounts(ctx, filter),
    supervisionScopes(ctx, filter),
    supervisedGeneralBranches(ctx, filter),
  ])
  const kept = keptOf(filter)
  const atBranch = filter.show === 'all' ? counts.atBranch : counts[filter.show]
  const mayUrge =
    can(ctx.viewer, 'task.viewBoard') && filter.show !== 'submitted' && filter.show !== 'paused'
  return (
    <>
      <PageHeader
        title="督导"
        context={`截至 ${formatMoment(ctx.now, ctx.now)}。审核和暂停的时间不计入支部，截止相应顺延。`}
        actions={
          mayUrge && atBranch > 0 ? (
            <UrgeFilteredForm count={atBranch} filter={kept} urge={urgeFilteredAction} />
          ) : undefined
        }
      />
      <LinkTabs label="任务" items={workTabs(ctx.viewer, '/supervision')} />
      <div className="mt-4 mb-3 flex flex-wrap items-center justify-between gap-3">
        <FilterChips label="按状态" items={chipsOf(filter, counts)} />
        <SearchForm
          action="/supervision"
          label="找党组织"
          defaultValue={filter.q}
          keep={{ ...kept, by: filter.by === 'copy' ? undefined : filter.by, q: undefined }}
        />
      </div>
      {scopes.length > 0 ? (
        <div className="mb-3">
          <FilterChips
            label="只看"
            items={scopes.map(({ key, label }) => ({
              href: addressOf('/supervision', { ...kept, by: filter.by, [key]: undefined }),
              label: `${label} ×`,
              current: true,
            }))}
          />
        </div>
      ) : null}
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <LinkTabs label="看法" items={tabsOf(filter, counts)} />
        <GeneralBranchMenu filter={filter} choices={generalBranches} />
      </div>
      <Listed ctx={ctx} filter={filter} />
    </>
  )
}

async function Listed({ ctx, filter }: { ctx: ViewerContext; filter: Filter }) {
  const kept = keptOf(filter)
  if (filter.by === 'branch') {
    return (
      <SupervisedBranches
        rows={await supervisedBranches(ctx, filter)}
        now={ctx.now}
        hrefOf={(row) => addressOf('/supervision', { ...kept, branch: row.organisationId })}
      />
    )
  }
  if (filter.by === 'reviewer') {
    return (
      <ReviewDesks
        rows={await reviewDesks(ctx, filter)}
        now={ctx.now}
        href={addressOf('/supervision', { ...kept, show: 'submitted' })}
      />
    )
  }
  const page = await supervisionRows(ctx, filter, filter.after)
  const choosesRows = page.rows.some((row) => row.mayUrge)
  return (
    <>
      <SupervisionTable
        rows={JSON.stringify(page.rows)}
        now={ctx.now}
        opensTasks={can(ctx.viewer, 'task.viewBoard')}
        choosesRows={choosesRows}
      />
      {choosesRows ? <UrgeChosenForm urge={urgeChosenAction} /> : null}
      <Pager
        newerHref={filter.after ? addressOf('/supervision', kept) : undefined}
        newerLabel="回到第一页"
        olderHref={
          page.next
            ? addressOf('/supervision', { ...kept, after: cursorText(page.next) })
            : undefined
        }
      />
    </>
  )
}
