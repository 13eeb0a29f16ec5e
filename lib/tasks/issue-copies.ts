import { bulkInsert } from '@/db/bulk'
import type { AssignmentPart } from '@/db/enums'
import { newId } from '@/db/ids'
import { assignments, clockSegments, steps } from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import { postLabel } from '@/lib/organisation/schema'
import type { Task, TaskNode } from './load'
import type { OrganisationRecipient, Recipients } from './resolve-recipients'

/** One copy of a task on its way to somebody. */
export interface Copy {
  assignmentId: string
  organisationId: string
  organisationName: string
  /** Null when the branch is the recipient. */
  personId: string | null
  part: AssignmentPart
  /** The copy of the 党总支 that breaks the task down, where it came by way of one. */
  parentId: string | null
  /** May be empty: the receipt says that nobody is in post. */
  told: Told[]
}

export interface Told {
  personId: string
  name: string
  phoneMasked: string | null
  postLabel: string | null
}

/** A node as a copy gets it: with a due of its own where the 党总支 asks for it earlier. */
export type CopyNode = Pick<TaskNode, 'id' | 'title' | 'stage' | 'dueAt'>

/** The copies a choice makes: one for each organisation, one for each person. */
export function copiesFor(recipients: Pick<Recipients, 'organisations' | 'people'>): Copy[] {
  const persons = recipients.people.map((person) => ({
    assignmentId: newId(),
    organisationId: person.organisationId,
    organisationName: person.organisationName,
    personId: person.personId,
    part: 'owner' as const,
    parentId: null,
    told: [
      {
        personId: person.personId,
        name: person.name,
        phoneMasked: person.phoneMasked,
        postLabel: null,
      },
    ],
  }))
  return [...recipients.organisations.map((one) => copyFor(one)), ...persons]
}

/** The copy of one organisation. */
export function copyFor(
  { organisation, part, told }: OrganisationRecipient,
  parentId: string | null = null,
): Copy {
  return {
    assignmentId: newId(),
    organisationId: organisation.id,
    organisationName: organisation.name,
    personId: null,
    part,
    parentId,
    told: told.map((holder) => ({
      personId: holder.personId,
      name: holder.personName,
      phoneMasked: holder.phoneMasked,
      postLabel: postLabel(holder.post, organisation.kind, holder.isActing),
    })),
  }
}

/**
 * The rows of every copy: assignment and a step at each node. Steps of the first stage are open and
 * their clocks run, the others wait.
 */
export async function insertCopies(
  ctx: Context,
  tx: Work,
  task: Task,
  nodes: readonly CopyNode[],
  dispatchId: string,
  copies: readonly Copy[],
): Promise<void> {
  const stage = Math.min(...nodes.map((node) => node.stage))
  const first = nodes.filter((node) => node.stage === stage)
  await bulkInsert(
    tx.db,
    assignments,
    copies.map((copy) => ({
      id: copy.assignmentId,
      taskId: task.id,
      dispatchId,
      organisationId: copy.organisationId,
      personId: copy.personId,
      part: copy.part,
      parentId: copy.parentId,
      state: 'issued' as const,
      stateSince: ctx.now,
      dueAt: latest(nodes),
      effectiveDueAt: earliest(first),
    })),
  )
  const made = copies.flatMap((copy) =>
    nodes.map((node) => ({
      id: newId(),
      assignmentId: copy.assignmentId,
      nodeId: node.id,
      state: node.stage === stage ? ('open' as const) : ('waiting' as const),
      dueAt: node.dueAt,
      effectiveDueAt: node.dueAt,
    })),
  )
  await bulkInsert(tx.db, steps, made)
  await bulkInsert(
    tx.db,
    clockSegments,
    made
      .filter((step) => step.state === 'open')
      .map((step) => ({
        id: newId(),
        stepId: step.id,
        party: 'assignee' as const,
        startsAt: ctx.now,
      })),
  )
}

function earliest(nodes: readonly CopyNode[]): Date {
  return new Date(Math.min(...nodes.map((node) => node.dueAt.getTime())))
}

function latest(nodes: readonly CopyNode[]): Date {
  return new Date(Math.max(...nodes.map((node) => node.dueAt.getTime())))
}
