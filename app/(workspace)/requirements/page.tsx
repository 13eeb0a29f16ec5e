import type { Metadata } from 'next'
import { forbidden } from 'next/navigation'
import { RequirementTable } from '@/components/requirements/requirement-table'
import { LinkButton } from '@/components/ui/button'
import { FilterChips } from '@/components/ui/filter-chips'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { SearchForm } from '@/components/ui/search-form'
import { StatStrip } from '@/components/ui/stat-strip'
import { requirementSources } from '@/db/enums'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { addressOf, cursorText } from '@/lib/tasks/address'
import {
  type RequirementTotals,
  requirementList,
  requirementTotals,
} from '@/lib/tasks/requirements/queries'
import { requirementAddress } from '@/lib/tasks/requirements/schema'
import { requirementSourceLabels } from '@/lib/tasks/requirements/states'
import { workTabs } from '../work-tabs'

export const metadata: Metadata = { title: '立项' }

/** 立项: what has been asked of us, by number, with the tasks that answer it. */
export default async function RequirementsPage({ searchParams }: PageProps<'/requirements'>) {
  const ctx = await requireContext('/requirements')
  if (!can(ctx.viewer, 'requirement.list')) {
    forbidden()
  }
  const address = requirementAddress.parse(await searchParams)
  const { state, source, q, after } = address
  const [totals, page] = await Promise.all([requirementTotals(ctx), requirementList(ctx, address)])
  const at = (given: Record<string, string | undefined>) =>
    addressOf('/requirements', {
      state: state === 'registered' ? undefined : state,
      source,
      q,
      ...given,
    })
  return (
    <>
      <PageHeader
        title="立项"
        context="上级来文、党委会议定事项、领导批示、巡察整改和支部需求，编号登记，分成任务，办完销号。"
        actions={
          <LinkButton href="/requirements/new" tone="primary">
            登记立项
          </LinkButton>
        }
      />
      <div className="mb-4">
        <LinkTabs label="任务的来源" items={workTabs(ctx.viewer, '/requirements')} />
      </div>
      <StatStrip label="立项总况" items={statsOf(totals)} />
      <div className="mt-4 mb-3 flex flex-wrap items-center justify-between gap-3">
        <FilterChips label="按状态和来源" items={chips(state, source, at)} />
        <SearchForm
          action="/requirements"
          label="找标题、文号、编号"
          defaultValue={q}
          keep={{ state: state === 'registered' ? undefined : state, source }}
        />
      </div>
      <RequirementTable
        rows={page.rows}
        now={ctx.now}
        isFiltered={Boolean(q || source || after) || state === 'closed'}
      />
      <Pager
        newerHref={after ? at({ after: undefined }) : undefined}
        newerLabel="回到最新"
        olderHref={page.next ? at({ after: cursorText(page.next) }) : undefined}
      />
    </>
  )
}

function statsOf(totals: RequirementTotals) {
  return [
    { value: totals.registered, unit: '项', label: '办理中', href: '/requirements' },
    {
      value: totals.late,
      unit: '项',
      label: '逾期未销号',
      tone: totals.late > 0 ? ('late' as const) : undefined,
    },
    { value: totals.withoutTask, unit: '项', label: '还没有任务' },
    {
      value: totals.closedThisYear,
      unit: '项',
      label: '今年销号',
      href: '/requirements?state=closed',
    },
  ]
}

type At = (given: Record<string, string | undefined>) => string

function chips(state: string, source: string | undefined, at: At) {
  const states = [
    { value: 'registered', label: '办理中' },
    { value: 'closed', label: '已销号' },
    { value: 'all', label: '全部' },
  ]
  return [
    ...states.map(({ value, label }) => ({
      label,
      href: at({ state: value === 'registered' ? undefined : value }),
      current: state === value,
    })),
    ...requirementSources.map((value) => ({
      label: requirementSourceLabels[value],
      href: at({ source: source === value ? undefined : value }),
      current: source === value,
    })),
  ]
}
