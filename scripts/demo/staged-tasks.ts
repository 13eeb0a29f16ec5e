import { newId } from '@/db/ids'
import { addDays, dayOf, momentOf } from '@/lib/period'
import { dispatchTask } from '@/lib/tasks/dispatch-task'
import { saveTask } from '@/lib/tasks/save-task'
import { saveTaskInput } from '@/lib/tasks/schema'
import { dueDay } from './calendar-of-tasks'
import { ago, type Present } from './present'
import { settleSms } from './settle-sms'
import { copiesOf } from './staged-copies'
import { liveStaged } from './staged-life'
import { type StagedNode, type StagedTask, stagedTasks } from './texts/staged'
import { dayMinutes } from './working-time'
import { distinctTitle, organisationOf, personNamed } from './world'

/** Plans the tasks of several nodes: direct, by way of the 党总支, with 协办, and to k of n people. */
export function planStaged(present: Present): void {
  for (const plan of stagedTasks) {
    const at = ago(present, plan.issuedBefore)
    present.timetable.add(at, () => goOut(present, plan, at))
  }
}

async function goOut(present: Present, plan: StagedTask, at: Date): Promise<void> {
  const { world, stage } = present
  const ctx = await stage.as(personNamed(world, '陈晓春').id, at)
  const idsOf = (keys: string[] = []) => keys.map((key) => organisationOf(world, key).id)
  const task = await saveTask(
    ctx,
    saveTaskInput.parse({
      taskId: newId(),
      title: distinctTitle(world, plan.title),
      requirement: plan.requirement,
      basis: plan.basis,
      criteria: plan.criteria,
      startsOn: dayOf(at),
      nodes: plan.nodes.map((node) => nodeOf(present, node)),
      underIds: idsOf(plan.to.underKeys),
      organisationIds: idsOf(plan.to.keys),
      assistIds: idsOf(plan.to.assistKeys),
      route: plan.viaGeneralBranch ? 'general_branch' : 'direct',
      ...(plan.officersCount
        ? { audience: 'officers', completionRule: 'count', completionCount: plan.officersCount }
        : {}),
    }),
  )
  await dispatchTask(ctx, { taskId: task.id })
  await settleSms(world.db, at)
  for (const copy of await copiesOf(world, task.id)) {
    liveStaged(present, plan, copy, at)
  }
}

function nodeOf({ world }: Present, node: StagedNode) {
  const minutes = Math.abs(node.dueAfter) * dayMinutes
  const { earlier, later } = world.time
  const moment = node.dueAfter < 0 ? earlier(world.now, minutes) : later(world.now, minutes)
  const day = dueDay(dayOf(moment), world.time)
  return {
    title: node.title,
    requirement: node.requirement,
    stage: node.stage,
    // Never before the day it goes out, whatever holidays lie between.
    dueOn: momentOf(day, '18:00') > world.now || node.dueAfter < 0 ? day : addDays(day, 1),
    reviewer: node.reviewer ?? 'issuer',
    estimatedMinutes: node.minutes,
    criteria: node.criteria,
    activityKind: node.activityKind,
  }
}
