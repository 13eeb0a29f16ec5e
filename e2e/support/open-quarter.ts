import { newId } from '@/db/ids'
import { schemes } from '@/db/schema'
import { createContextFor } from '@/db/testing/factories'
import { recordFact } from '@/lib/facts/record-fact'
import { dayOf, quarterOf } from '@/lib/period'
import { reckonQuarter } from '@/lib/scorecard/ledger/reckon-quarter'
import { openQuarter } from '@/lib/scorecard/quarter/open-quarter'
import { defaultScheme } from '@/lib/scorecard/scheme/default-scheme'
import { type Copy, contextOf, dispatched, type World } from './world'

/** A quarter of the index that is open, with one task of the first branch that was late. */
export interface ScoredQuarter {
  quarterId: string
  period: string
  late: Copy
}

/** Opens the present quarter under the built-in scheme and reckons it. */
export async function openScoredQuarter(world: World): Promise<ScoredQuarter> {
  const { db, committee, officer } = world
  const now = new Date()
  const by = { createdBy: officer.id, createdAt: now, publishedBy: officer.id, publishedAt: now }
  await db.insert(schemes).values({
    ...{ id: newId(), committeeId: committee.id, year: Number(dayOf(now).slice(0, 4)), version: 1 },
    ...{ name: defaultScheme.name, document: defaultScheme, documentHash: '0'.repeat(64) },
    ...by,
    state: 'published',
  })
  const period = quarterOf(dayOf(now))
  const ctx = await contextOf(world, officer, now)
  const { id: quarterId } = await openQuarter(ctx, { period })
  const late = await lateTask(world, period)
  await reckonQuarter(await createContextFor(db, 'system', { now }), { quarterId })
  return { quarterId, period, late }
}

async function lateTask(world: World, period: string): Promise<Copy> {
  const title = '报送三季度学习计划'
  const { copies } = await dispatched(world, { title })
  const [late] = copies
  const ctx = await contextOf(world, world.officer)
  await ctx.transact(async (tx) => {
    tx.unchanged()
    await recordFact(tx, ctx, {
      kind: 'task_completion',
      organisationId: world.branches[0].id,
      occurredOn: dayOf(ctx.now),
      period,
      sourceType: 'assignment',
      sourceId: late.assignmentId,
      value: {
        ...{ taskId: late.taskId, assignmentId: late.assignmentId, taskTitle: title },
        ...{ indicatorKey: 'i5-2', milestoneId: null, outcome: 'late' },
        ...{ effectiveDueAt: ctx.now.toISOString(), lateDays: 2, waitedDays: 0, isUrged: false },
      },
    })
  })
  return late
}
