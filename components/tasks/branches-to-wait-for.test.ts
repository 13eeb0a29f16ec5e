import { expect, test } from 'vitest'
import type { RelatedCopy } from '@/lib/tasks/related-copies'
import { isUndistributed } from './branches-to-wait-for'

const copy = (state: RelatedCopy['state']): RelatedCopy => ({
  assignmentId: 'a',
  organisationName: '检修一班党支部',
  part: 'owner',
  state,
  effectiveDueAt: new Date('2026-09-30T18:00:00+08:00'),
})
const free = { assignmentId: null }

test('分解 comes first until a branch holds a copy that stands', () => {
  expect(isUndistributed({ children: [] }, [free])).toBe(true)
  expect(isUndistributed({ children: [copy('cancelled')] }, [free])).toBe(true)
  expect(isUndistributed({ children: [copy('issued')] }, [free])).toBe(false)
})

test('where nothing is left to break down, handing in comes first', () => {
  expect(isUndistributed({ children: [] }, [])).toBe(false)
  expect(isUndistributed({ children: [] }, [{ assignmentId: 'a' }])).toBe(false)
})
