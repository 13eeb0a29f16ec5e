import { loadCalendar } from '@/lib/calendar'
import type { Work } from '@/lib/context'
import { formatMoment } from '@/lib/format'
import { addWorkingDays } from '@/lib/period'
import type { Task } from './load'
import type { Refreshed } from './refresh-assignment'
import { tellAssignee } from './tell'

/** Working days before its due from which a newly opened node is worth an SMS. */
const soonDays = 3

/** Tells the recipient which nodes are open to him now; by SMS only if one is due soon. */
export async function tellOpened(
  tx: Work,
  task: Task,
  { assignment, opened }: Refreshed,
): Promise<void> {
  if (opened.length === 0) {
    return
  }
  const soon = addWorkingDays(tx.now, soonDays, await loadCalendar(tx.db))
  const isSoon = opened.some(({ step }) => step.effectiveDueAt <= soon)
  const nodes = opened.map(
    ({ node, step }) => `“${node.title}”请于 ${formatMoment(step.effectiveDueAt, tx.now)} 前提交`,
  )
  await tellAssignee(tx, task, assignment, {
    kind: 'task_node_opened',
    body: `可以办理下一步了：${nodes.join('；')}。`,
    smsTemplate: isSoon ? 'task_node_opened' : null,
  })
}
