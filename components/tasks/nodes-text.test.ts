import { expect, test } from 'vitest'
import type { NodeFields } from '@/lib/tasks/node-fields'
import { taskShape } from '@/lib/tasks/node-schema'
import { nodesText } from './nodes-text'

const node: NodeFields = {
  title: '报方案',
  requirement: '',
  isAfter: true,
  dueOn: '2026-10-10',
  dueTime: '18:00',
  isEvidenceRequired: true,
  reviewer: 'issuer',
  reviewerPerson: '',
  estimatedMinutes: '',
  criteria: '',
  formVersionId: '',
  activityKind: '',
}

test('a plain task has no nodes to speak of', () => {
  expect(nodesText([])).toBe('')
})

test('stages rise with each node that waits for the one before it', () => {
  const text = nodesText([
    { ...node, isAfter: false },
    { ...node, title: '开会' },
    { ...node, title: '走访', isAfter: false, estimatedMinutes: '40' },
    { ...node, title: '总结', reviewer: 'person', reviewerPerson: 'DW001' },
  ])
  expect(taskShape.nodes.parse(text)).toMatchObject([
    { title: '报方案', stage: 1, isEvidenceRequired: true, requirement: '' },
    { title: '开会', stage: 2 },
    { title: '走访', stage: 2, estimatedMinutes: 40 },
    { title: '总结', stage: 3, reviewer: 'person', reviewerPerson: 'DW001' },
  ])
})
