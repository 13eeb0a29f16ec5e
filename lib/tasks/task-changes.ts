import { asc, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { TaskChangeKind } from '@/db/enums'
import { newId } from '@/db/ids'
import { people, taskChanges } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { loadTask } from './load'

/** 变更备选审核人 or 变更销号人, as a line that is never changed. */
export interface TaskChange {
  id: string
  kind: TaskChangeKind
  /** Null where nobody was, or is any more, named. */
  fromName: string | null
  toName: string | null
  reason: string
  byName: string
  at: Date
}

interface NewTaskChange {
  taskId: string
  kind: TaskChangeKind
  fromPersonId: string | null
  toPersonId: string | null
  reason: string
}

/** Writes who took whose place at a task, and why. */
export async function noteTaskChange(
  ctx: ViewerContext,
  tx: Work,
  change: NewTaskChange,
): Promise<void> {
  await tx.db
    .insert(taskChanges)
    .values({ ...change, id: newId(), byId: ctx.viewer.personId, at: tx.now })
}

const before = alias(people, 'before')
const after = alias(people, 'after')

/**
 * The changes of a task's 备选审核人 and 销号人, the first one first.
 * @throws DomainError not_found
 */
export async function taskChangesOf(ctx: ViewerContext, taskId: string): Promise<TaskChange[]> {
  const { id } = await loadTask(ctx, ctx.db, taskId)
  return ctx.db
    .select({
      id: taskChanges.id,
      kind: taskChanges.kind,
      fromName: before.name,
      toName: after.name,
      reason: taskChanges.reason,
      byName: people.name,
      at: taskChanges.at,
    })
    .from(taskChanges)
    .innerJoin(people, eq(people.id, taskChanges.byId))
    .leftJoin(before, eq(before.id, taskChanges.fromPersonId))
    .leftJoin(after, eq(after.id, taskChanges.toPersonId))
    .where(eq(taskChanges.taskId, id))
    .orderBy(asc(taskChanges.at), asc(taskChanges.id))
}
