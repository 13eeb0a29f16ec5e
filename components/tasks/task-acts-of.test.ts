import { expect, test } from 'vitest'
import type { TaskState } from '@/db/enums'
import { actsOf } from './task-acts-of'

const all = { 'task.dispatch': true, 'task.cancel': true, 'task.close': true, 'task.archive': true }

function acts(state: TaskState, counts: Partial<Parameters<typeof actsOf>[0]> = {}) {
  return actsOf({
    task: { id: 'T', state, archivedAt: null },
    isLarge: false,
    dispatchId: state === 'draft' ? null : 'D',
    ...{ unanswered: 0, submitted: 0, paused: 0, waiting: 0 },
    can: all,
    ...counts,
  })
}

test('the one act follows the state: urge, review, close, archive', () => {
  expect(acts('draft').primary).toBeNull()
  expect(acts('dispatched', { unanswered: 2, waiting: 1, submitted: 1 }).primary).toBe('urge')
  expect(acts('dispatched', { waiting: 1, submitted: 1 }).primary).toBe('review')
  expect(acts('dispatched', { paused: 1 }).primary).toBeNull()
  expect(acts('dispatched').primary).toBe('close')
  expect(acts('closed').primary).toBe('archive')
  expect(acts('cancelled').primary).toBeNull()
  const archived = { id: 'T', state: 'closed' as const, archivedAt: new Date(0) }
  expect(acts('closed', { task: archived }).primary).toBeNull()
})

test('no more than three places stand beside it, and 办结 is in the menu until it is wanted', () => {
  const open = acts('dispatched', { unanswered: 1, isLarge: true })
  expect(open.beside.map((link) => link.label)).toEqual(['督导', '节点矩阵', '下达回执'])
  expect(open.further.map((link) => link.label)).toEqual(['补充下达', '情况通报', '存为模板'])
  expect(open).toMatchObject({ rest: ['close'], cancels: true })
  expect(acts('dispatched').rest).toEqual([])
  expect(acts('closed')).toMatchObject({ rest: [], cancels: false })
})

test('a draft can be kept as a template or given up, and nothing else', () => {
  expect(acts('draft')).toMatchObject({ beside: [], rest: [], cancels: true })
  expect(acts('draft').further.map((link) => link.label)).toEqual(['存为模板'])
})

test('who may not, is offered nothing', () => {
  const none = {
    'task.dispatch': false,
    'task.cancel': false,
    'task.close': false,
    'task.archive': false,
  }
  expect(acts('dispatched', { can: none })).toMatchObject({
    primary: null,
    rest: [],
    cancels: false,
  })
  expect(acts('dispatched', { can: none }).further.map((link) => link.label)).toEqual(['情况通报'])
})
