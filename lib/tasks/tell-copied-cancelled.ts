import { sql } from 'drizzle-orm'
import type { Work } from '@/lib/context'
import { writeNotices } from '@/lib/notifications/notify'
import { dayOf } from '@/lib/period'
import type { Task } from './load'

/**
 * Tells those to whom a task was copied (抄送) that it is cancelled, once each and inside the
 * application; whoever has left the post above, or hears of it as a recipient, is left out.
 * @param told who has been told already
 */
export async function tellCopiedCancelled(
  tx: Work,
  task: Task,
  reason: string,
  told: ReadonlySet<string>,
): Promise<void> {
  const day = dayOf(tx.now)
  const copied = await tx.db.execute<{ personId: string; assignmentId: string }>(sql`
    select distinct on (r.person_id) r.person_id as "personId", r.assignment_id as "assignmentId"
    from dispatch_recipients r
    join dispatches d on d.id = r.dispatch_id
    where d.task_id = ${task.id}::uuid and r.is_copy and r.person_id is not null
      and exists (
        with recursive above (id) as (
          select a.organisation_id from assignments a where a.id = r.assignment_id
          union
          select v.parent_id from organisation_versions v join above on v.organisation_id = above.id
          where v.parent_id is not null
            and v.valid_from <= ${day}::date and (v.valid_to is null or v.valid_to > ${day}::date))
        select 1 from posts p join above on above.id = p.organisation_id
        where p.person_id = r.person_id
          and p.valid_from <= ${day}::date and (p.valid_to is null or p.valid_to > ${day}::date))
    order by r.person_id, r.id`)
  await writeNotices(
    tx,
    copied
      .filter(({ personId }) => !told.has(personId))
      .map(({ personId, assignmentId }) => ({
        personId,
        kind: 'task_cancelled',
        title: task.title,
        body: `这项抄送给您的任务已撤销，各支部不再办理。原因：${reason}`,
        href: `/tasks/${task.id}/assignments/${assignmentId}`,
        subjectType: 'assignment',
        subjectId: assignmentId,
        smsTemplate: null,
      })),
  )
}
