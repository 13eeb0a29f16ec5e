import { expect, test } from 'vitest'
import { reduceItems, startItems, type UploadItem } from './upload-items'

const file = (name: string, size = 3) => new File(['x'.repeat(size)], name)
const chosen = (items: UploadItem[], ...names: string[]) =>
  reduceItems(items, { type: 'chosen', files: names.map((key) => ({ key, file: file(key) })) })
const stored = (id: string) => ({ id, name: id, sizeBytes: 3, mediaType: 'text/plain' })

test('an interrupted file waits again after a retry; a refused one does not', () => {
  let items = chosen([], 'a', 'b')
  items = reduceItems(items, { type: 'started', key: 'a' })
  items = reduceItems(items, { type: 'interrupted', key: 'a', message: '断' })
  items = reduceItems(items, { type: 'refused', key: 'b', message: '不行' })
  items = reduceItems(items, { type: 'retry' })
  expect(items.map((item) => [item.state, item.attempts])).toEqual([
    ['waiting', 1],
    ['refused', 0],
  ])
})

test('an empty file is refused before it is sent', () => {
  const [item] = reduceItems([], { type: 'chosen', files: [{ key: 'a', file: file('a', 0) }] })
  expect(item).toMatchObject({ state: 'refused', message: expect.stringContaining('空的') })
})

test('the same content chosen twice is attached once', () => {
  let items = chosen(startItems([stored('x')]), 'a')
  items = reduceItems(items, { type: 'stored', key: 'a', stored: stored('x') })
  expect(items.map((item) => item.key)).toEqual(['a'])
})
