import { createHash } from 'node:crypto'
import { and, eq, notInArray } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { assignments } from '@/db/schema'
import type { Calendar } from '@/lib/period'
import { reworkGrant } from './clock'
import type { Task } from './load'
import { type Recipients, recipientsMark } from './resolve-recipients'

/** Those of a choice who get a copy, and the names of those who have one already. */
export interface FreshRecipients {
  fresh: Recipients
  spared: string[]
}

/** Who holds an open or finished copy does not get another; one that was 撤回 or 退办 may. */
export async function withoutHolders(
  db: Db,
  taskId: string,
  recipients: Recipients,
): Promise<FreshRecipients> {
  const held = await db
    .select({ organisationId: assignments.organisationId, personId: assignments.personId })
    .from(assignments)
    .where(
      and(
        eq(assignments.taskId, taskId),
        notInArray(assignments.state, ['cancelled', 'not_applicable']),
      ),
    )
  const holders = new Set(held.map((one) => one.personId ?? one.organisationId))
  const organisations = recipients.organisations.filter((one) => !holders.has(one.organisation.id))
  const people = recipients.people.filter((one) => !holders.has(one.personId))
  const ofFresh = new Set([
    ...organisations.map((one) => one.organisation.id),
    ...people.map((one) => one.organisationId),
  ])
  return {
    fresh: {
      ...recipients,
      organisations,
      people,
      copied: recipients.copied.filter((one) => one.branchIds.some((id) => ofFresh.has(id))),
    },
    spared: [
      ...recipients.organisations.flatMap(({ organisation: { id, name } }) =>
        holders.has(id) ? [name] : [],
      ),
      ...recipients.people.flatMap(({ personId, name }) => (holders.has(personId) ? [name] : [])),
    ],
  }
}

/**
 * The nodes with the last one due at `dueAt`; those before keep their distance from it. Where one of
 * them is over already, whoever gets the task now has a working day for it, or until the end.
 */
export function shifted<T extends { dueAt: Date }>(
  nodes: readonly T[],
  task: Pick<Task, 'dueAt'>,
  { dueAt, now, calendar }: { dueAt: Date; now: Date; calendar: Calendar },
): T[] {
  const later = dueAt.getTime() - task.dueAt.getTime()
  const moved = nodes.map((node) => ({ ...node, dueAt: new Date(node.dueAt.getTime() + later) }))
  if (moved.every((node) => node.dueAt > now)) {
    return moved
  }
  const soonest = Math.min(dueAt.getTime(), reworkGrant(now, 1, calendar).until.getTime())
  return moved.map((node) => ({
    ...node,
    dueAt: new Date(Math.max(node.dueAt.getTime(), soonest)),
  }))
}

/** A mark of who gets a copy, who is told and until when; it comes back with the confirmation. */
export function supplementMark(fresh: Recipients, dueAt: Date): string {
  return createHash('sha256')
    .update(`${recipientsMark(fresh)} ${dueAt.toISOString()}`)
    .digest('hex')
}
