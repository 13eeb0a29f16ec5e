import type { Metadata } from 'next'
import { forbidden } from 'next/navigation'
import { BoardHead } from '@/components/tasks/board-head'
import { boardRowsText } from '@/components/tasks/board-rows-text'
import { BranchBoardTable } from '@/components/tasks/branch-board-table'
import { TaskBoard } from '@/components/tasks/task-board'
import { Pager } from '@/components/ui/pager'
import { taskStates } from '@/db/enums'
import type { ViewerContext } from '@/lib/context'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { addressOf, type BoardAddress, boardAddress, cursorText } from '@/lib/tasks/address'
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
  return address.by === 'branch' ? byBranch(ctx, address) : byTask(ctx, address)
}

async function byTask(ctx: ViewerContext, { state, q, after }: BoardAddress) {
  const board = await taskBoard(ctx, { state, search: q, after })
  const place = (cursor?: string) => addressOf('/tasks', { state, q, after: cursor })
  return (
    <TaskBoard
      tabs={workTabs(ctx.viewer, '/tasks')}
      totals={board.totals}
      isByBranch={false}
      search={{ value: q, keep: { state } }}
      chips={stateChips(state, board.totals)}
      rows={boardRowsText(board.rows)}
      now={ctx.now}
      newerHref={after ? place() : undefined}
      olderHref={board.next ? place(cursorText(board.next)) : undefined}
    />
  )
}

async function byBranch(ctx: ViewerContext, { q, from }: BoardAddress) {
  const [totals, branches] = await Promise.all([
    boardTotals(ctx),
    branchBoard(ctx, { search: q, after: from }),
  ])
  const place = (next?: string) => addressOf('/tasks', { by: 'branch', q, from: next })
  return (
    <>
      <BoardHead
        tabs={workTabs(ctx.viewer, '/tasks')}
        totals={totals}
        isByBranch
        search={{ value: q, keep: { by: 'branch' } }}
      />
      <BranchBoardTable rows={branches.rows} now={ctx.now} />
      <Pager
        newerHref={from ? place() : undefined}
        newerLabel="回到第一页"
        olderHref={branches.next ? place(branches.next) : undefined}
      />
    </>
  )
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
