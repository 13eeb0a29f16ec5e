import { LinkButton } from '@/components/ui/button'
import { type LinkTab, LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'
import { SearchForm } from '@/components/ui/search-form'
import { StatStrip } from '@/components/ui/stat-strip'
import type { BoardTotals } from '@/lib/tasks/board-queries'

export type BoardHeadProps = {
  /** The places under 任务. */
  tabs: LinkTab[]
  totals: BoardTotals
  isByBranch: boolean
  search: { value?: string; keep: Record<string, string> }
}

/** What stands over the board, by task or by branch. */
export function BoardHead({ tabs, totals, isByBranch, search }: BoardHeadProps) {
  return (
    <>
      <PageHeader
        title="任务"
        context="办理中的任务按截止时间排列；等待审核的时间不计入支部办理时间。"
        actions={
          <LinkButton href="/tasks/new" tone="primary">
            新建任务
          </LinkButton>
        }
      />
      <div className="mb-4">
        <LinkTabs label="任务的来源" items={tabs} />
      </div>
      <StatStrip label="任务总况" items={statsOf(totals)} />
      <div className="mt-4 mb-3 flex flex-wrap items-center justify-between gap-3">
        <LinkTabs
          label="看法"
          items={[
            { href: '/tasks', label: '按任务', current: !isByBranch },
            { href: '/tasks?by=branch', label: '按支部', current: isByBranch },
          ]}
        />
        <SearchForm
          action="/tasks"
          label={isByBranch ? '找党组织' : '找任务'}
          defaultValue={search.value}
          keep={search.keep}
        />
      </div>
    </>
  )
}

function statsOf(totals: BoardTotals) {
  return [
    { value: totals.tasks, unit: '项', label: '办理中的任务', href: '/tasks' },
    {
      value: totals.unaccepted,
      unit: '份',
      label: '未签收',
      href: '/supervision?show=unaccepted',
    },
    {
      value: totals.late,
      unit: '份',
      label: '逾期',
      href: '/supervision?show=late',
      tone: totals.late > 0 ? ('late' as const) : undefined,
    },
    { value: totals.waiting, unit: '件', label: '待审核', href: '/supervision?show=submitted' },
  ]
}
