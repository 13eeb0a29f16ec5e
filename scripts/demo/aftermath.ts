import { and, eq, inArray, sql } from 'drizzle-orm'
import { openAssignmentStates } from '@/db/enums'
import { assignments, tasks } from '@/db/schema'
import { closeTask } from '@/lib/tasks/end-task'
import { ago, type Present } from './present'
import { personNamed, type World } from './world'

const dayMs = 86_400_000

/** 办结 of every task that nobody has anything left to do for, a while before the seed. */
export function closeFinished(present: Present): void {
  const { world, stage, timetable } = present
  const at = ago(present, 0.8)
  timetable.add(at, async () => {
    const finished = await world.db
      .select({ id: tasks.id })
      .from(tasks)
      .where(
        and(
          eq(tasks.state, 'dispatched'),
          sql`not exists (select 1 from ${assignments} where ${eq(assignments.taskId, tasks.id)}
            and ${inArray(assignments.state, [...openAssignmentStates])})`,
        ),
      )
    const ctx = await stage.as(personNamed(world, '陈晓春').id, at)
    for (const { id } of finished) {
      await closeTask(ctx, { taskId: id })
    }
  })
}

/** What came some days ago has been read; the last days are still new. */
export async function readOldNotices(world: World): Promise<void> {
  const since = new Date(world.now.getTime() - 3 * dayMs).toISOString()
  await world.db.execute(sql`
    update notices set read_at = created_at + interval '47 minutes'
    where read_at is null and created_at < ${since}::timestamptz`)
}
