import type { Context, Work } from '@/lib/context'
import { completeBranch } from './complete-branch'
import type { LoadedAssignment } from './load'
import { recordCompletion } from './record-completion'
import type { Refreshed } from './refresh-assignment'
import { tellOpened } from './tell-opened'

/**
 * What follows when a step is done: the branch hears of what it has opened, whether the whole was
 * done in time is put on record, and where enough people of a branch have finished, the others need not.
 */
export async function afterApproval(
  ctx: Context,
  tx: Work,
  { task }: LoadedAssignment,
  refreshed: Refreshed,
): Promise<void> {
  await tellOpened(tx, task, refreshed)
  if (refreshed.assignment.state === 'approved') {
    await recordCompletion(ctx, tx, [refreshed.assignment.id])
  }
  await completeBranch(ctx, tx, task, refreshed.assignment)
}
