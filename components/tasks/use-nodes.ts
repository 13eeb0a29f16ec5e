import { useState } from 'react'
import type { NodeFields } from '@/lib/tasks/node-fields'

export type KeyedNode = NodeFields & { key: number }

/** The nodes under construction, with what the buttons do to them. */
export function useNodes(initial: readonly NodeFields[]) {
  const [nodes, setNodes] = useState<KeyedNode[]>(() =>
    initial.map((node, key) => ({ ...node, key })),
  )
  const [nextKey, setNextKey] = useState(initial.length)
  return {
    nodes,
    /** Adds so many nodes at the end: blank, but for what the last of them says already. */
    add: (count: number, last: Partial<NodeFields> = {}) => {
      const blanks = Array.from({ length: count }, (_, at) => ({
        ...blank,
        ...(at === count - 1 ? last : {}),
        key: nextKey + at,
      }))
      setNodes([...nodes, ...blanks])
      setNextKey(nextKey + count)
    },
    change: (key: number, part: Partial<NodeFields>) =>
      setNodes(nodes.map((node) => (node.key === key ? { ...node, ...part } : node))),
    move: (key: number, by: 1 | -1) => {
      const from = nodes.findIndex((node) => node.key === key)
      const node = nodes[from]
      const to = from + by
      if (node && to >= 0 && to < nodes.length) {
        setNodes(nodes.toSpliced(from, 1).toSpliced(to, 0, node))
      }
    },
    remove: (key: number) => setNodes(nodes.filter((node) => node.key !== key)),
    clear: () => setNodes([]),
  }
}

const blank: NodeFields = {
  title: '',
  requirement: '',
  isAfter: true,
  dueOn: '',
  dueTime: '18:00',
  isEvidenceRequired: false,
  reviewer: 'issuer',
  reviewerPerson: '',
  estimatedMinutes: '',
  criteria: '',
  formVersionId: '',
  activityKind: '',
}
