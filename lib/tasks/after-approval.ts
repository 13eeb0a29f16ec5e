import type { Context, Work } from '@/lib/context'
import { completeBranch } from './complete-branch'
import type { LoadedAssignment } from './load'
import type { Refreshed } from './refresh-assignment'
import { tellOpened } from './tell-opened'

/**
 * What follows when a step is done: the branch hears of what it has opened, and where enough people
 * of a branch have finished, the others need not.
 */
export async function afterApproval(
  ctx: Context,
  tx: Work,
  { task }: LoadedAssignment,
  refreshed: Refreshed,
): Promise<void> {
  await tellOpened(tx, task, refreshed)
  await completeBranch(ctx, tx, task, refreshed.assignment)
}
