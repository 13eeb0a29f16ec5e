import { expect, test } from 'vitest'
import { tallyOf } from './tally-words'

test('办完 is what was approved; 撤销 and 不适用 are named and are no part of the whole', () => {
  const tallies = { approved: 1, evaluated: 1, cancelled: 6, not_applicable: 2, issued: 2 }
  const { words, bar } = tallyOf({ tallies, waiting: 0 })
  expect(words).toBe('共 4 · 办完 2 · 未签收 2 · 不适用 2 · 已撤销 6')
  expect(bar).toEqual({ done: 0.5, submitted: 0.5, working: 0.5 })
})

test('steps that wait beside others in hand are counted as steps', () => {
  const { words, bar } = tallyOf({ tallies: { accepted: 1, submitted: 1 }, waiting: 3 })
  expect(words).toBe('共 2 · 待审核 3 步 · 办理中 1')
  expect(bar).toEqual({ done: 0, submitted: 0.5, working: 1 })
  expect(tallyOf({ tallies: { submitted: 2 }, waiting: 2 }).words).toBe('共 2 · 待审核 2')
})

test('a draft, and a task whose copies all ended, have nothing to show a bar of', () => {
  expect(tallyOf({ tallies: {}, waiting: 0 })).toEqual({ words: '未下达', bar: null })
  expect(tallyOf({ tallies: { cancelled: 3 }, waiting: 0 })).toEqual({
    words: '已撤销 3',
    bar: null,
  })
})
