'use client'

import { FilterChips } from '@/components/ui/filter-chips'
import { Pager } from '@/components/ui/pager'
import { BoardHead, type BoardHeadProps } from './board-head'
import { TaskBoardTable } from './task-board-table'

type TaskBoardProps = BoardHeadProps & {
  /** Of each state a chip; `current` is the one shown. */
  chips: { href: string; label: string; count?: number; current: boolean }[]
  /** By `boardRowsText`. */
  rows: string
  now: Date
  newerHref?: string
  olderHref?: string
}

/**
 * The board by task, whole. A client component like its table: its few words and addresses travel
 * and render at a fraction of what the elements cost that are made of them.
 */
export function TaskBoard({ chips, rows, now, newerHref, olderHref, ...head }: TaskBoardProps) {
  return (
    <>
      <BoardHead {...head} />
      <div className="mb-3">
        <FilterChips label="按状态" items={chips} />
      </div>
      <TaskBoardTable rows={rows} now={now} isSearch={Boolean(head.search.value)} />
      <Pager newerHref={newerHref} newerLabel="回到第一页" olderHref={olderHref} />
    </>
  )
}
