import { asc, eq, inArray } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { newId } from '@/db/ids'
import { formVersions, taskNodes } from '@/db/schema'
import { invalid } from '@/lib/errors'
import { type Day, momentOf } from '@/lib/period'
import { findOnePerson } from './find-persons'
import type { Task, TaskNode } from './load'
import type { NodeInput } from './node-schema'
import type { SaveTaskInput } from './schema'

/** A node before it has an id. */
export type PlannedNode = Omit<TaskNode, 'id' | 'taskId'>

/**
 * The nodes a form asks for, in the order of their stages, which are numbered 1, 2, 3 …; a form
 * without any makes one of the task itself.
 * @throws DomainError invalid for a reviewer who is not exactly one member, or an unknown form
 */
export async function planNodes(db: Db, input: SaveTaskInput, day: Day): Promise<PlannedNode[]> {
  if (input.nodes.length === 0) {
    const formVersionId = input.formVersionId ?? null
    await assertForms(db, [formVersionId], 'formVersionId')
    const dueAt = momentOf(input.dueOn ?? day, input.dueTime)
    return [{ ...plainNode({ ...input, dueAt }), formVersionId }]
  }
  await assertForms(
    db,
    input.nodes.map((node) => node.formVersionId ?? null),
    'nodes',
  )
  const stages = [...new Set(input.nodes.map((node) => node.stage))].sort((a, b) => a - b)
  const ordered = [...input.nodes].sort((a, b) => a.stage - b.stage)
  const planned: PlannedNode[] = []
  for (const [index, node] of ordered.entries()) {
    planned.push({
      position: index + 1,
      title: node.title,
      requirement: node.requirement,
      stage: stages.indexOf(node.stage) + 1,
      dueAt: momentOf(node.dueOn, node.dueTime),
      isEvidenceRequired: node.isEvidenceRequired,
      reviewer: node.reviewer,
      reviewerId: await reviewerOf(db, node, day),
      estimatedMinutes: node.estimatedMinutes ?? null,
      criteria: node.criteria ?? null,
      formVersionId: node.formVersionId ?? null,
      activityKind: node.activityKind ?? null,
    })
  }
  return planned
}

/** The only node of a plain task. */
function plainNode(
  task: Pick<Task, 'title' | 'dueAt' | 'isEvidenceRequired'> & {
    estimatedMinutes?: number | null | undefined
  },
): PlannedNode {
  return {
    position: 1,
    title: task.title,
    requirement: '',
    stage: 1,
    dueAt: task.dueAt,
    isEvidenceRequired: task.isEvidenceRequired,
    reviewer: 'issuer',
    reviewerId: null,
    estimatedMinutes: task.estimatedMinutes ?? null,
    criteria: null,
    formVersionId: null,
    activityKind: null,
  }
}

async function reviewerOf(db: Db, node: NodeInput, day: Day): Promise<string | null> {
  if (node.reviewer !== 'person') {
    return null
  }
  const label = `“${node.title}”的审核人`
  const found =
    node.reviewerId ??
    (await findOnePerson(db, node.reviewerPerson ?? '', { day, field: 'nodes', label }))
  if (!found) {
    throw invalid(`请填写${label}，其他内容都还在。`, { nodes: '请填写由谁审核' })
  }
  return found
}

async function assertForms(
  db: Db,
  given: readonly (string | null)[],
  field: 'nodes' | 'formVersionId',
): Promise<void> {
  const ids = [...new Set(given.flatMap((one) => one ?? []))]
  const known = ids.length > 0 ? await db.$count(formVersions, inArray(formVersions.id, ids)) : 0
  if (known < ids.length) {
    throw invalid('所选的填报表已不存在，请重新选择。其他内容都还在。', {
      [field]: '填报表已不存在',
    })
  }
}

/** Writes the nodes of a draft in place of those it had. */
export async function replaceNodes(
  db: Db,
  taskId: string,
  nodes: readonly PlannedNode[],
): Promise<void> {
  await db.delete(taskNodes).where(eq(taskNodes.taskId, taskId))
  await db.insert(taskNodes).values(nodes.map((node) => ({ ...node, id: newId(), taskId })))
}

/** The nodes of a task in order. */
export function nodesOf(db: Db, taskId: string): Promise<TaskNode[]> {
  return db
    .select()
    .from(taskNodes)
    .where(eq(taskNodes.taskId, taskId))
    .orderBy(asc(taskNodes.position))
}

/** Whether these are no nodes but the only one a plain task makes of itself, with a form or without. */
export function isPlain(task: Task, nodes: readonly TaskNode[]): boolean {
  const [only, ...others] = nodes.map(({ id: _, taskId: __, ...node }) => node)
  const plain = () => ({ ...plainNode(task), formVersionId: only?.formVersionId ?? null })
  return others.length === 0 && (only === undefined || inOrder(only) === inOrder(plain()))
}

/** Whether a draft has exactly these nodes already. */
export async function isSameNodes(
  db: Db,
  taskId: string,
  nodes: readonly PlannedNode[],
): Promise<boolean> {
  const stored = (await nodesOf(db, taskId)).map(({ id: _, taskId: __, ...node }) => node)
  return stored.map(inOrder).join() === nodes.map(inOrder).join()
}

function inOrder(node: PlannedNode): string {
  return JSON.stringify(Object.entries(node).sort())
}

/** The nodes a task goes out with: a draft made without any has the one of the task itself. */
export async function nodesForDispatch(db: Db, task: Task): Promise<TaskNode[]> {
  const nodes = await nodesOf(db, task.id)
  if (nodes.length > 0) {
    return nodes
  }
  await replaceNodes(db, task.id, [plainNode(task)])
  return nodesOf(db, task.id)
}
