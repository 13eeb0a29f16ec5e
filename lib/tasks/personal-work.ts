import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm'
import { openAssignmentStates } from '@/db/enums'
import { assignments, memberships, tasks } from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import type { FollowPersons } from '@/lib/organisation/open-work-port'
import { validOn } from '@/lib/organisation/queries'
import { type Day, dayOf } from '@/lib/period'
import { endAssignments } from './end-assignments'
import type { Assignment, Task } from './load'
import { noteChanges } from './note-changes'
import { tellAssignee } from './tell'

interface Move {
  task: Task
  assignment: Assignment
  fromOrganisationId: string
  basis: string
}

/**
 * What an organisation that ends leaves of tasks given to persons: each goes with the person to the
 * branch the person belongs to from then on; where there is none, it is 不适用. To be called after
 * the roster has moved.
 */
export const followPersons: FollowPersons = async (ctx, tx, { organisationId, on, basis }) => {
  const open = await tx.db
    .select({ task: tasks, assignment: assignments })
    .from(assignments)
    .innerJoin(tasks, eq(tasks.id, assignments.taskId))
    .where(
      and(
        eq(assignments.organisationId, organisationId),
        isNotNull(assignments.personId),
        inArray(assignments.state, [...openAssignmentStates]),
      ),
    )
    .orderBy(asc(assignments.id))
    .for('no key update', { of: assignments })
  const today = dayOf(tx.now)
  const homes = await homesOf(tx, open, laterOf(on, today))
  const counts = { moved: 0, ended: 0 }
  for (const { task, assignment } of open) {
    const home = homes.get(assignment.personId ?? '')
    const move = { task, assignment, fromOrganisationId: organisationId, basis }
    if (home && home !== organisationId) {
      await follow(ctx, tx, move, home)
      counts.moved += 1
    } else {
      await end(ctx, tx, move)
      counts.ended += 1
    }
  }
  return counts
}

/** The 组织关系 of each person on a day; 编入 elsewhere does not carry his work along. */
async function homesOf(
  tx: Work,
  open: readonly { assignment: Assignment }[],
  day: Day,
): Promise<Map<string, string>> {
  const personIds = open.flatMap(({ assignment }) => assignment.personId ?? [])
  if (personIds.length === 0) {
    return new Map()
  }
  const rows = await tx.db
    .select({ personId: memberships.personId, organisationId: memberships.organisationId })
    .from(memberships)
    .where(
      and(
        inArray(memberships.personId, personIds),
        eq(memberships.relation, 'membership'),
        validOn(memberships, day),
      ),
    )
  return new Map(rows.map((row) => [row.personId, row.organisationId]))
}

async function follow(ctx: Context, tx: Work, move: Move, toOrganisationId: string): Promise<void> {
  const { task, assignment, basis } = move
  await tx.db
    .update(assignments)
    .set({ organisationId: toOrganisationId })
    .where(eq(assignments.id, assignment.id))
  await noteChanges(ctx, tx, [assignment.id], {
    kind: 'transferred',
    reason: basis,
    fromOrganisationId: move.fromOrganisationId,
    toOrganisationId,
  })
  tx.record({
    action: 'assignment.transfer',
    subjectType: 'assignment',
    subjectId: assignment.id,
    detail: { from: move.fromOrganisationId, to: toOrganisationId, basis },
  })
  await tellAssignee(tx, task, assignment, {
    kind: 'handover',
    body: `您的组织关系有调整，这项任务随之转到新的党组织，仍由您办理。依据：${basis}`,
    smsTemplate: null,
  })
}

async function end(ctx: Context, tx: Work, move: Move): Promise<void> {
  const { task, assignment, basis } = move
  const ending = { kind: 'not_applicable', reason: basis } as const
  await endAssignments(ctx, tx, [assignment.id], ending, '任务标为不适用，短信未发出')
  tx.record({
    action: 'assignment.markNotApplicable',
    subjectType: 'assignment',
    subjectId: assignment.id,
    detail: { basis },
  })
  await tellAssignee(tx, task, assignment, {
    kind: 'task_cancelled',
    body: `组织调整后不再适用，无需再办理。依据：${basis}`,
    smsTemplate: null,
  })
}

function laterOf(a: Day, b: Day): Day {
  return a < b ? b : a
}
