import type { NodeFields } from '@/lib/tasks/node-fields'

/**
 * The nodes of a form as the JSON text of its one field `nodes`: empty texts left out, each node with
 * the number of its stage. An empty text for a plain task.
 */
export function nodesText(nodes: readonly NodeFields[]): string {
  if (nodes.length === 0) {
    return ''
  }
  let stage = 0
  return JSON.stringify(
    nodes.map((node, index) => {
      stage += index === 0 || node.isAfter ? 1 : 0
      const { isAfter: _, isEvidenceRequired, ...texts } = { ...node, key: undefined }
      const said = Object.entries(texts).filter(([, text]) => text !== '' && text !== undefined)
      return { ...Object.fromEntries(said), isEvidenceRequired, stage }
    }),
  )
}
