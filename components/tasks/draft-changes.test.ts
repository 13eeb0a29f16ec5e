import { expect, test } from 'vitest'
import { filesOfBoth, isChanged, readDraftAnswer } from './draft-changes'

const file = (id: string) => ({ id, name: `${id}.pdf`, sizeBytes: 1, mediaType: 'application/pdf' })

test('a file added or taken away is a change, although the text stands as it was', () => {
  const before = { text: '一', fileIds: ['a'] }
  expect(isChanged({ text: '一', fileIds: ['a'] }, before)).toBe(false)
  expect(isChanged({ text: '一', fileIds: ['a', 'b'] }, before)).toBe(true)
  expect(isChanged({ text: '一', fileIds: [] }, before)).toBe(true)
  expect(isChanged({ text: '二', fileIds: ['a'] }, before)).toBe(true)
})

test('settling keeps the files of both sides, each once', () => {
  const both = filesOfBoth([file('a'), file('b')], [file('b'), file('c')])
  expect(both.map((one) => one.id)).toEqual(['a', 'b', 'c'])
})

test('a step that was handed in ends the saving; no answer and a refusal do not', () => {
  const draft = { version: 2, body: { text: '一' }, files: [], updatedAt: '2026-09-15T00:00:00Z' }
  expect(readDraftAnswer(200, { saved: draft })).toEqual({ kind: 'saved', draft })
  expect(readDraftAnswer(200, { conflict: draft })).toEqual({ kind: 'conflict', draft })
  expect(readDraftAnswer(409, { message: '已经提交' })).toEqual({
    kind: 'closed',
    words: '已经提交',
  })
  expect(readDraftAnswer(503, null)).toEqual({ kind: 'unreachable' })
  expect(readDraftAnswer(401, { message: '请重新登录' })).toEqual({ kind: 'unreachable' })
})
