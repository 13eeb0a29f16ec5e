import { and, asc, eq, isNull } from 'drizzle-orm'
import { assignments, steps, taskNodes } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { postHoldersOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import { whoIsTold } from '@/lib/tasks/resolve-recipients'
import type { Present } from './present'
import { type DemoOrganisation, personNamed, type World } from './world'

export interface StagedCopy {
  id: string
  personId: string | null
  parentId: string | null
  isCoordinator: boolean
  organisation: DemoOrganisation
}

/** The copies of a task in the order of the codes; below one of them if given. */
export async function copiesOf(
  { db, organisations }: World,
  taskId: string,
  parentId?: string,
): Promise<StagedCopy[]> {
  const rows = await db
    .select()
    .from(assignments)
    .where(
      and(
        eq(assignments.taskId, taskId),
        parentId ? eq(assignments.parentId, parentId) : isNull(assignments.parentId),
      ),
    )
    .orderBy(asc(assignments.id))
  const byId = new Map([...organisations.values()].map((one) => [one.id, one]))
  return rows
    .flatMap(({ id, personId, organisationId, part, ...row }): StagedCopy[] => {
      const organisation = byId.get(organisationId)
      const isCoordinator = part === 'coordinator'
      return organisation
        ? [{ id, personId, parentId: row.parentId, isCoordinator, organisation }]
        : []
    })
    .sort((a, b) => a.organisation.code.localeCompare(b.organisation.code))
}

/** Whether nobody has signed for it yet, and it still stands. */
export async function isOpen({ db }: World, { id }: StagedCopy): Promise<boolean> {
  const open = eq(assignments.state, 'issued')
  return (await db.$count(assignments, and(eq(assignments.id, id), open))) > 0
}

/** The steps of a copy that lie with its branch, in order. */
export async function openSteps({ db }: World, { id }: StagedCopy) {
  const rows = await db
    .select({
      id: steps.id,
      state: steps.state,
      effectiveDueAt: steps.effectiveDueAt,
      position: taskNodes.position,
    })
    .from(steps)
    .innerJoin(taskNodes, eq(taskNodes.id, steps.nodeId))
    .innerJoin(assignments, eq(assignments.id, steps.assignmentId))
    .where(and(eq(steps.assignmentId, id), eq(assignments.taskId, taskNodes.taskId)))
    .orderBy(asc(taskNodes.position))
  const [assignment] = await db.select().from(assignments).where(eq(assignments.id, id))
  const isWorkedOn = assignment?.state === 'accepted' || assignment?.state === 'returned'
  return isWorkedOn ? rows.filter((row) => row.state === 'open' || row.state === 'returned') : []
}

/** Who acts for the recipient at that moment. */
export async function actor(
  { world, stage }: Present,
  copy: StagedCopy,
  at: Date,
): Promise<ViewerContext> {
  if (copy.personId) {
    return stage.as(copy.personId, at)
  }
  const [told] = whoIsTold(await postHoldersOn(world.db, [copy.organisation.id], dayOf(at)))
  return stage.as(told?.personId ?? personNamed(world, '陈晓春').id, at)
}
