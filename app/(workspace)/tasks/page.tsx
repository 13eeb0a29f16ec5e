import type { Metadata } from 'next'
import { forbidden } from 'next/navigation'
import { boardRowsText } from '@/components/tasks/board-rows-text'
import { BranchBoardTable } from '@/components/tasks/branch-board-table'
import { TaskBoardTable } from '@/components/tasks/task-board-table'
import { LinkButton } from '@/components/ui/button'
import { FilterChips } from '@/components/ui/filter-chips'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { SearchForm } from '@/components/ui/search-form'
import { StatStrip } from '@/components/ui/stat-strip'
import { taskStates } from '@/db/enums'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { addressOf, boardAddress, cursorText } from '@/lib/tasks/address'
import { type BoardTotals, boardTotals, taskBoard } from '@/lib/tasks/board-queries'
import { branchBoard } from '@/lib/tasks/branch-board-queries'
import { taskStateLabels } from '@/lib/tasks/states'
import { workTabs } from '../work-tabs'

export const metadata: Metadata = { title: '任务' }

/** 任务: the staff's board, by task or by branch. */
export default async function BoardPage({ searchParams }: PageProps<'/tasks'>) {
  const ctx = await requireContext('/tasks')
  if (!can(ctx.viewer, 'task.viewBoard')) {
    forbidden()
  }
  const address = boardAddress.parse(await searchParams)
  const isByBranch = address.by === 'branch'
  const [totals, board, branches] = await Promise.all([
    boardTotals(ctx),
    isByBranch
      ? null
      : taskBoard(ctx, { state: address.state, search: address.q, after: address.after }),
    isByBranch ? branchBoard(ctx, { search: address.q, after: address.from }) : null,
  ])
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
        <LinkTabs label="任务的来源" items={workTabs(ctx.viewer, '/tasks')} />
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
          defaultValue={address.q}
          keep={isByBranch ? { by: 'branch' } : { state: address.state }}
        />
      </div>
      {board ? (
        <>
          <div className="mb-3">
            <FilterChips label="按状态" items={stateChips(address.state, totals)} />
          </div>
          <TaskBoardTable
            rows={boardRowsText(board.rows)}
            now={ctx.now}
            isSearch={Boolean(address.q)}
          />
          <Pager
            newerHref={
              address.after
                ? addressOf('/tasks', { state: address.state, q: address.q })
                : undefined
            }
            newerLabel="回到第一页"
            olderHref={
              board.next
                ? addressOf('/tasks', {
                    state: address.state,
                    q: address.q,
                    after: cursorText(board.next),
                  })
                : undefined
            }
          />
        </>
      ) : null}
      {branches ? (
        <>
          <BranchBoardTable rows={branches.rows} now={ctx.now} />
          <Pager
            newerHref={
              address.from ? addressOf('/tasks', { by: 'branch', q: address.q }) : undefined
            }
            newerLabel="回到第一页"
            olderHref={
              branches.next
                ? addressOf('/tasks', { by: 'branch', q: address.q, from: branches.next })
                : undefined
            }
          />
        </>
      ) : null}
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
    { value: totals.submitted, unit: '份', label: '待审核', href: '/supervision?show=submitted' },
  ]
}

function stateChips(current: string, totals: BoardTotals) {
  const counts: Record<string, number> = { dispatched: totals.tasks, draft: totals.drafts }
  return ['dispatched', 'draft', 'closed', 'cancelled'].flatMap((state) => {
    const known = taskStates.find((one) => one === state)
    return known
      ? [
          {
            href: addressOf('/tasks', { state: known }),
            label: taskStateLabels[known],
            count: counts[known],
            current: known === current,
          },
        ]
      : []
  })
}
