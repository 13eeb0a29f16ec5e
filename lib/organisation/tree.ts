import type { OrganisationOnDay } from './schema'

export interface OrganisationNode extends OrganisationOnDay {
  children: OrganisationNode[]
}

/** The forest of a day's organisations, siblings in the office's order. */
export function buildTree(organisations: readonly OrganisationOnDay[]): OrganisationNode[] {
  const nodes = new Map<string, OrganisationNode>(
    organisations.map((one) => [one.id, { ...one, children: [] }]),
  )
  const roots: OrganisationNode[] = []
  for (const node of nodes.values()) {
    const parent = node.parentId === null ? undefined : nodes.get(node.parentId)
    ;(parent?.children ?? roots).push(node)
  }
  for (const list of [roots, ...[...nodes.values()].map((node) => node.children)]) {
    list.sort((a, b) => a.position - b.position || (a.code < b.code ? -1 : 1))
  }
  return roots
}

/** Ids of an organisation and everything under it. */
export function subtreeIds(
  organisations: readonly OrganisationOnDay[],
  rootId: string,
): Set<string> {
  const children = new Map<string, string[]>()
  for (const { id, parentId } of organisations) {
    if (parentId === null) {
      continue
    }
    const siblings = children.get(parentId)
    if (siblings) {
      siblings.push(id)
    } else {
      children.set(parentId, [id])
    }
  }
  const found = new Set<string>()
  const queue = [rootId]
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (!found.has(id)) {
      found.add(id)
      queue.push(...(children.get(id) ?? []))
    }
  }
  return found
}
