import { expect, test, vi } from 'vitest'
import { newId } from '@/db/ids'
import { readSources } from './conventions/source-files'
import { pageId } from './page'

vi.mock('next/navigation', () => ({
  notFound: () => {
    throw new Error('404')
  },
  forbidden: () => {
    throw new Error('403')
  },
}))

test('an id passes, anything else is a page that does not exist', () => {
  const id = newId()
  expect(pageId(id)).toBe(id)
  for (const given of ['abc', '', `${id}x`, id.replaceAll('-', ''), '%00', "' or 1=1"]) {
    expect(() => pageId(given)).toThrow('404')
  }
})

test('every page with an id in its address takes it through pageId or a schema', () => {
  const pages = readSources().filter((file) => /\[\w+Id\].*\/page\.tsx$/.test(file.path))
  expect(pages.length).toBeGreaterThan(10)
  const careless = pages.filter((file) => {
    const ids = [...file.path.matchAll(/\[(\w+Id)\]/g)].map((match) => match[1])
    const isParsed = /changeParams\.safeParse\(/.test(file.text)
    return !isParsed && (file.text.match(/pageId\(/g) ?? []).length < ids.length
  })
  expect(careless.map((file) => file.path)).toEqual([])
})
