import { expect, test } from 'vitest'
import type { BoardRow } from '@/lib/tasks/board-queries'
import { boardRowsOf, boardRowsText } from './board-rows-text'

const row: BoardRow = {
  taskId: '01900006-0000-7000-8000-000000000961',
  title: '党课“开讲”\\材料, 提交',
  department: '党建部',
  dueAt: new Date('2026-11-11T02:00:00.123Z'),
  state: 'dispatched',
  createdByName: '赵玉兰',
  tallies: { issued: 1, evaluated: 12, not_applicable: 3 },
  waiting: 0,
  late: 2,
}

test('rows come back as they went', () => {
  const rows: BoardRow[] = [
    row,
    { ...row, department: null, state: 'draft', tallies: {}, late: 0 },
    { ...row, tallies: { accepted: 2, submitted: 1 }, waiting: 3 },
    { ...row, tallies: { submitted: 1 }, waiting: 1 },
    { ...row, state: 'cancelled', dueAt: new Date('1999-01-01T00:00:00Z') },
  ]
  expect(boardRowsOf(boardRowsText(rows))).toEqual(rows)
  expect(boardRowsOf(boardRowsText([]))).toEqual([])
})

test('a title cannot end its row', () => {
  const [read, ...others] = boardRowsOf(boardRowsText([{ ...row, title: '一\t二\r\n三' }]))
  expect(read).toEqual({ ...row, title: '一 二  三' })
  expect(others).toEqual([])
})
